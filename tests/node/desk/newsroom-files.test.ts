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
import {
  DEFAULT_HOUSE_STYLE,
  houseStyleText,
  PROVINCE_REGISTER,
  registerTable,
  type HouseStyle,
  type NameRegister,
} from "#core/language";
import { newsroomOf, openNewsroomFiles } from "../../../node/desk/newsroom-files.ts";

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
    brought: [],
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
  const brought = [
    { id: expect.any(String), at: NOW().toISOString(), style: SHORT, names: NAMES, words: ["Đắk Nông"] },
  ];
  expect(store.now().brought).toEqual(brought);
  // It waits through a restart.
  const again = await opened();
  expect(again.now().brought).toEqual(brought);
  await again.decide(again.now().brought[0]!.id, ["style", "words"]);
  expect(again.now()).toMatchObject({
    style: SHORT,
    names: PROVINCE_REGISTER,
    words: ["nhà rông", "Đắk Nông"],
    brought: [],
  });
  // What is here already is nothing to decide on.
  await again.saveNames(NAMES);
  await again.bring(files);
  expect(again.now().brought).toEqual([]);
  expect(existsSync(file("brought"))).toBe(false);
});

const person = (name: string, note = ""): NameRegister[number] => ({
  kind: "person",
  name,
  others: [],
  ranks: [],
  offices: [],
  note,
});
const packedNames = (names: NameRegister) => ({
  path: "newsroom/names.csv",
  bytes: new TextEncoder().encode(registerTable(names)),
});
const packedWords = (bytes: string | Uint8Array) => ({
  path: "newsroom/words.txt",
  bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
});
const namesOf = ({ names }: Newsroom) => names.map(({ name }) => name);

test("D12 names edited by hand between two saves are kept, and so is the version that was replaced", async () => {
  const store = await opened();
  await store.saveNames([person("Lê Hà"), person("Trần Ba")]);
  const table = `${readFileSync(file("names.csv"), "utf8").replace("Trần Ba", "Trần Bá")}người,Vũ Tư,,,,,,,,\r\n`;
  writeFileSync(file("names.csv"), table);
  await store.saveNames([person("Lê Hà"), person("Trần Ba"), person("Đỗ Năm")]);
  expect(namesOf(store.now())).toEqual(["Lê Hà", "Trần Bá", "Đỗ Năm", "Vũ Tư"]);
  const [fault] = store.now().faults;
  expect(fault).toMatchObject({ kind: "keptAside", path: file("names.csv") });
  if (fault?.kind !== "keptAside") throw new Error("nothing was put aside");
  expect(readFileSync(fault.aside, "utf8")).toBe(table);
});

test("D12 a style broken or changed by hand since it was read is kept aside when another is saved, and told", async () => {
  const store = await opened();
  await store.saveStyle(STYLE);
  for (const edited of ["{ hỏng", houseStyleText({ ...STYLE, name: "Báo huyện" })]) {
    writeFileSync(file("style.json"), edited);
    await store.saveStyle(SHORT);
    const fault = store.now().faults.at(-1);
    if (fault?.kind !== "keptAside") throw new Error("nothing was put aside");
    expect(readFileSync(fault.aside, "utf8")).toBe(edited);
  }
  expect(store.now()).toMatchObject({ style: SHORT, faults: [{}, {}] });
  // What was written here is no other version.
  await store.saveStyle(STYLE);
  expect(store.now().faults).toHaveLength(2);
});

test("D12 words in another encoding are told, and kept aside when a word is added", async () => {
  mkdirSync(join(dir, "newsroom"));
  const bytes = new Uint8Array([0x6e, 0x68, 0xe0, 0x0a]);
  writeFileSync(file("words.txt"), bytes);
  const store = await opened();
  expect(store.now().faults).toMatchObject([{ kind: "fileRefused", path: file("words.txt") }]);
  await store.changeWords(["Zalo"], []);
  const [fault] = store.now().faults;
  if (fault?.kind !== "keptAside") throw new Error("nothing was put aside");
  expect([...readFileSync(fault.aside)]).toEqual([...bytes]);
  expect(store.now()).toMatchObject({ words: ["Zalo"], faults: [{ kind: "keptAside" }] });
});

