import { expect, test } from "vitest";
import { NameRegister, registerFrom, type NameEntry, type RegisterFault } from "#core/language";
import {
  blankDraft,
  blankFact,
  dateText,
  draftOf,
  entryOf,
  problemsOf,
  sameDraft,
} from "../../renderer/newsroom/name-draft.ts";
import { namesMatching, orderedNames } from "../../renderer/newsroom/name-search.ts";
import { withoutChange } from "../../renderer/newsroom/names-undo.ts";
import { registerFileTold, registerProblemTold, registerWarningText } from "../../renderer/text/index.ts";

const HEADER = "loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú";

function registerOf(...rows: readonly string[]): NameRegister {
  const read = registerFrom([HEADER, ...rows].join("\n"));
  if (!read.ok || read.value.warnings.some(({ fault }) => fault !== "namesake"))
    throw new RangeError(JSON.stringify(read));
  return read.value.register;
}

const NAMES = registerOf(
  "người,Phan Văn Giang,Anh Giang,,Đại tướng,Bộ trưởng,Bộ Quốc phòng,8/4/2021,,",
  "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,4/2024,bác sĩ",
  "người,Lê Hà,,,,,,,,giáo viên",
  "tổ chức,Bộ A,,Bộ B,,,,,2024,",
  "nơi,Đồng Nai,tỉnh Đồng Nai,Bình Phước,,,,,30/6/2025,",
);
const [giang, doctor, teacher, ministry, place] = NAMES as readonly NameEntry[] as [
  NameEntry,
  NameEntry,
  NameEntry,
  NameEntry,
  NameEntry,
];

test("D12 an entry typed into its form and taken out again is the same entry, in both languages", () => {
  for (const language of ["vi", "en"] as const)
    for (const entry of NAMES) {
      expect(entryOf(draftOf(entry, language))).toEqual(entry);
      const others = NAMES.filter((one) => one !== entry);
      expect(problemsOf(draftOf(entry, language), others)).toEqual([]);
      expect(sameDraft(draftOf(entry, language), draftOf(entry, language))).toBe(true);
    }
  expect(dateText("2026-04-08", "vi")).toBe("8/4/2026");
  expect(dateText("2026-04", "vi")).toBe("4/2026");
  expect(dateText("2026", "vi")).toBe("2026");
  expect(dateText("2026-04-08", "en")).toBe("2026-04-08");
});

test("D12 what keeps a form from being an entry is told at its field", () => {
  const line = { ...blankFact(), body: "Sở Y tế", from: "2024", until: "31/12/2023" };
  const wrong = { ...blankFact(), what: "Bí thư", from: "31/2/2024", until: "hôm nay" };
  const draft = { ...blankDraft("person"), offices: [blankFact(), line, wrong] };
  expect(problemsOf(draft, [])).toEqual([
    { at: "name", why: "missing" },
    { at: "offices", key: line.key, field: "what", why: "missing" },
    { at: "offices", key: line.key, field: "until", why: "datesTurned" },
    { at: "offices", key: wrong.key, field: "from", why: "dateWrong" },
    { at: "offices", key: wrong.key, field: "until", why: "dateWrong" },
  ]);
  expect(problemsOf({ ...blankDraft("place", "Huế"), note: "a".repeat(201) }, [])).toEqual([
    { at: "note", why: "tooLong" },
  ]);
  const many = {
    ...blankDraft("organisation", "Bộ A"),
    others: Array.from({ length: 101 }, (_, at) => `A${at}`),
  };
  expect(problemsOf(many, [])).toEqual([{ at: "others", why: "tooMany" }]);
});

test("D12 namesakes need notes that differ, whichever of them has one already", () => {
  const namesake = { at: "note", why: "namesake" };
  expect(problemsOf(blankDraft("person", "phan văn giang"), NAMES)).toEqual([namesake]);
  expect(problemsOf({ ...blankDraft("person", "Phan Văn Giang"), note: "nhà thơ" }, NAMES)).toEqual([
    namesake,
  ]);
  expect(problemsOf({ ...blankDraft("person", "Lê Hà"), note: "bác sĩ" }, NAMES)).toEqual([namesake]);
  const third = { ...blankDraft("person", "Lê Hà"), note: "ca sĩ" };
  expect(problemsOf(third, NAMES)).toEqual([]);
  expect(NameRegister.safeParse([...NAMES, entryOf(third)]).success).toBe(true);
});

