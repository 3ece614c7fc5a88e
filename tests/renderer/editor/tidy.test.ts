import fc from "fast-check";
import { expect, test } from "vitest";
import { creditApart } from "../../../renderer/editor/slots.ts";
import { addressOf } from "../../../renderer/editor/link.ts";
import { linesOf, tidied } from "../../../renderer/editor/tidy.ts";

test("E7 pasted text is composed and loses its strays", () => {
  expect(tidied("tie\u0302\u0301ng Vie\u0302\u0323t")).toBe("tiếng Việt");
  expect(tidied("công\u200b nghệ\u00ad\ufeff ở\u202f đây\u200c")).toBe("công nghệ ở đây");
});

test("E7 a no-break space stays between a figure and its unit, and is a space elsewhere", () => {
  expect(tidied("giá\u00a010\u00a0000\u00a0đồng,\u00a0tăng 5\u00a0%")).toBe(
    "giá 10\u00a0000\u00a0đồng, tăng 5\u00a0%",
  );
  expect(tidied("10\u202f000")).toBe("10\u00a0000");
});

test("E7 lines keep count of the empty ones before them", () => {
  expect(linesOf("một\r\n\r\n\r\nhai\n ba \n\n")).toEqual([
    { text: "một", emptyBefore: 0 },
    { text: "hai", emptyBefore: 2 },
    { text: "ba", emptyBefore: 0 },
  ]);
  expect(linesOf(" \n\n")).toEqual([]);
});

test("E7 tidying twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      expect(tidied(tidied(text))).toBe(tidied(text));
    }),
  );
});

test("E8 the credit at the end of a caption line is set apart", () => {
  expect(creditApart("Toàn cảnh bến sông. Ảnh: Mai Anh")).toEqual({
    caption: "Toàn cảnh bến sông.",
    credit: "Mai Anh",
  });
  expect(creditApart("Toàn cảnh (Ảnh: Mai Anh)")).toEqual({ caption: "Toàn cảnh", credit: "Mai Anh" });
  expect(creditApart("Không có nguồn nào ở đây.").credit).toBe("");
  expect(creditApart("Ảnh: Mai Anh").credit).toBe("");
});

test("E7 a link is http, https or mailto", () => {
  expect(addressOf("bao.vn/tin")).toBe("https://bao.vn/tin");
  expect(addressOf("mailto:toa-soan@bao.vn")).toBe("mailto:toa-soan@bao.vn");
  for (const wrong of ["javascript:alert(1)", "data:text/html,x", "", "hai chữ"])
    expect(addressOf(wrong)).toBeNull();
});
