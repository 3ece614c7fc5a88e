import fc from "fast-check";
import { expect, test } from "vitest";
import { registerFrom, registerTable, tableOf, type NameRegister } from "#core/language";

const place = (name: string): NameRegister[number] => ({
  kind: "place",
  name,
  others: [],
  former: [],
  note: "",
});

test("N23 no cell of a table is a formula to a spreadsheet, and what was written is read again", () => {
  const names = ["=HYPERLINK(A1)", "+84", "-1", "@SUM(A1)", "'=1", "''+2", "'quoted'", "Huế"];
  const table = registerTable(names.map(place));
  expect(table).not.toMatch(/(?:^|[,\n"])[=+\-@]/);
  const read = registerFrom(table);
  if (!read.ok) throw new Error(read.problem.kind);
  expect(read.value.register.map(({ name }) => name)).toEqual(names);
});

test("N23 any cell is no formula, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (cell) => {
      const written = tableOf([[cell]]).slice(1);
      expect(written.replace(/^"/, "")).not.toMatch(/^[=+\-@]/);
    }),
  );
});