test("D12 names are found by every word, with or without marks, in all that is said of them", () => {
  const found = (typed: string) =>
    namesMatching(NAMES, typed).names.map(({ name, note }) => `${name} ${note}`.trim());
  expect(found("")).toHaveLength(5);
  expect(found("GIANG van")).toEqual(["Phan Văn Giang"]);
  expect(found("bộ trưởng quốc phòng")).toEqual(["Phan Văn Giang"]);
  expect(found("le ha bac si")).toEqual(["Lê Hà bác sĩ"]);
  expect(found("binh phuoc")).toEqual(["Đồng Nai"]);
  // Who is called so comes before whose office or body is.
  expect(found("bo")).toEqual(["Bộ A", "Phan Văn Giang"]);
  expect(found("anh ba")).toEqual([]);
  expect(namesMatching(NAMES, "Phan Văn Giáo")).toEqual({ names: [giang], isNear: true });
  expect(namesMatching(NAMES, "Trần Hà")).toEqual({ names: [], isNear: false });
  expect(orderedNames(NAMES).map(({ name }) => name)).toEqual([
    "Bộ A",
    "Đồng Nai",
    "Lê Hà",
    "Lê Hà",
    "Phan Văn Giang",
  ]);
});

test("D12 an undo takes back its own change and leaves what was saved after it", () => {
  const added = registerOf("người,Trần Ba,,,,,,,,")[0]!;
  const changed = { ...ministry, others: ["BA"] } as NameEntry;
  const renamed = { ...place, name: "Đồng Nai mới" } as NameEntry;
  const later = registerOf("người,Vũ Tư,,,,,,,,")[0]!;

  const without = [giang, teacher, ministry, place];
  expect(withoutChange([...without, later], NAMES, without)).toEqual([
    giang,
    doctor,
    teacher,
    ministry,
    place,
    later,
  ]);
  expect(withoutChange([...NAMES, added, later], NAMES, [...NAMES, added])).toEqual([...NAMES, later]);
  const after = [giang, doctor, teacher, changed, renamed];
  expect(withoutChange([...after, later], NAMES, after)).toEqual([...NAMES.slice(0, 4), place, later]);
  const again = { ...changed, note: "", others: ["BA", "BỘA"] } as NameEntry;
  expect(
    withoutChange([giang, doctor, teacher, again, place], NAMES, [giang, doctor, teacher, changed, place]),
  ).toEqual([giang, doctor, teacher, again, place]);
});

test("every fault of a table of names has its sentence, with line and column", () => {
  const faults: Readonly<Record<RegisterFault, true>> = {
    unknownKind: true,
    nameMissing: true,
    tooLong: true,
    notADate: true,
    endsBeforeItBegins: true,
    nothingToDate: true,
    officeMissing: true,
    notForThisKind: true,
    unknownColumn: true,
    namesake: true,
    whichNamesake: true,
    tooMany: true,
  };
  const said = Object.keys(faults).map((fault) =>
    registerWarningText({ line: 3, column: "từ ngày", fault: fault as RegisterFault, value: "x" }, "vi"),
  );
  expect(new Set(said).size).toBe(said.length);
  expect(said.every((one) => /^Dòng 3, cột “từ ngày”: “x” .+\.$/.test(one))).toBe(true);
  expect(registerWarningText({ line: 3, column: "", fault: "unknownColumn", value: "" }, "en")).toMatch(
    /^Line 3: the list/,
  );
  for (const language of ["vi", "en"] as const) {
    for (const problem of [
      { kind: "registerHeaderMissing" },
      { kind: "registerQuoteOpen", line: 7 },
      { kind: "registerTooLarge", mostCharacters: 20_000_000 },
    ] as const) {
      const { what, lost, todo } = registerProblemTold(problem, "a.csv", language);
      expect(what).toContain("a.csv");
      expect([lost, todo]).not.toContain("");
      expect(registerFileTold(problem, "/srv/names.csv", language).what).toContain("/srv/names.csv");
    }
    expect(registerFileTold({ kind: "fileUnreadable" }, "/srv/names.csv", language).todo).toContain("UTF-8");
  }
});