test("D12 cells of the names which cannot be taken are told", async () => {
  mkdirSync(join(dir, "newsroom"));
  writeFileSync(file("names.csv"), "loại,tên,từ ngày,chức vụ\nngười,Lê Hà,hôm kia,Giám đốc\n");
  expect((await opened()).now()).toMatchObject({
    names: [{ name: "Lê Hà" }],
    faults: [{ kind: "cellsRefused", warnings: [{ line: 2, fault: "notADate" }] }],
  });
});

test("D12 changes asked for at once are made one after another", async () => {
  const store = await opened();
  const some = Array.from({ length: 20 }, (_, at) => `Lê Hà ${at}`);
  await Promise.all([
    ...some.map((name) => store.saveStyle({ ...STYLE, name })),
    store.changeWords(["Zalo"], []),
    store.saveStyle(SHORT),
  ]);
  expect(store.now()).toMatchObject({ style: SHORT, words: ["Zalo"], faults: [] });
  expect((await opened()).now().style).toEqual(SHORT);
  expect(told.map(({ style }) => style.name).slice(0, 20)).toEqual(some);
});

test("D13 each package waits by itself, and one that cannot be read takes none of the others away", async () => {
  let minute = 0;
  const clock = () => new Date(NOW().getTime() + 60_000 * minute++);
  const store = await openNewsroomFiles(dir, clock, () => undefined);
  await store.bring([packedNames([person("Lê Hà")])]);
  await store.bring([packedNames([person("Trần Ba")]), packedWords("nhà rông\n")]);
  await store.bring([{ path: "newsroom/style.json", bytes: new Uint8Array([0x7b, 0xff]) }]);
  await store.bring([packedWords(new Uint8Array([0x6e, 0xe0, 0xff]))]);
  await store.bring([packedNames([person("Lê Hà")])]);
  const waiting = (newsroom: Newsroom) => newsroom.brought.map(({ names }) => names?.map(({ name }) => name));
  expect(waiting(store.now())).toEqual([["Lê Hà"], ["Trần Ba"]]);
  const again = await opened();
  expect(again.now().brought).toEqual(store.now().brought);
  await again.decide(again.now().brought[1]!.id, ["words"]);
  expect(waiting(again.now())).toEqual([["Lê Hà"]]);
  await again.decide(again.now().brought[0]!.id, ["names"]);
  // Added to ours, and not in its place.
  expect(namesOf(again.now())).toEqual([...PROVINCE_REGISTER.map(({ name }) => name), "Lê Hà"]);
  expect(again.now()).toMatchObject({ words: ["nhà rông"], brought: [] });
  expect(existsSync(file("brought"))).toBe(false);
});

test("D13 names of which there would be more than the register takes are refused, and go on waiting", async () => {
  const store = await opened();
  const forms = (of: string) => Array.from({ length: 60 }, (_, at) => `${of} ${at}`);
  const mine = { ...person("Lê Hà"), others: forms("Hà") } as NameRegister[number];
  const theirs = { ...person("Lê Hà"), others: forms("Lê") } as NameRegister[number];
  await store.saveNames([person("Trần Ba"), mine]);
  await store.bring([packedNames([theirs]), packedWords("nhà rông\n")]);
  const [{ id }] = store.now().brought as [Newsroom["brought"][number]];
  expect(await store.decide(id, ["names", "words"])).toEqual({
    ok: false,
    problem: { kind: "namesTooMany", name: "Lê Hà" },
  });
  expect(store.now()).toMatchObject({ names: [person("Trần Ba"), mine], words: [], brought: [{ id }] });
});

test("D13 a package's style, names and words are each read, and a part that cannot be read is told", () => {
  const ours = { style: STYLE, names: NAMES, words: ["Zalo"] };
  const style = { path: "newsroom/style.json", bytes: new TextEncoder().encode(houseStyleText(SHORT)) };
  const whole = newsroomOf([style, packedNames([person("Lê Hà")]), packedWords("nhà rông\n")], ours);
  expect(whole).toEqual({ style: SHORT, names: [person("Lê Hà")], words: ["nhà rông"], faults: [] });
  expect(newsroomOf([], ours)).toEqual({ ...ours, faults: [] });
  const broken = ["style.json", "names.csv", "words.txt"].map((name) => ({
    path: `newsroom/${name}`,
    bytes: new Uint8Array([0x6e, 0xe0, 0xff]),
  }));
  expect(newsroomOf(broken, ours)).toMatchObject({
    ...ours,
    faults: broken.map(({ path }) => ({ kind: "fileRefused", path })),
  });
});
