import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { textOfDocx } from "#core/exchange";

function docx(body: string): Uint8Array {
  return zipSync({ "word/document.xml": strToU8(`<w:document><w:body>${body}</w:body></w:document>`) });
}

test("X14 the text of a Word document: a line for each paragraph, what was deleted left out", () => {
  const bytes = docx(
    '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">Hạn </w:t></w:r><w:r><w:t>chế &amp; đủ</w:t></w:r></w:p>' +
      "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>" +
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:tab/><w:t>&#x1ea4;</w:t><w:br/><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
  );
  expect(textOfDocx(bytes)).toEqual({ ok: true, value: "Hạn chế & đủ\nthêm\nA\tẤ\nc\n" });
});

test("X14 what is no Word document is refused", () => {
  expect(textOfDocx(strToU8("no zip"))).toEqual({ ok: false, problem: { kind: "notADocx" } });
  expect(textOfDocx(zipSync({ "a.txt": strToU8("x") }))).toEqual({
    ok: false,
    problem: { kind: "notADocx" },
  });
});
