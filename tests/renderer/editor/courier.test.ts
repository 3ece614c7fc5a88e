import { expect, test } from "vitest";
import * as Y from "yjs";
import { bytesOf, done, failed, type LibraryProblem } from "#core/bridge";
import { Courier } from "../../../renderer/editor/courier.ts";

const ID = "22222222-2222-4222-8222-222222222222";

/** A document whose updates go by courier to a log which answers as it is told. */
function desk() {
  const doc = new Y.Doc();
  const log = new Y.Doc();
  const answers: ("gone" | "lostAnswer" | LibraryProblem)[] = [];
  let calls = 0;
  let underWay = 0;
  const courier = new Courier(ID, async ({ update }) => {
    calls += 1;
    underWay += 1;
    expect(underWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    const answer = answers.shift();
    if (answer === "gone") throw new Error("gone");
    if (typeof answer === "object") return failed(answer);
    Y.applyUpdate(log, bytesOf(update));
    if (answer === "lostAnswer") throw new Error("gone");
    return done({ savedAt: "2026-11-22T07:00:00.000Z" });
  });
  doc.on("update", (update: Uint8Array) => courier.push(update));
  const type = (text: string) => doc.getText("t").insert(doc.getText("t").length, text);
  return { courier, type, answers, text: () => log.getText("t").toString(), calls: () => calls };
}

test("E3 what is typed in one breath travels as one update, and is then saved", async () => {
  const { courier, type, text, calls } = desk();
  for (const letter of "tiếng Việt") type(letter);
  expect(courier.unsent()).not.toBeNull();
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
  const unsent = courier.unsent();
  const other = new Y.Doc();
  Y.applyUpdate(other, unsent!);
  expect(other.getText("t").toString()).toBe("đang gửi");
  await courier.settled();
  expect(courier.unsent()).toBeNull();
});
