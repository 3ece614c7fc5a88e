import sharp from "sharp";
import { EMPTY_DETAILS, lineOf, type Article, type Block, type Figure, type Picture } from "#core/article";

/**
 * The story a new desk opens with: finished but for one empty slot and one typing mistake ("han chế"), so
 * that reading it shows what a slot, a flag and the publish button are for.
 */
export function sampleArticle(picture: Picture, newId: () => string): Pick<Article, "details" | "blocks"> {
  const filled: Figure = {
    kind: "figure",
    id: newId(),
    want: "",
    picture,
    caption: lineOf("Tờ in thử với nét bút đỏ: dấu chèn chỉ đúng chỗ còn thiếu một chữ."),
    credit: lineOf("Morasse"),
    altText: lineOf("Hình vẽ một tờ in thử màu giấy ngà, giữa các dòng chữ có một dấu chèn màu đỏ."),
  };
  const wanted: Figure = {
    kind: "figure",
    id: newId(),
    want: "biên tập viên đọc bản in thử",
    picture: null,
    caption: [],
    credit: [],
    altText: [],
  };
  return {
    details: {
      ...EMPTY_DETAILS,
      section: "xa-hoi",
      tags: ["tòa soạn", "bài mẫu"],
      dateline: "Hà Nội",
    },
    blocks: [
      text("headline", "Một buổi tối ở bàn soát bài"),
      text(
        "lead",
        "Bản in thử cuối cùng trước giờ lên khuôn vẫn được đọc bằng mắt và sửa bằng bút đỏ. Bài mẫu này kể lại buổi tối ấy, và còn chừa hai việc cho người đọc tự tay làm nốt.",
      ),
      text(
        "paragraph",
        "Tám giờ tối, phòng biên tập chỉ còn tiếng gõ phím. Trên bàn là bài viết của phóng viên gửi về từ một xã chưa có sóng điện thoại. Chị viết xong khi không có mạng, từng chữ được ghi ngay vào máy, nên mất điện giữa chừng cũng không mất bài.",
      ),
      filled,
      text("crosshead", "Việc thứ nhất: một lỗi gõ"),
      text(
        "paragraph",
        "Người soát bài đọc chậm, từng câu một. Anh nói rằng ánh đèn vàng giúp han chế mỏi mắt khi phải đọc lâu. Trong câu vừa rồi có một lỗi được gạch chân: bấm phím F7 để đến đó, rồi bấm phím số 1 để nhận gợi ý đầu tiên.",
      ),
      text("crosshead", "Việc thứ hai: một ô ảnh còn trống"),
      text(
        "paragraph",
        "Phóng viên ảnh chưa gửi hình về, nên bài để sẵn một ô có ghi điều cần chụp. Kéo một tấm ảnh từ thư mục vào ô bên dưới, rồi gõ chú thích và tên người chụp ngay dưới ảnh như gõ một dòng chữ thường.",
      ),
      wanted,
      text("crosshead", "Rồi bấm Xuất bản"),
      text(
        "paragraph",
        "Khi ô ảnh đã đủ, nút Xuất bản gửi bài lên trang tin chạy ngay trên máy này. Lúc không có mạng, bài nằm chờ trong hộp gửi và tự đi khi mạng trở lại. Gửi lại lần nữa thì trang cũ được sửa, không có bài thứ hai.",
      ),
      {
        kind: "quote",
        paragraphs: [lineOf("Đọc thêm một lần nữa bao giờ cũng nhanh hơn viết một lời đính chính.")],
      },
      text(
        "paragraph",
        "Bài mẫu này là một bài viết thật trong thư viện: cứ sửa, cứ thử, hoặc bỏ vào thùng rác khi không cần nữa.",
      ),
      text("byline", "Ban biên tập"),
    ],
  };
}

/** The sample's own picture, drawn here: a proof sheet with a red caret. JPEG, 1600 x 1067 px. */
export async function samplePicture(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sharp(Buffer.from(PROOF_SHEET)).jpeg({ quality: 88 }).toBuffer());
}

function text(kind: "headline" | "lead" | "paragraph" | "crosshead" | "byline", typed: string): Block {
  return { kind, text: lineOf(typed) };
}

const LINES = [300, 356, 412, 468, 580, 636, 692, 748, 804]
  .map((y, index) => {
    const width = [760, 720, 770, 430, 750, 770, 700, 760, 330][index]!;
    return `<rect x="420" y="${y}" width="${width}" height="14" rx="7" fill="#8d867a"/>`;
  })
  .join("");

const PROOF_SHEET = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1067" viewBox="0 0 1600 1067">
<rect width="1600" height="1067" fill="#cfc6b4"/>
<g transform="rotate(-2 800 533)">
<rect x="338" y="98" width="940" height="900" fill="#00000022"/>
<rect x="320" y="80" width="940" height="900" fill="#fffdf8"/>
<rect x="420" y="170" width="620" height="44" rx="6" fill="#1d1b18"/>
${LINES}
<path d="M 792 668 L 820 604 L 848 668" fill="none" stroke="#b3261e" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M 820 600 C 830 540 900 520 1080 528" fill="none" stroke="#b3261e" stroke-width="7" stroke-linecap="round"/>
<path d="M 1010 820 C 1080 790 1130 850 1180 806" fill="none" stroke="#b3261e" stroke-width="8" stroke-linecap="round"/>
</g>
<g transform="rotate(28 1330 640)">
<rect x="1306" y="330" width="48" height="560" rx="8" fill="#b3261e"/>
<rect x="1306" y="330" width="16" height="560" fill="#96201a"/>
<path d="M 1306 890 L 1354 890 L 1330 968 Z" fill="#e7cfa6"/>
<path d="M 1321 940 L 1339 940 L 1330 968 Z" fill="#b3261e"/>
</g>
</svg>`;
