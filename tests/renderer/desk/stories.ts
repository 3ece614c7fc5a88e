import { EMPTY_DETAILS, lineOf, type Article, type Block, type Figure } from "#core/article";
import { DEFAULT_SETTINGS } from "#core/bridge";

/** Made-up stories for looking at the desk: complete, half done, long, with every mark of the language. */
type Draft = Pick<Article, "details" | "blocks">;

const COMPLETE: Draft = {
  details: {
    ...EMPTY_DETAILS,
    section: "van-hoa",
    tags: ["chợ quê", "sách cũ"],
    dateline: "Hà Nội, 22-11",
  },
  blocks: [
    text("headline", "Phiên chợ sách cũ bên sông mở lại sau mùa nước lớn"),
    text(
      "lead",
      "Những quầy sách dọc bờ sông mở cửa từ sáng sớm, người đọc tìm lại các bản in đã vắng bóng nhiều năm.",
    ),
    text(
      "paragraph",
      "Ẵm chồng báo cũ trên tay, người bán hàng kể chuyện từng tờ. Ệ ạ bước qua vũng nước, khách vẫn nấn ná. Đường ven sông nghiêng nghiêng nắng sớm.",
    ),
    figure({
      want: "quầy sách đầu phố",
      caption: "Quầy sách đầu phố lúc bảy giờ sáng.",
      credit: "Mai Lan",
      altText: "Một quầy sách gỗ với các chồng sách cao.",
    }),
    text("crosshead", "Người giữ sách"),
    text(
      "paragraph",
      "Ông chủ quầy nhớ từng cuốn, cuốn nào của ai, bán lại từ đâu. Ông bảo sách cũ cũng như người quen, gặp lại là nhận ra.",
    ),
    text("byline", "Thu Hà"),
  ],
};

const HALF_DONE: Draft = {
  details: { ...EMPTY_DETAILS, tags: [] },
  blocks: [
    text(
      "headline",
      "Hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn các tỉnh miền núi phía Bắc năm nay bàn cách báo tin sớm tới từng bản",
    ),
    text("lead", ""),
    text("paragraph", "Các đại biểu cho rằng loa xã vẫn là cách báo tin nhanh nhất khi mất điện."),
    figure({ want: "chủ trì hội nghị" }),
    figure({ want: "", caption: "Đại biểu xem bản đồ cảnh báo.", filled: true }),
    figure({ want: "toàn cảnh hội trường" }),
  ],
};

const TITLES = [
  "Giá cà phê giữ nhịp tăng, nhà vườn chờ thêm",
  "Lớp học bơi miễn phí cho trẻ em vùng hạ lưu",
  "Đội tuyển trẻ vào bán kết sau loạt luân lưu",
  "Cầu dây văng mới thông xe trước Tết",
  "Bảo tàng mở cửa đêm cuối tuần",
  "Khởi công đường nối cảng cạn với cao tốc",
];

/** The first two above, then as many short ones as asked. */
export function library(
  count: number,
): readonly (Draft & { readonly state?: "published" | "changed" | "queued" })[] {
  const { sections } = DEFAULT_SETTINGS;
  const short = Array.from({ length: Math.max(0, count - 2) }, (_, at) => ({
    details: { ...EMPTY_DETAILS, section: sections[at % sections.length]!.slug },
    blocks: [
      text("headline", at % 17 === 11 ? "" : `${TITLES[at % TITLES.length]!}${at < 6 ? "" : ` (${at})`}`),
      ...(at % 3 === 0 ? [figure({ want: "ảnh minh họa", filled: at % 2 === 0 })] : []),
    ],
    ...(at % 5 === 1 ? { state: "published" as const } : at % 5 === 3 ? { state: "changed" as const } : {}),
  }));
  return [HALF_DONE, COMPLETE, ...short].slice(0, count);
}

function text(kind: "headline" | "lead" | "paragraph" | "crosshead" | "byline", typed: string): Block {
  return { kind, text: lineOf(typed) };
}

let figures = 0;

function figure(part: {
  readonly want: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly altText?: string;
  readonly filled?: boolean;
}): Figure {
  figures += 1;
  const filled = part.filled ?? part.caption !== undefined;
  return {
    kind: "figure",
    id: `10000000-0000-4000-8000-${String(figures).padStart(12, "0")}`,
    want: part.want,
    picture: filled ? { sha256: "a".repeat(64), extension: "jpg", widthPx: 1500, heightPx: 1000 } : null,
    caption: lineOf(part.caption ?? ""),
    credit: lineOf(part.credit ?? ""),
    altText: lineOf(part.altText ?? ""),
  };
}
