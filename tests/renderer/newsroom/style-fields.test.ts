import { describe, expect, test } from "vitest";
import { DEFAULT_HOUSE_STYLE, HouseStyle, STYLE_RULES } from "#core/language";
import {
  cellProblem,
  cellsOf,
  entriesOf,
  entryOf,
  left,
  linesOf,
  newLine,
  STYLE_FIELDS,
  twice,
  typedIn,
  withField,
  type Column,
} from "../../../renderer/newsroom/style-fields.ts";

const BANNED = columnsOf("banned", "entries");
const ABBREVIATIONS = columnsOf("abbreviations", "entries");

function columnsOf(rule: (typeof STYLE_RULES)[number], name: string): readonly Column[] {
  const field = STYLE_FIELDS[rule].find((one) => one.field === name);
  if (field?.kind !== "list") throw new TypeError(`${rule} has no list ${name}`);
  return field.columns;
}

test("D11 the screen asks for every field of every rule", () => {
  for (const rule of STYLE_RULES) {
    const asked = ["on", ...STYLE_FIELDS[rule].map(({ field }) => field), "source"];
    expect(asked.toSorted(), rule).toEqual(Object.keys(HouseStyle.shape.rules.shape[rule].shape).toSorted());
  }
});

test("D11 every entry of the default lists comes back from its cells as it was", () => {
  let entries = 0;
  for (const rule of STYLE_RULES) {
    for (const field of STYLE_FIELDS[rule]) {
      if (field.kind !== "list") continue;
      const values: Readonly<Record<string, unknown>> = DEFAULT_HOUSE_STYLE.rules[rule];
      for (const entry of values[field.field] as readonly unknown[]) {
        expect(entryOf(field.columns, cellsOf(field.columns, entry))).toEqual(entry);
        entries += 1;
      }
    }
  }
  expect(entries).toBeGreaterThan(50);
});

describe("D11 what is typed", () => {
  test("a word is kept composed and without spaces around it", () => {
    expect(entryOf(columnsOf("offices", "titles"), ["  Chủ\u00a0 tịch ".normalize("NFD")])).toBe("Chủ tịch");
  });

  test("says what is missing, too long, or no word", () => {
    expect(cellProblem("words", " ")).toBe("missing");
    expect(cellProblem("words", "–")).toBe("noLetter");
    expect(cellProblem("words", "a".repeat(301))).toBe("tooLong");
    expect(cellProblem("sentence", "…")).toBeNull();
    expect(cellProblem("several", "")).toBeNull();
    expect(cellProblem("several", "tốt; –")).toBe("noLetter");
    expect(cellProblem("more", "")).toBeNull();
  });

  test("several words are parted by semicolons, and an English reason may stay empty", () => {
    expect(entryOf(BANNED, ["xấu", "đẹp; tốt ;", "Nặng nề", ""])).toEqual({
      wrong: "xấu",
      right: ["đẹp", "tốt"],
      why: { vi: "Nặng nề" },
    });
    expect(entryOf(BANNED, ["xấu", "", "Nặng nề", "Heavy"])).toEqual({
      wrong: "xấu",
      right: [],
      why: { vi: "Nặng nề", en: "Heavy" },
    });
  });
});

describe("D11 rows of a list", () => {
  const first = { short: "AN", full: "an ninh" };
  const second = { short: "QP", full: "quốc phòng" };

  test("a row that is not whole keeps what was kept before", () => {
    const lines = linesOf(ABBREVIATIONS, [first, second], []);
    const typed = typedIn(ABBREVIATIONS, lines, lines[0]!.key, 1, " ");
    expect(typed[0]!.cells).toEqual(["AN", " "]);
    expect(entriesOf(typed)).toEqual([first, second]);
    const whole = typedIn(ABBREVIATIONS, typed, lines[0]!.key, 1, "An Ninh");
    expect(entriesOf(whole)).toEqual([{ short: "AN", full: "An Ninh" }, second]);
    // Letters taken away one by one leave no stump behind.
    expect(entriesOf(typedIn(ABBREVIATIONS, whole, lines[0]!.key, 1, ""))).toEqual([first, second]);
    const later = typedIn(ABBREVIATIONS, left(whole, lines[0]!.key), lines[0]!.key, 1, "");
    expect(entriesOf(later)).toEqual([{ short: "AN", full: "An Ninh" }, second]);
  });

  test("a new row is kept once it is whole and says nothing twice", () => {
    const fresh = newLine(ABBREVIATIONS);
    let lines = [fresh, ...linesOf(ABBREVIATIONS, [first], [])];
    const type = (at: number, typed: string) =>
      (lines = [...typedIn(ABBREVIATIONS, lines, fresh.key, at, typed)]);
    type(1, "an ninh mạng");
    expect(entriesOf(lines)).toEqual([first]);
    type(0, "AN");
    expect(twice(ABBREVIATIONS, lines[0]!, lines)).toBe(true);
    expect(entriesOf(lines)).toEqual([first]);
    type(0, "ANM");
    expect(entriesOf(lines)).toEqual([{ short: "ANM", full: "an ninh mạng" }, first]);
  });

  test("rows that are still there keep their place, their keyboard and what is typed", () => {
    const before = linesOf(ABBREVIATIONS, [first, second], []);
    const typed = [newLine(ABBREVIATIONS), ...typedIn(ABBREVIATIONS, before, before[1]!.key, 1, "")];
    const third = { short: "KT", full: "kinh tế" };
    const after = linesOf(ABBREVIATIONS, [third, first, second], typed);
    expect(after.map(({ key }) => key).filter((key) => typed.some((line) => line.key === key))).toEqual([
      typed[0]!.key,
      before[0]!.key,
      before[1]!.key,
    ]);
    expect(after[3]!.cells).toEqual(["QP", ""]);
    expect(new Set(after.map(({ key }) => key)).size).toBe(4);
  });

  test("a row with another content stays the same row in a list as long", () => {
    const before = linesOf(ABBREVIATIONS, [first, second], []);
    const after = linesOf(ABBREVIATIONS, [first, { ...second, full: "Quốc phòng" }], before);
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  });
});

test("D11 a value the style does not allow is no edit", () => {
  expect(() => withField(DEFAULT_HOUSE_STYLE, "leadLength", "most", 5)).toThrow();
  expect(withField(DEFAULT_HOUSE_STYLE, "leadLength", "most", 45).rules.leadLength.most).toBe(45);
});
