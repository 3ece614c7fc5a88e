import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { wordsIn } from "#core/article";
import { offersIn, type Offer, type OfferedBlock } from "../../../renderer/editor/offers.ts";
import { linesOf } from "../../../renderer/editor/tidy.ts";

/** The blocks a paste of this text makes in a new story, all of them fresh but the empty headline and lead. */
function pasted(text: string): {
  readonly blocks: readonly OfferedBlock[];
  readonly fresh: ReadonlySet<number>;
} {
  const blocks: OfferedBlock[] = [
    { kind: "headline", text: "" },
    { kind: "lead", text: "" },
    ...linesOf(text).map((line) => ({ kind: "paragraph", ...line })),
  ];
  return { blocks, fresh: new Set(blocks.keys()) };
}

function said(offers: readonly Offer[], blocks: readonly OfferedBlock[]): readonly string[] {
  return offers.map((offer) => `${offer.kind}: ${blocks[offer.index]!.text.slice(0, 24)}`);
}

const BODY =
  "Sáng 12-3, Hợp tác xã Bến Gỗ tổ chức hội nghị tổng kết vụ khóm. Ông Lê Văn Bảy, Giám đốc Hợp tác xã Bến Gỗ, cho biết sản lượng tăng một phần tư so với năm trước.";
const SECOND =
  "Tại hội nghị, các hộ trồng khóm nêu nhiều khó khăn về giống và nước ngọt. Bà con đề nghị sớm nạo vét con kênh chính để kịp vụ sau, đồng thời bàn cách bán hàng chung.";
const WIRE = `${BODY}

${SECOND}


Ông Lê Văn Bảy, Giám đốc Hợp tác xã Bến Gỗ phát biểu tại hội nghị.

Hội nghị cũng bầu ban quản trị mới. Nhiệm kỳ của ban là ba năm, bắt đầu từ tháng tư.

THU HÀ

Các tin khác:
Khai mạc chợ hoa xuân
Tìm kiếm theo:Mục nàyTất cả`;

test("E8 a wire story: lead, caption, byline and the site's tail are offered, nothing else", () => {
  const { blocks, fresh } = pasted(WIRE);
  expect(said(offersIn(blocks, fresh), blocks)).toEqual([
    "lead: Sáng 12-3, Hợp tác xã Bế",
    "caption: Ông Lê Văn Bảy, Giám đốc",
    "byline: THU HÀ",
    "furniture: Các tin khác:",
  ]);
  expect(offersIn(blocks, fresh).at(-1)).toMatchObject({ kind: "furniture", lines: 3 });
});

test("E8 a line is as long as the newsroom counts it: Covid-19 and 22-11 are one chữ each", () => {
  const headline = `${"Bến Gỗ ".repeat(11)}Covid-19 22-11`;
  expect(wordsIn(headline)).toBe(24);
  const { blocks, fresh } = pasted(`${headline}\n\n${BODY}\n\n${SECOND}`);
  expect(offersIn(blocks, fresh)[0]).toEqual({ kind: "headline", index: 2 });
});

test("E8 a short first line without a full stop is offered as headline, the next as lead", () => {
  const { blocks, fresh } = pasted(`Hợp tác xã Bến Gỗ được mùa khóm\n\n${BODY}\n\n${SECOND}`);
  expect(said(offersIn(blocks, fresh), blocks)).toEqual([
    "headline: Hợp tác xã Bến Gỗ được m",
    "lead: Sáng 12-3, Hợp tác xã Bế",
  ]);
});

test("E8 a line beside a picture without caption is offered as its caption", () => {
  const blocks: readonly OfferedBlock[] = [
    { kind: "lead", text: "Có rồi." },
    { kind: "paragraph", text: SECOND },
    { kind: "figure", text: "", wantsCaption: true },
    { kind: "paragraph", text: "Một góc vườn khóm ở ấp Ba." },
  ];
  expect(offersIn(blocks, new Set([3]))).toEqual([{ kind: "caption", index: 3 }]);
  const captioned = blocks.with(2, { kind: "figure", text: "", wantsCaption: false });
  expect(offersIn(captioned, new Set([3]))).toEqual([]);
});

test("E8 a credit at its end makes a line a caption", () => {
  const blocks: readonly OfferedBlock[] = [
    { kind: "lead", text: "Có rồi." },
    { kind: "paragraph", text: BODY },
    { kind: "paragraph", text: "Vườn khóm mùa chín. Ảnh: Thu Hà" },
  ];
  expect(offersIn(blocks, new Set([1, 2]))).toEqual([{ kind: "caption", index: 2 }]);
});

test("E8 what stood there before the paste is offered nothing", () => {
  const { blocks } = pasted(WIRE);
  expect(offersIn(blocks, new Set())).toEqual([]);
  expect(offersIn([], new Set())).toEqual([]);
});

test("E8 plain paragraphs are left alone", () => {
  const blocks: readonly OfferedBlock[] = [
    { kind: "headline", text: "Có tít" },
    { kind: "lead", text: "Có sa-pô." },
    ...[BODY, SECOND, "Trời lại mưa.", "Xem thêm nhiều hoa thì vui, nhưng ai cũng vội."].map((text) => ({
      kind: "paragraph",
      text,
    })),
  ];
  expect(offersIn(blocks, new Set(blocks.keys()))).toEqual([]);
});

const seed = resolve(import.meta.dirname, "../../../../shared/story/seed-article.txt");
test.skipIf(!existsSync(seed))(
  "E8 the article of the newsroom is offered lead, three captions, byline and tail",
  () => {
    const { blocks, fresh } = pasted(readFileSync(seed, "utf8"));
    expect(offersIn(blocks, fresh).map((offer) => offer.kind)).toEqual([
      "lead",
      "caption",
      "caption",
      "caption",
      "byline",
      "furniture",
    ]);
  },
);
if (!existsSync(seed)) console.log(`Skipped: ${seed} is not here`);
