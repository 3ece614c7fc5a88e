import { expect, test, vi } from "vitest";
import { textOfFile } from "../../../renderer/newsroom/acts.ts";
import { wordsMatching } from "../../../renderer/newsroom/word-search.ts";

const file = (bytes: Uint8Array) => new File([new Uint8Array(bytes)], "tu.txt");

test("D13 a chosen file is read in UTF-8 and UTF-16; one that is no text, or is gone, is told", async () => {
  expect(await textOfFile(file(Buffer.from("\ufeffnhà rông", "utf8")))).toBe("nhà rông");
  expect(await textOfFile(file(Buffer.from("\ufeffnhà rông", "utf16le")))).toBe("nhà rông");
  expect(await textOfFile(file(Buffer.from([0x6e, 0xe0, 0xff])))).toBeNull();
  vi.spyOn(console, "error").mockImplementationOnce(() => undefined);
  const gone = { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) };
  expect(await textOfFile(gone)).toBeNull();
});

test("D13 words are found with and without their marks", () => {
  const words = ["chợ nổi", "Đắk Lắk", "nhà rông"];
  expect(wordsMatching(words, "dak")).toEqual(["Đắk Lắk"]);
  expect(wordsMatching(words, "Nổi")).toEqual(["chợ nổi"]);
  expect(wordsMatching(words, "  ")).toEqual(words);
});
