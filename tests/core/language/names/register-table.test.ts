import fc from "fast-check";
import { expect, test } from "vitest";
import { NameRegister, PROVINCE_REGISTER, registerFrom, registerTable } from "#core/language";

const HEADER = "loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú";

function read(text: string) {
  const outcome = registerFrom(text);
  if (!outcome.ok) throw new RangeError(outcome.problem.kind);
  return outcome.value;
}

const text = fc
  .constantFrom(
    "Nguyễn Văn Hòa",
    "Lê Hà",
    "Bộ Quốc phòng",
    'Đội "Sao, Đỏ"',
    "Quân khu 4",
    "=A1",
    "Bộ trưởng",
    "GS.TS",
  )
  .chain((base) => fc.constantFrom("", " I", " II", " (con)").map((end) => base + end));
const date = fc.constantFrom("2020", "2021-04", "2021-04-08", "2024-02-29");
const within = fc.oneof(
  fc.constant({}),
  date.map((from) => ({ from })),
  date.map((until) => ({ until })),
  fc.constant({ from: "2020-01", until: "2024-12-31" }),
);
const unique = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.uniqueArray(arbitrary, { maxLength: 4, selector: (fact) => JSON.stringify(fact) });
const person = fc.record({
  kind: fc.constant("person" as const),
  name: text,
  others: unique(text.filter((name) => !name.includes(";"))),
  ranks: unique(fc.tuple(text, within).map(([rank, dates]) => ({ rank, ...dates }))),
  offices: unique(
    fc
      .tuple(text, fc.oneof(text, fc.constant("")), within)
      .map(([title, body, dates]) => ({ title, body, ...dates })),
  ),
  note: fc.oneof(text, fc.constant("")),
});
const named = fc.record({
  kind: fc.constantFrom("organisation" as const, "place" as const),
  name: text,
  others: unique(text.filter((name) => !name.includes(";"))),
  former: unique(fc.tuple(text, within).map(([name, dates]) => ({ name, ...dates }))),
  note: fc.oneof(text, fc.constant("")),
});
const register = fc
  .array(fc.oneof(person, named), { maxLength: 12 })
  .filter((entries) => NameRegister.safeParse(entries).success);

