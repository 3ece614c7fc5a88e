import { expect, test, vi } from "vitest";
import { mergedRegisters, NameRegister, registerFrom, tooManyOf, withTheirs } from "#core/language";
import { registerOf } from "./desk.ts";

test("N5 merging gives everything of both", () => {
  const mine = registerOf("người,Lê Hà,Hà Lê,,,Giám đốc,Sở Y tế,2020,,", "nơi,Huế,,,,,,,,");
  const theirs = registerOf(
    "người,Lê Hà,Hà,,Tiến sĩ,Ủy viên,Hội đồng A,2021,,nữ",
    "người,Trần Ba,,,,Bí thư,,,,",
    "nơi,Huế,,Thừa Thiên,,,,,2024,",
  );
  const { register, conflicts } = mergedRegisters(mine, theirs);
  expect(conflicts).toEqual([]);
  expect(NameRegister.safeParse(register).success).toBe(true);
  expect(register).toEqual([
    {
      kind: "person",
      name: "Lê Hà",
      others: ["Hà Lê", "Hà"],
      ranks: [{ rank: "Tiến sĩ" }],
      offices: [
        { title: "Giám đốc", body: "Sở Y tế", from: "2020" },
        { title: "Ủy viên", body: "Hội đồng A", from: "2021" },
      ],
      note: "nữ",
    },
    { kind: "place", name: "Huế", others: [], former: [{ name: "Thừa Thiên", until: "2024" }], note: "" },
    {
      kind: "person",
      name: "Trần Ba",
      others: [],
      ranks: [],
      offices: [{ title: "Bí thư", body: "" }],
      note: "",
    },
  ]);
});

test("N5 other dates, another body and another rank at one time are told, and mine stays", () => {
  const mine = registerOf(
    "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,,bác sĩ",
    "người,Lê Hà,,,Đại tá,,,2022,,bác sĩ",
    "tổ chức,Bộ A,,Bộ B,,,,,2024,",
  );
  const theirs = registerOf(
    "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,2025,",
    "người,Lê Hà,,,,Giám đốc,Sở Nội vụ,2021,,",
    "người,Lê Hà,,,Thượng tá,,,2023,,",
    "tổ chức,Bộ A,,Bộ B,,,,,2025,",
  );
  const { register, conflicts } = mergedRegisters(mine, theirs);
  expect(register).toEqual(mine);
  expect(
    conflicts.map(({ about, mine, theirs }) => [about, mine.text, theirs.text, theirs.from, theirs.until]),
  ).toEqual([
    ["office", "Giám đốc Sở Y tế", "Giám đốc Sở Y tế", "2020", "2025"],
    ["office", "Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ", "2021", undefined],
    ["rank", "Đại tá", "Thượng tá", "2023", undefined],
    ["formerName", "Bộ B", "Bộ B", undefined, "2025"],
  ]);
});

test("N5 an office after the other, and what is known with fewer dates, is no conflict", () => {
  const mine = registerOf("người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,2024-06,");
  const theirs = registerOf(
    "người,Lê Hà,,,,Giám đốc,Sở Nội vụ,2024-06-15,,",
    "người,Lê Hà,,,,Giám đốc,Sở Y tế,,,",
  );
  const { register, conflicts } = mergedRegisters(mine, theirs);
  expect(conflicts).toEqual([]);
  expect(register).toMatchObject([
    {
      offices: [
        { body: "Sở Y tế", until: "2024-06" },
        { body: "Sở Nội vụ", from: "2024-06-15" },
      ],
    },
  ]);
});

test("N5 namesakes stay two, and a register merged with itself stays as it is", () => {
  const mine = registerOf("người,Lê Hà,,,,,,,,bác sĩ");
  const theirs = registerOf("người,Lê Hà,,,,,,,,thủ môn");
  expect(mergedRegisters(mine, theirs)).toEqual({ register: [...mine, ...theirs], conflicts: [] });
  expect(mergedRegisters(mine, mine)).toEqual({ register: mine, conflicts: [] });
});

