import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

const spaced = (text: string) =>
  flagsIn(text)
    .filter(({ rule }) => rule === "joined" || rule === "split")
    .map(({ wrong, rule, suggestions }) => `${rule}: ${wrong} > ${suggestions.join(", ")}`);

test("L14 a space that is missing is put back", () => {
  expect(spaced("Việc đó còn nhiều hạnchế về vốn.")).toEqual(["joined: hạnchế > hạn chế"]);
  expect(spaced("Thànhphố sẽ lắp thêm đèn.")).toEqual(["joined: Thànhphố > Thành phố"]);
  expect(spaced("Việc đó còn nhiều hạnchế về vốn.".normalize("NFD"))).toEqual([
    `joined: ${"hạnchế".normalize("NFD")} > hạn chế`,
  ]);
});

test("L14 a space too many is taken out", () => {
  expect(spaced("Nhà trường mua thêm thiế t bị mới.")).toEqual(["split: thiế t > thiết"]);
  expect(spaced("Nhiều n gười dân đã đến.")).toEqual(["split: n gười > người"]);
});

test.each([
  "Nhà máy làm môđun pin, điốt và ôtô điện.",
  "Các em học từ a đến b rồi từ c đến d.",
  "Đội khách thua 2 - 0 ở phút 90 + 3.",
  "Đường dài 5 k m được trải nhựa.",
  "Cô ấy hát karaoke ở nhà hàng.",
])("L14 left as it is: %s", (text) => {
  expect(spaced(text)).toEqual([]);
});
