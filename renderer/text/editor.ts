/** Sentences of the page: placeholders, slots, offers, flags. */
const vi = {
  page: "Bài viết",
  headlinePlaceholder: "Tít bài",
  leadPlaceholder: "Sa-pô, tối đa 50 chữ",
  textPlaceholder: "Nội dung",
  crossheadPlaceholder: "Tít phụ",
  bylinePlaceholder: "Bút danh",
  captionPlaceholder: "Chú thích…",
  creditPlaceholder: "Nguồn ảnh…",
  altTextPlaceholder: "Mô tả ảnh cho người khiếm thị…",
  creditPrefix: "Ảnh:",
  altTextPrefix: "Mô tả:",

  wantPlaceholder: "Cần ảnh gì ở đây?",
  slotHint: "Thả ảnh vào đây, hoặc dán",
  parts: { picture: "ảnh", caption: "chú thích", credit: "nguồn", altText: "mô tả" },
  missing: (parts: string) => `Còn thiếu: ${parts}`,
  nothingMissing: "Đủ ảnh, chú thích, nguồn và mô tả",
  replacePicture: "Thay ảnh…",
  chooseOther: "Chọn ảnh khác…",
  tryAgain: "Thử lại",
  close: "Đóng",
  dismiss: "Bỏ qua",
  takingPicture: (file: string, size: string) => `Đang nhận ảnh ${file} (${size})`,
  hostGone: (file: string) =>
    `Chưa nhận được ảnh ${file} vì mất kết nối với chương trình nền. Ô ảnh còn nguyên; khi có kết nối trở lại, hãy thử lại.`,
  pictureLost: "Không thấy ảnh gốc trong thư mục của bài. Hãy thay bằng ảnh khác.",
  notPictures: (files: readonly string[]) =>
    `Không phải ảnh nên không đưa vào bài: ${files.join(", ")}. Hãy chọn tệp JPEG, PNG, WebP, AVIF, GIF hoặc TIFF.`,

  remotePictures: (count: number) =>
    `${count} ảnh trên mạng không tự theo vào bài. Chỗ mỗi ảnh là một ô trống; hãy thả tệp ảnh vào.`,
  pastedPictures: (count: number) =>
    `${count} ảnh trong đoạn vừa dán bị hỏng, không đọc được. Chỗ mỗi ảnh là một ô trống; hãy thả tệp ảnh vào.`,
  pastedTables: (count: number) =>
    `${count} bảng trong đoạn vừa dán được xếp lại thành dòng, mỗi hàng một đoạn. Hãy soát lại các con số.`,
  pastedDeletions: (count: number) =>
    `${count} chỗ đã xóa trong bản có theo dõi sửa đổi không đưa vào bài. Nếu cần chữ ở đó, hãy chép lại từ bản gốc.`,
  foreignPictures: (count: number) =>
    `Không lấy được ${count} ảnh từ bài kia. Ô ảnh vẫn còn; hãy thả lại tệp ảnh.`,

  linkLabel: "Địa chỉ liên kết",
  linkApply: "Gắn liên kết",
  linkRemove: "Bỏ liên kết",
  linkWrong: "Địa chỉ phải bắt đầu bằng https://, http:// hoặc mailto:.",

  offersLabel: "Gợi ý sau khi dán",
  offers: {
    headline: "Dùng làm tít",
    lead: "Dùng làm sa-pô",
    caption: "Dùng làm chú thích ảnh",
    byline: "Dùng làm bút danh",
    furniture: (lines: number) => (lines === 1 ? "Bỏ dòng thừa này" : `Bỏ ${lines} dòng thừa từ đây`),
  },
  offerKeys: "Alt+Enter nhận, Esc bỏ qua",

  flagTitle: (word: string) => `Soát lỗi: ${word}`,
  flagNoSuggestion: "Không có gợi ý nào.",
  flagSuggestions: "Thay bằng",
  flagIgnoreHere: "Bỏ qua chỗ này",
  flagIgnoreInStory: "Bỏ qua trong bài này",
  flagAdd: "Thêm vào từ của tôi",
  flagNone: "Không có lỗi chính tả nào.",
  checkerFailed: "Bộ soát lỗi không chạy, bài chưa được soát. Mở thẻ Soát lỗi rồi bấm “Thử lại”.",
  flagNotAdded: "Chưa thêm được từ vì mất kết nối với chương trình nền. Hãy thử lại.",

  commands: {
    bold: "Đậm",
    italic: "Nghiêng",
    link: "Liên kết",
    englishText: "Đoạn tiếng Anh",
    vietnameseText: "Đoạn tiếng Việt",
    makeHeadline: "Làm tít bài",
    makeLead: "Làm sa-pô",
    paragraph: "Đoạn thường",
    crosshead: "Tít phụ",
    bulletList: "Danh sách chấm đầu dòng",
    orderedList: "Danh sách đánh số",
    quote: "Trích dẫn",
    makeCaption: "Làm chú thích ảnh",
    makeByline: "Làm bút danh",
    insertSlot: "Chèn ô ảnh",
    fillSlot: "Chọn ảnh…",
    wantSlot: "Sửa yêu cầu ảnh",
    useNotes: "Dùng chú thích trong tệp ảnh",
    removePicture: "Bỏ ảnh, giữ chú thích",
    removeSlot: "Bỏ ô ảnh",
    moveUp: "Chuyển lên trên",
    moveDown: "Chuyển xuống dưới",
    undo: "Hoàn tác",
    redo: "Làm lại",
    nextFlag: "Lỗi kế tiếp",
    previousFlag: "Lỗi trước",
    showFlag: "Xem lỗi tại con trỏ",
    acceptOffer: "Nhận gợi ý",
    nextOffer: "Gợi ý kế tiếp",
  },
};

