import { expect, test } from "vitest";
import { wordsInFile, wordsToImport } from "#core/language";

test("L23 of a list that begins with a number every line is a word; a dictionary says by its name what it is", () => {
  expect(wordsToImport("911\nkm/h\ncầu Nhật Tân\n", "tu.txt").words).toEqual(["911", "km/h", "cầu Nhật Tân"]);
  expect(wordsInFile("911\nkm/h\n")).toEqual(["911", "km/h"]);
  expect(wordsToImport("2\nchợ nổi\nrừng tràm/AB\n", "vi.DIC").words).toEqual(["chợ nổi", "rừng tràm"]);
  expect(wordsToImport("chợ nổi\nrừng tràm/AB\n", "vi.dic").words).toEqual(["chợ nổi", "rừng tràm"]);
});

test("L23 words are composed, none twice; notes are none, and what is too long is counted", () => {
  const { words, tooLong } = wordsToImport(
    `\ufeff# ghi chú\r\nnghê\u0323\r\n  nghệ\t\r\n\r\n${"dài ".repeat(30)}\r\n`,
    "tu.txt",
  );
  expect([words, tooLong]).toEqual([["nghệ"], 1]);
});
