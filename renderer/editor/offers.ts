import { wordsIn } from "#core/article";

/**
 * What could be made of lines that were pasted from a wire or another site: found here, offered beside the
 * text, done only when the writer says so.
 */

/** One top-level block of the page, as far as offers look at it. */
export interface OfferedBlock {
  /** Name of the node: "paragraph", "headline", "figure" … */
  readonly kind: string;
  readonly text: string;
  /** For a figure: whether its caption is still empty. */
  readonly wantsCaption?: boolean;
  /** Empty lines that stood before it in the pasted text; 0 when not known. */
  readonly emptyBefore?: number;
}

export type Offer =
  | { readonly kind: "headline" | "lead" | "caption" | "byline"; readonly index: number }
  /** The last lines of a site's page, which are not of the story: from `index` to the end of the page. */
  | { readonly kind: "furniture"; readonly index: number; readonly lines: number };

/** Longest line that is offered as a caption, in chữ: a photo of many people with their titles. */
const LONGEST_CAPTION = 60;
const LONGEST_HEADLINE = 24;
const LONGEST_BYLINE = 10;

/** How the tail of a news site's page begins. */
const FURNITURE =
  /^(?:(?:các\s+)?tin(?:,?\s*bài)?\s+(?:khác|liên\s+quan|cùng\s+chuyên\s+mục|mới(?:\s+hơn|\s+nhất)?|cũ\s+hơn|đọc\s+nhiều|tiếp\s+theo)|bài\s+(?:viết\s+)?(?:khác|liên\s+quan|cùng\s+chuyên\s+mục)|tìm\s+kiếm(?:\s+theo)?|xem\s+thêm|đọc\s+thêm|có\s+thể\s+bạn\s+quan\s+tâm|từ\s+khóa|tags?|chia\s+sẻ|gửi\s+(?:bình\s+luận|phản\s+hồi)|ý\s+kiến\s+bạn\s+đọc|bình\s+luận|in\s+bài|trở\s+(?:về|lại)|quay\s+lại)\s*(?::|\(|$|[-–])/iu;
/** A search line: its parts run together as they do when a form is copied. */
const SEARCH_LINE = /^tìm\s+kiếm\s+theo\s*:/iu;

/** What people do in front of a camera. */
const POSE =
  /(?:chụp\s+ảnh|phát\s+biểu|chủ\s+trì|trao\s+(?:quà|giải|tặng|bằng|quyết\s+định)|tặng\s+hoa|bắt\s+tay|quang\s+cảnh|toàn\s+cảnh|(?:các\s+)?đại\s+biểu\s+(?:dự|tham)|trong\s+ảnh|ảnh\s+minh\s+họa|tại\s+(?:buổi|hội\s+nghị|lễ|chương\s+trình))/iu;

/**
 * Offers for the blocks of a page, in page order.
 *
 * @param fresh indexes of the blocks that were just pasted; only those are offered anything.
 */
export function offersIn(blocks: readonly OfferedBlock[], fresh: ReadonlySet<number>): readonly Offer[] {
  const offers: Offer[] = [];
  const isFresh = (index: number) =>
    fresh.has(index) && blocks[index]!.kind === "paragraph" && textAt(index) !== "";
  const textAt = (index: number) => blocks[index]!.text.normalize("NFC").trim();
  const lines = blocks
    .map((_, index) => index)
    .filter((index) => textAt(index) !== "" && blocks[index]!.kind !== "figure");

  const furniture = furnitureAt(lines, blocks, fresh);
  const text = furniture === null ? lines : lines.filter((index) => index < furniture);

  const last = text.at(-1);
  const byline = last !== undefined && isFresh(last) && looksLikeByline(textAt(last)) ? last : null;

  const headed = lines.find((index) => blocks[index]!.kind === "headline");
  const longHead = headed !== undefined && fresh.has(headed) && wordsIn(textAt(headed)) > LONGEST_HEADLINE;
  let first = text.find((index) => blocks[index]!.kind === "paragraph");
  const empty = (kind: string) => !blocks.some((block) => block.kind === kind && block.text.trim() !== "");
  if (first !== undefined && isFresh(first) && empty("headline") && looksLikeHeadline(textAt(first))) {
    const second = text.find((index) => index > first! && blocks[index]!.kind === "paragraph");
    if (second !== undefined && second !== byline) {
      offers.push({ kind: "headline", index: first });
      first = second;
    }
  }
  // A whole first paragraph in the headline's place: it is the lead, and the headline is still to be written.
  if (longHead && empty("lead")) offers.push({ kind: "lead", index: headed });
  const leads = !longHead && first !== undefined && isFresh(first) && first !== byline && empty("lead");
  if (leads) offers.push({ kind: "lead", index: first! });

  for (const index of text) {
    const taken =
      index === byline || (leads && index === first) || offers.some((offer) => offer.index === index);
    if (!taken && isFresh(index) && looksLikeCaption(index, blocks)) offers.push({ kind: "caption", index });
  }
  if (byline !== null) offers.push({ kind: "byline", index: byline });
  if (furniture !== null) {
    offers.push({
      kind: "furniture",
      index: furniture,
      lines: lines.filter((index) => index >= furniture).length,
    });
  }
  return offers;
}

/** Where the tail of the site's page begins: at the first such line after which no real paragraph comes. */
function furnitureAt(
  lines: readonly number[],
  blocks: readonly OfferedBlock[],
  fresh: ReadonlySet<number>,
): number | null {
  for (const index of lines) {
    const text = blocks[index]!.text.normalize("NFC").trim();
    if (!fresh.has(index) || blocks[index]!.kind !== "paragraph") continue;
    if (!FURNITURE.test(text) && !SEARCH_LINE.test(text)) continue;
    const after = lines.filter((other) => other > index);
    const onlyShort = after.every((other) => wordsIn(blocks[other]!.text) <= 30 && fresh.has(other));
    if (onlyShort && index !== lines[0]) return index;
  }
  return null;
}

/** "MẠNH NGUYÊN", "Bài, ảnh: THU HÀ": a few words, the name in capitals. */
function looksLikeByline(text: string): boolean {
  const name = text.replace(
    /^(?:bài|tin|ảnh|bài,?\s*(?:và\s+)?ảnh|tin,?\s*(?:và\s+)?ảnh|theo)\s*:?\s*/iu,
    "",
  );
  const letters = name.replace(/[^\p{L}]/gu, "");
  const capitals = letters.length > 1 && letters === letters.toLocaleUpperCase("vi");
  return capitals && wordsIn(name) <= LONGEST_BYLINE && !/[.!?…]$/u.test(name.replace(/TTXVN\.?$/u, ""));
}

/** Short, and without the full stop that ends a sentence. */
export function looksLikeHeadline(text: string): boolean {
  return wordsIn(text) <= LONGEST_HEADLINE && !/[.!…;:,]$/u.test(text);
}

/**
 * A caption is one short sentence. What speaks for it: the hole of a picture before it, a picture beside it
 * which has none, what people do in front of a camera, a credit at its end, the words of another paragraph
 * again. Two points are enough.
 */
function looksLikeCaption(index: number, blocks: readonly OfferedBlock[]): boolean {
  const block = blocks[index]!;
  const text = block.text.normalize("NFC").trim();
  const words = wordsIn(text);
  if (words < 3 || words > LONGEST_CAPTION) return false;
  if (/(?:^|[\s(.])ảnh\s*:/iu.test(text)) return true;
  if ((text.match(/[.!?…](?=\s+\p{Lu})/gu)?.length ?? 0) > 1 || /[:;]$/u.test(text) || /^[-–•“"]/u.test(text))
    return false;
  let points = 0;
  const usual = blocks.filter((other) => (other.emptyBefore ?? 0) > 0).map((other) => other.emptyBefore ?? 0);
  const least = usual.length === 0 ? 0 : Math.min(...usual);
  if ((block.emptyBefore ?? 0) > least && least > 0) points += 1;
  if (besideWaitingFigure(index, blocks)) points += 2;
  if (POSE.test(text)) points += 1;
  if (sharesWords(text, blocks, index)) points += 1;
  return points >= 2;
}

function besideWaitingFigure(index: number, blocks: readonly OfferedBlock[]): boolean {
  for (const direction of [-1, 1]) {
    for (let at = index + direction; at >= 0 && at < blocks.length; at += direction) {
      const block = blocks[at]!;
      if (block.kind === "figure" && block.wantsCaption === true) return true;
      if (block.kind === "figure" || block.text.trim() !== "") break;
    }
  }
  return false;
}

/** Whether five words in a row stand in another paragraph too: names and titles said in the text. */
function sharesWords(text: string, blocks: readonly OfferedBlock[], index: number): boolean {
  const words = text.toLocaleLowerCase("vi").match(/[\p{L}\p{N}]+/gu) ?? [];
  const others = blocks
    .filter((_, at) => at !== index)
    .map(
      (block) =>
        ` ${(
          block.text
            .normalize("NFC")
            .toLocaleLowerCase("vi")
            .match(/[\p{L}\p{N}]+/gu) ?? []
        ).join(" ")} `,
    );
  for (let at = 0; at + 5 <= words.length; at++) {
    const run = ` ${words.slice(at, at + 5).join(" ")} `;
    if (others.some((other) => other.includes(run))) return true;
  }
  return false;
}