const en: typeof vi = {
  page: "Story",
  headlinePlaceholder: "Headline",
  leadPlaceholder: "Lead, at most 50 words",
  textPlaceholder: "Text",
  crossheadPlaceholder: "Crosshead",
  bylinePlaceholder: "Byline",
  captionPlaceholder: "Caption…",
  creditPlaceholder: "Picture credit…",
  altTextPlaceholder: "What the picture shows, for those who cannot see it…",
  creditPrefix: "Photo:",
  altTextPrefix: "Alt text:",

  wantPlaceholder: "What picture is wanted here?",
  slotHint: "Drop a picture here, or paste it",
  parts: { picture: "picture", caption: "caption", credit: "credit", altText: "alt text" },
  missing: (parts: string) => `Still missing: ${parts}`,
  nothingMissing: "Picture, caption, credit and alt text are there",
  replacePicture: "Replace picture…",
  chooseOther: "Choose another picture…",
  tryAgain: "Try again",
  close: "Close",
  dismiss: "Dismiss",
  takingPicture: (file: string, size: string) => `Taking ${file} (${size})`,
  hostGone: (file: string) =>
    `${file} was not taken because the program does not answer. The slot is unchanged; try again when it is back.`,
  pictureLost: "The original is not in the story’s folder. Replace it with another picture.",
  notPictures: (files: readonly string[]) =>
    `Not pictures, so not put into the story: ${files.join(", ")}. Choose JPEG, PNG, WebP, AVIF, GIF or TIFF files.`,

  remotePictures: (count: number) =>
    `${count} picture${count === 1 ? "" : "s"} on the web did not come along. Each is an empty slot now; drop the file into it.`,
  pastedPictures: (count: number) =>
    `${count} pasted picture${count === 1 ? " is" : "s are"} damaged and could not be read. Each is an empty slot now; drop the file into it.`,
  pastedTables: (count: number) =>
    `${count} pasted table${count === 1 ? " is" : "s are"} laid out as lines now, one paragraph for each row. Look the figures over.`,
  pastedDeletions: (count: number) =>
    `${count} passage${count === 1 ? "" : "s"} deleted with tracked changes ${count === 1 ? "was" : "were"} left out. If you need the words, copy them from the original.`,
  foreignPictures: (count: number) =>
    `${count} picture${count === 1 ? "" : "s"} of the other story could not be fetched. The slots are there; drop the files again.`,

  linkLabel: "Address of the link",
  linkApply: "Set link",
  linkRemove: "Remove link",
  linkWrong: "The address must begin with https://, http:// or mailto:.",

  offersLabel: "Offers after pasting",
  offers: {
    headline: "Use as headline",
    lead: "Use as lead",
    caption: "Use as caption",
    byline: "Use as byline",
    furniture: (lines: number) =>
      lines === 1 ? "Remove this stray line" : `Remove ${lines} stray lines from here`,
  },
  offerKeys: "Alt+Enter accepts, Esc dismisses",

  flagTitle: (word: string) => `Check: ${word}`,
  flagNoSuggestion: "No suggestion.",
  flagSuggestions: "Replace with",
  flagIgnoreHere: "Ignore here",
  flagIgnoreInStory: "Ignore in this story",
  flagAdd: "Add to my words",
  flagNone: "No spelling flags.",
  checkerFailed:
    "The checker is not working; the text is unchecked. Open the Check tab and press “Try again”.",
  flagNotAdded: "The word was not added because the program does not answer. Try again.",

  commands: {
    bold: "Bold",
    italic: "Italic",
    link: "Link",
    englishText: "English text",
    vietnameseText: "Vietnamese text",
    makeHeadline: "Make headline",
    makeLead: "Make lead",
    paragraph: "Paragraph",
    crosshead: "Crosshead",
    bulletList: "Bullet list",
    orderedList: "Numbered list",
    quote: "Quote",
    makeCaption: "Make caption",
    makeByline: "Make byline",
    insertSlot: "Insert picture slot",
    fillSlot: "Choose picture…",
    wantSlot: "Edit what is wanted",
    useNotes: "Use the notes in the picture",
    removePicture: "Remove picture, keep caption",
    removeSlot: "Remove slot",
    moveUp: "Move up",
    moveDown: "Move down",
    undo: "Undo",
    redo: "Redo",
    nextFlag: "Next flag",
    previousFlag: "Previous flag",
    showFlag: "Show flag at the caret",
    acceptOffer: "Accept offer",
    nextOffer: "Next offer",
  },
};

export const editorText = { vi, en };
