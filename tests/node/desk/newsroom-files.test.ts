import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Newsroom } from "#core/bridge";
import { DEFAULT_HOUSE_STYLE, PROVINCE_REGISTER, type HouseStyle, type NameRegister } from "#core/language";
import { openNewsroomFiles } from "../../../node/desk/newsroom-files.ts";

let dir: string;
let told: Newsroom[];
const NOW = () => new Date("2026-11-24T09:00:00Z");
const opened = (at = dir) => openNewsroomFiles(at, NOW, (newsroom) => told.push(newsroom));
const file = (name: string) => join(dir, "newsroom", name);

const STYLE: HouseStyle = { ...DEFAULT_HOUSE_STYLE, name: "Quy cách Báo tỉnh" };
const SHORT: HouseStyle = {
  ...STYLE,
  rules: { ...STYLE.rules, sentenceLength: { ...STYLE.rules.sentenceLength, most: 30 } },
};
const NAMES: NameRegister = [
  { kind: "person", name: "Đỗ Thị Bưởi", others: [], ranks: [], offices: [], note: "" },
  ...PROVINCE_REGISTER,
];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "newsroom-"));
  told = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

test("D12 what the newsroom lays down is in three files of the library, and every change is told", async () => {
  const store = await opened();
  expect(store.now()).toEqual({
    style: DEFAULT_HOUSE_STYLE,
    names: PROVINCE_REGISTER,
    words: [],
    faults: [],
    brought: null,
  });
  expect(existsSync(join(dir, "newsroom"))).toBe(false);
  await store.saveStyle(STYLE);
  await store.saveNames(NAMES);
  const saved = await store.changeWords(["Đắk Nông", "nhà rông"], []);
  expect(saved).toMatchObject({ ok: true, value: { style: STYLE, names: NAMES } });
  expect(told.at(-1)?.words).toEqual(["Đắk Nông", "nhà rông"]);
  expect(readdirSync(join(dir, "newsroom")).sort()).toEqual(["names.csv", "style.json", "words.txt"]);
  expect((await opened()).now()).toEqual(store.now());
});

test("D12 a file edited by hand is read again; one that cannot be read is told, and kept when it is replaced", async () => {
  const store = await opened();
  await store.saveStyle(STYLE);
  writeFileSync(
    file("style.json"),
    readFileSync(file("style.json"), "utf8").replace("Báo tỉnh", "Báo huyện"),
  );
  expect((await store.read()).style.name).toBe("Quy cách Báo huyện");

  writeFileSync(file("style.json"), "{ hỏng");
  mkdirSync(file("words.txt"));
  const broken = await store.read();
  expect(broken.style.name).toBe("Quy cách Báo huyện");
  expect(broken.faults).toMatchObject([
    { kind: "fileRefused", path: file("style.json"), problem: { kind: "styleNotJson", line: 1 } },
    { kind: "fileRefused", path: file("words.txt"), problem: { kind: "fileUnreadable" } },
  ]);
  const after = await store.saveStyle(SHORT);
  expect(after).toMatchObject({ ok: true, value: { style: SHORT } });
  const aside = readdirSync(join(dir, "newsroom")).find((name) => name.includes("damaged"))!;
  expect(readFileSync(file(aside), "utf8")).toBe("{ hỏng");
});

test("D12 namesakes told apart by their notes are saved again and again without a fault", async () => {
  const store = await opened();
  const doctor = {
    kind: "person",
    name: "Lê Hà",
    others: [],
    ranks: [],
    offices: [],
    note: "bác sĩ",
  } as const;
  const names: NameRegister = [doctor, { ...doctor, note: "giáo viên" }];
  for (const saved of [names, [...names, ...PROVINCE_REGISTER]]) {
    expect(await store.saveNames(saved)).toMatchObject({ ok: true, value: { names: saved, faults: [] } });
  }
  expect(readdirSync(join(dir, "newsroom"))).toEqual(["names.csv"]);
});

test("D13 what a package brings of another newsroom changes nothing until somebody decides", async () => {
  const sender = mkdtempSync(join(tmpdir(), "sender-"));
  const theirs = await opened(sender);
  await theirs.saveStyle(SHORT);
  await theirs.saveNames(NAMES);
  await theirs.changeWords(["nhà rông", "Đắk Nông"], []);
  const files = await theirs.files();
  rmSync(sender, { recursive: true });

  const store = await opened();
  await store.changeWords(["nhà rông"], []);
  await store.bring(files);
  expect(store.now()).toMatchObject({ style: DEFAULT_HOUSE_STYLE, words: ["nhà rông"] });
  const brought = { style: SHORT, names: NAMES, words: ["Đắk Nông"] };
  expect(store.now().brought).toEqual(brought);
  // It waits through a restart.
  const again = await opened();
  expect(again.now().brought).toEqual(brought);
  await again.decide(["style", "words"]);
  expect(again.now()).toMatchObject({
    style: SHORT,
    names: PROVINCE_REGISTER,
    words: ["nhà rông", "Đắk Nông"],
    brought: null,
  });
  // What is here already is nothing to decide on.
  await again.saveNames(NAMES);
  await again.bring(files);
  expect(again.now().brought).toBeNull();
  expect(existsSync(file("brought"))).toBe(false);
});
