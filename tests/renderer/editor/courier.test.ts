import { expect, test } from "vitest";
import * as Y from "yjs";
import { MOST_UPDATE_BYTES, bytesOf, done, failed, type LibraryProblem } from "#core/bridge";
import { Courier } from "../../../renderer/editor/courier.ts";

const ID = "22222222-2222-4222-8222-222222222222";

/** A document whose updates go by courier to a log which answers as it is told. */
function desk() {
  const doc = new Y.Doc();
  const log = new Y.Doc();
  const answers: ("gone" | "lostAnswer" | "refused" | LibraryProblem)[] = [];
  const sizes: number[] = [];
  let refuses = (_update: Uint8Array) => false;
  let calls = 0;
  let underWay = 0;
  const courier = new Courier(ID, async ({ update }) => {
    calls += 1;
    underWay += 1;
    expect(underWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    const answer = answers.shift();
    if (answer === "gone") throw lost();
    if (answer === "refused" || refuses(bytesOf(update))) throw new Error("Input validation failed");
    if (typeof answer === "object") return failed(answer);
    Y.applyUpdate(log, bytesOf(update));
    sizes.push(bytesOf(update).length);
    if (answer === "lostAnswer") throw lost();
    return done({ savedAt: "2026-11-22T07:00:00.000Z" });
  });
  doc.on("update", (update: Uint8Array) => courier.push(update));
  const type = (text: string) => doc.getText("t").insert(doc.getText("t").length, text);
  return {
    courier,
    doc,
    type,
    answers,
    sizes,
    refuse: (those: (update: Uint8Array) => boolean) => (refuses = those),
    text: () => log.getText("t").toString(),
    calls: () => calls,
  };
}

function lost(): Error {
  return Object.assign(new Error("gone"), { name: "ConnectionLost" });
}

test("E3 what is typed in one breath travels as one update, and is then saved", async () => {
  const { courier, type, text, calls } = desk();
  for (const letter of "tiếng Việt") type(letter);
  expect(courier.unsent()).not.toEqual([]);
  await courier.settled();
  expect(text()).toBe("tiếng Việt");
  expect(calls()).toBe(1);
  expect(courier.saved()).toEqual({ kind: "saved", at: new Date("2026-11-22T07:00:00.000Z") });
});

test("E3 nothing is lost or doubled when the host goes, its disk is full, or its answer is lost", async () => {
  const { courier, type, answers, text } = desk();
  const said: string[] = [];
  courier.onSaved(() => said.push(courier.saved().kind));
  answers.push("gone", { kind: "diskFull", path: "/library" }, "lostAnswer");
  type("một ");
  await expect.poll(() => courier.saved().kind).toBe("waiting");
  type("hai ");
  await expect.poll(() => courier.problem()?.kind).toBe("diskFull");
  type("ba");
  await courier.settled();
  expect(text()).toBe("một hai ba");
  expect(said.at(-1)).toBe("saved");
  expect(courier.problem()).toBeNull();
});

test("E3 one call at a time, in order, while typing goes on", async () => {
  const { courier, type, text } = desk();
  for (let at = 0; at < 40; at++) {
    type(`${at} `);
    if (at % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    courier.flush();
  }
  await courier.settled();
  expect(text()).toBe(Array.from({ length: 40 }, (_, at) => `${at} `).join(""));
});

test("E3 what is under way still counts as unsent", async () => {
  const { courier, type, answers } = desk();
  answers.push("gone");
  type("đang gửi");
  courier.flush();
  const other = new Y.Doc();
  for (const unsent of courier.unsent()) Y.applyUpdate(other, unsent);
  expect(other.getText("t").toString()).toBe("đang gửi");
  await courier.settled();
  expect(courier.unsent()).toEqual([]);
});

test("E3 a refusal is said as what it is, stops no other change, and is not given up", async () => {
  const { courier, doc, type, refuse, text } = desk();
  const said = new Set<string>();
  courier.onSaved(() => said.add(courier.saved().kind));
  refuse((update) => new TextDecoder().decode(update).includes("xấu"));
  type("một ");
  // Another author's, so that the log can show what comes after it without it.
  const other = new Y.Doc();
  other.getText("u").insert(0, "xấu");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  type("hai ");
  await expect.poll(text).toBe("một hai ");
  expect(courier.saved().kind).toBe("refused");
  expect(said).not.toContain("waiting");
  type("ba");
  await expect.poll(text).toBe("một hai ba");
  expect(courier.saved().kind).toBe("refused");
  refuse(() => false);
  courier.flush();
  await courier.settled();
  expect(courier.saved().kind).toBe("saved");
});

test("E3 what waits travels in loads the host can take, however much it is", async () => {
  const { courier, type, answers, sizes, text } = desk();
  const megabyte = "chữ ".repeat(200_000);
  answers.push("gone", "gone");
  for (let at = 0; at < 11; at++) type(megabyte);
  await expect.poll(() => courier.saved().kind).toBe("waiting");
  // All that the host lacks in one update would be too long: the shorter ones stay.
  courier.replace(new Uint8Array(MOST_UPDATE_BYTES + 1));
  await courier.settled();
  expect(text()).toBe(megabyte.repeat(11));
  expect(Math.max(...sizes)).toBeLessThan(5 * 1024 * 1024);
});