test("N1 a register and its table say the same", () => {
  fc.assert(
    fc.property(register, (given) => {
      const back = read(registerTable(given));
      expect(back.register).toEqual(given);
      expect(back.warnings.filter(({ fault }) => fault !== "namesake")).toEqual([]);
      expect(NameRegister.safeParse(back.register).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("N2 a person of three offices has three rows", () => {
  const { register, warnings } = read(
    `${HEADER}
người,Phan Văn Giang,,,Đại tướng,Bộ trưởng,Bộ Quốc phòng,08/04/2021,,
người,Phan Văn Giang,Văn Giang; Giang,,,Ủy viên,Bộ Chính trị,1-2021,,
người,Phan Văn Giang,,,Thượng tướng,,,2017,7/2021,quê Nam Định`,
  );
  expect(warnings).toEqual([]);
  expect(register).toEqual([
    {
      kind: "person",
      name: "Phan Văn Giang",
      others: ["Văn Giang", "Giang"],
      ranks: [
        { rank: "Đại tướng", from: "2021-04-08" },
        { rank: "Thượng tướng", from: "2017", until: "2021-07" },
      ],
      offices: [
        { title: "Bộ trưởng", body: "Bộ Quốc phòng", from: "2021-04-08" },
        { title: "Ủy viên", body: "Bộ Chính trị", from: "2021-01" },
      ],
      note: "quê Nam Định",
    },
  ]);
});

test.each([
  ["commas", ","],
  ["semicolons", ";"],
  ["tabs", "\t"],
])("N2 %s part the cells", (_, sign) => {
  const rows = [
    ["Loai", "HO TEN", "Organisation", "title", "Ghi chú"],
    ["", 'Lê "Ba" Hà', "Sở Y tế", "Giám đốc", "dòng một\r\ndòng hai"],
  ];
  const table = rows
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(sign))
    .join("\r\n");
  for (const given of [table, `\ufeff${table}\r\n`, table.normalize("NFD")]) {
    expect(read(given).register).toEqual([
      {
        kind: "person",
        name: 'Lê "Ba" Hà',
        others: [],
        ranks: [],
        offices: [{ title: "Giám đốc", body: "Sở Y tế" }],
        note: "dòng một dòng hai",
      },
    ]);
  }
});

test.each([
  ["22/11/2026", "2026-11-22"],
  ["2-1-2026", "2026-01-02"],
  ["22.11.2026", "2026-11-22"],
  ["2026-11-22", "2026-11-22"],
  ["11/2026", "2026-11"],
  ["2026-11", "2026-11"],
  ["2026", "2026"],
  ["29/2/2024", "2024-02-29"],
])("N3 %s is %s", (cell, from) => {
  const { register } = read(`tên,chức vụ,từ ngày\nLê Hà,Giám đốc,${cell}`);
  expect(register).toMatchObject([{ offices: [{ from }] }]);
});

test.each(["31/11/2026", "29/2/2026", "11/22/2026", "hôm qua", "2026/11/22", "22/11/26", "0/2026"])(
  "N3 %s is no date, and dates no office",
  (cell) => {
    const { register, warnings } = read(`tên,chức vụ,từ ngày\nLê Hà,Giám đốc,${cell}`);
    expect(register).toMatchObject([{ name: "Lê Hà", offices: [] }]);
    expect(warnings).toEqual([{ line: 2, column: "từ ngày", fault: "notADate", value: cell }]);
  },
);

test("N4 what cannot be taken is told by line, column and reason, and the rest is taken", () => {
  const { register, warnings } = read(
    `loại,tên,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú,điện thoại
con vật,Mèo
người,,,,Giám đốc
người,Lê Hà,,,Giám đốc,,2024,2020,
người,Lê Hà,Lê Hạ,,,Sở Y tế,,,,0912
địa danh,Huế,,Đại tá,,,2020,,
người,Lê Hà,,,,,2021,,
người,${"a".repeat(201)}
người,Trần Ba,,,,,,,anh
người,Trần Ba,,,,,,,em
người,Trần Ba,,,Giám đốc`,
  );
  expect(warnings.map(({ line, column, fault }) => [line, column, fault])).toEqual([
    [2, "loại", "unknownKind"],
    [3, "tên", "nameMissing"],
    [4, "đến ngày", "endsBeforeItBegins"],
    [5, "điện thoại", "unknownColumn"],
    [5, "tên cũ", "notForThisKind"],
    [5, "cơ quan", "officeMissing"],
    [6, "cấp bậc", "notForThisKind"],
    [6, "từ ngày", "nothingToDate"],
    [7, "từ ngày", "nothingToDate"],
    [8, "tên", "tooLong"],
    [8, "tên", "nameMissing"],
    [10, "ghi chú", "namesake"],
    [11, "tên", "whichNamesake"],
  ]);
  expect(register.map(({ name, note }) => [name, note])).toEqual([
    ["Lê Hà", ""],
    ["Huế", ""],
    ["Trần Ba", "anh"],
    ["Trần Ba", "em"],
  ]);
  expect(register[3]).toMatchObject({ offices: [{ title: "Giám đốc" }] });
});

test("N4 a file that is no register is refused", () => {
  expect(registerFrom("")).toEqual({ ok: false, problem: { kind: "registerHeaderMissing" } });
  expect(registerFrom("xin chào\nmọi người")).toMatchObject({ problem: { kind: "registerHeaderMissing" } });
  expect(registerFrom('tên\nLê Hà\n"Trần Ba\nLê Tư')).toEqual({
    ok: false,
    problem: { kind: "registerQuoteOpen", line: 3 },
  });
  expect(registerFrom("a".repeat(20_000_001))).toMatchObject({ problem: { kind: "registerTooLarge" } });
});

test("N4 any text is read or refused, and never throws", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(HEADER, "\n", '"', ",", "người", "2026", "a; b"),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
      const outcome = registerFrom(`${HEADER}\n${cells.join(",")}`);
      if (outcome.ok) expect(NameRegister.safeParse(outcome.value.register).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("N6 of the sixty-three provinces and cities thirty-four are left, and every other is merged into one of them", () => {
  expect(NameRegister.safeParse(PROVINCE_REGISTER).success).toBe(true);
  const former = PROVINCE_REGISTER.flatMap((entry) => (entry.kind === "place" ? entry.former : []));
  expect(PROVINCE_REGISTER).toHaveLength(34);
  expect(former).toHaveLength(29);
  const names = [...PROVINCE_REGISTER, ...former].map(({ name }) => name);
  expect(new Set(names).size).toBe(63);
  expect(former.every(({ until }) => until === "2025-06-30")).toBe(true);
  const within = (name: string) =>
    PROVINCE_REGISTER.find((entry) => entry.kind === "place" && entry.former.some((old) => old.name === name))
      ?.name;
  expect(within("Bình Phước")).toBe("Đồng Nai");
  expect(within("Bà Rịa - Vũng Tàu")).toBe("Thành phố Hồ Chí Minh");
  expect(within("Hòa Bình")).toBe("Phú Thọ");
});
