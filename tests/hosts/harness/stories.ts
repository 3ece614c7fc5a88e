import { EMPTY_DETAILS, blankArticle, lineOf, type Article, type Block } from "#core/article";

/** Stories for the tests of the page, written for them. */

type Story = Pick<Article, "details" | "blocks">;

const SENTENCES = [
  "Sáng nay, chợ nổi họp sớm hơn mọi ngày vì con nước lên nhanh từ nửa đêm.",
  "Người bán khóm neo ghe sát bờ kè, nói chuyện với khách bằng những câu ngắn.",
  "Theo ban quản lý, lượng ghe về bến giảm một phần ba so với mùa nước năm trước.",
  "Chị Út cho biết giá cà phê vẫn giữ nguyên, chỉ có đường và sữa là nhích lên.",
  "Ở đầu vàm, mấy đứa nhỏ chuyền nhau trái dừa, cười vang cả một khúc sông.",
];

/** A long story of plain paragraphs with filled figures between them. */
export function longStory(paragraphs: number, pictures: number): Story {
  const every = pictures === 0 ? Number.POSITIVE_INFINITY : Math.floor(paragraphs / pictures);
  const blocks: Block[] = [
    { kind: "headline", text: lineOf("Chợ nổi mùa nước lên") },
    {
      kind: "lead",
      text: lineOf("Con nước lên sớm làm bến sông đổi nếp, người bán và người mua đều phải dậy từ khuya."),
    },
  ];
  for (let at = 0; at < paragraphs; at++) {
    const text = Array.from({ length: 4 }, (_, index) => SENTENCES[(at + index) % SENTENCES.length]!);
    blocks.push({ kind: "paragraph", text: lineOf(text.join(" ")) });
    if (at % every === every - 1) {
      blocks.push({
        kind: "figure",
        id: crypto.randomUUID(),
        want: "",
        picture: { sha256: "0".repeat(64), extension: "png", widthPx: 1500, heightPx: 1000 },
        caption: lineOf("Ghe hàng về bến lúc trời vừa hửng."),
        credit: lineOf("Mai Anh"),
        altText: lineOf("Nhiều ghe gỗ chở trái cây đậu sát nhau trên mặt sông."),
      });
    }
  }
  return { details: EMPTY_DETAILS, blocks };
}

/** A small story with one of everything, for typing into each kind of place. */
export function smallStory(): Story {
  return {
    details: EMPTY_DETAILS,
    blocks: [
      { kind: "headline", text: [] },
      { kind: "lead", text: [] },
      { kind: "paragraph", text: [] },
      {
        kind: "figure",
        id: "11111111-1111-4111-8111-111111111111",
        want: "cảnh bến sông",
        picture: null,
        caption: [],
        credit: [],
        altText: [],
      },
      { kind: "paragraph", text: lineOf("Sau hình là đoạn này.") },
      { kind: "paragraph", text: [{ text: "Xem " }, { text: "trang này", link: "https://example.org/" }] },
      { kind: "list", ordered: false, items: [{ paragraphs: [[]], lists: [] }] },
      { kind: "quote", paragraphs: [[]] },
      { kind: "byline", text: [] },
    ],
  };
}

export function storyNamed(name: string): Story {
  const long = /^long-(\d+)-(\d+)$/.exec(name);
  if (long !== null) return longStory(Number(long[1]), Number(long[2]));
  return name === "small" ? smallStory() : blankArticle();
}