test("N20 what a person decides for them stands in the place of mine, and the rest stays", () => {
  const mine = registerOf(
    "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,,bác sĩ",
    "người,Lê Hà,,,Đại tá,,,2022,,bác sĩ",
    "tổ chức,Bộ A,,Bộ B,,,,,2024,cũ",
  );
  const theirs = registerOf(
    "người,lê hà,,,,Giám đốc,Sở Nội vụ,2021,2023,",
    "người,lê hà,,,,Giám đốc,Sở Tư pháp,2024,,",
    "người,lê hà,,,Thượng tá,,,2023,,",
    "tổ chức,Bộ A,,Bộ B,,,,,2025,mới",
  );
  const { register, conflicts } = mergedRegisters(mine, theirs);
  expect(conflicts).toHaveLength(5);
  expect(withTheirs(register, theirs, [])).toEqual(register);
  const decided = withTheirs(
    register,
    theirs,
    conflicts.filter(({ about }) => about !== "rank"),
  );
  expect(NameRegister.safeParse(decided).success).toBe(true);
  expect(decided).toEqual([
    {
      kind: "person",
      name: "Lê Hà",
      others: [],
      ranks: [{ rank: "Đại tá", from: "2022" }],
      offices: [
        { title: "Giám đốc", body: "Sở Nội vụ", from: "2021", until: "2023" },
        { title: "Giám đốc", body: "Sở Tư pháp", from: "2024" },
      ],
      note: "bác sĩ",
    },
    {
      kind: "organisation",
      name: "Bộ A",
      others: [],
      former: [{ name: "Bộ B", until: "2025" }],
      note: "mới",
    },
  ]);
  expect(withTheirs(register, theirs, conflicts)[0]).toMatchObject({
    ranks: [{ rank: "Thượng tá", from: "2023" }],
  });
});

test("N5 a seat that one may have in several bodies at one time contests none of them", () => {
  const mine = registerOf("người,Lê Hà,,,,Đại biểu,Quốc hội,2021,,");
  const theirs = registerOf("người,Lê Hà,,,,Đại biểu,Hội đồng nhân dân tỉnh,2021,,");
  const { register, conflicts } = mergedRegisters(mine, theirs);
  expect(conflicts).toEqual([]);
  expect(register).toMatchObject([{ offices: [{ body: "Quốc hội" }, { body: "Hội đồng nhân dân tỉnh" }] }]);
});

/** Far more than it takes, and far less than the minutes of a table that is looked through for each of its rows. */
const LONG_MS = 8_000;

test("N17 forty thousand rows of one name are read and merged at once, and a hundred of them taken", () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => `người,Lê Hà,,,,,,,,số ${at}`);
  const began = performance.now();
  const read = registerFrom(
    ["loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú", ...rows].join("\n"),
  );
  if (!read.ok) throw new Error(read.problem.kind);
  const { register, warnings } = read.value;
  expect(register).toHaveLength(100);
  expect(warnings.filter(({ fault }) => fault === "tooMany")).toHaveLength(39_900);
  expect(NameRegister.safeParse(register).success).toBe(true);
  const many = Array.from({ length: 40_000 }, (_, at) => ({ ...register[0]!, note: `số ${at}` }));
  expect(NameRegister.safeParse(many).success).toBe(false);
  expect(mergedRegisters(register, many).register).toHaveLength(40_000);
  expect(performance.now() - began).toBeLessThan(LONG_MS);
});

test("N17 what an entry says already is not looked through for each of its rows", () => {
  const rows = Array.from({ length: 2_000 }, (_, at) => `người,Lê Hà,,,,Giám đốc,Sở ${at},,,`);
  const written = vi.spyOn(JSON, "stringify");
  const read = registerFrom(
    ["loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú", ...rows].join("\n"),
  );
  const times = written.mock.calls.length;
  written.mockRestore();
  if (!read.ok) throw new Error(read.problem.kind);
  expect(read.value.register).toMatchObject([{ offices: { length: 100 } }]);
  expect(times).toBeLessThanOrEqual(2 * rows.length);
});

test("N5 of two registers which together say more of a name than is taken, the name is told", () => {
  const forms = (of: string) => Array.from({ length: 60 }, (_, at) => `${of} ${at}`).join(";");
  const mine = registerOf("nơi,Huế,,,,,,,,", `người,Lê Hà,${forms("Hà")},,,,,,,`);
  const theirs = registerOf(`người,Lê Hà,${forms("Lê")},,,,,,,`);
  expect([tooManyOf(mine), tooManyOf(mergedRegisters(mine, theirs).register)]).toEqual([null, "Lê Hà"]);
});
