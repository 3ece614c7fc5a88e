import type { Finding, Rule } from "#core/article";

/** Sentences of publishing: the button, the preflight, the outbox, the receipts. */
const vi = {
  publish: "Xuất bản",
  target: "Nơi đăng",
  targetChoose: "Chọn nơi đăng bài này:",
  targetAdd: "Chưa có nơi đăng nào.",
  targetAddAct: "Thêm nơi đăng…",
  update: "Cập nhật",
  changedSince: "Có sửa sau khi đăng – Cập nhật",
  queuedBefore: "Có sửa mới – Gửi bản mới",
  sendNew: "Gửi bản mới",
  behindQueued: "Bản trong hộp gửi chưa có sửa mới.",
  behindQueuedTodo: "Mở bài và bấm “Gửi bản mới” để thay.",
  publishedAt: (time: string) => `Đã đăng ${time}`,
  seePage: "Xem trang",
  filesAt: (place: string) => `Tệp của bài nằm ở ${place}`,
  publishedSeePage: (time: string) => `Đã đăng ${time} · Xem trang`,
  waitingNetwork: "Chờ mạng",
  waitingRetry: "Chờ gửi lại",
  queued: "Đang xếp hàng",
  preparing: "Đang chuẩn bị",
  sendingPicture: (number: number, of: number) => `Đang gửi ảnh ${number}/${of}`,
  sendingStory: "Đang gửi bài",
  readingBack: "Đang xem lại trang",
  stopped: "Chưa đăng được",
  changedOnSite: "Trang đã bị sửa",
  cancelled: "Đã hủy gửi",
  done: (time: string) => `Đã đăng ${time}`,
  doneDiffers: (time: string) => `Đã đăng ${time}, trang chưa hiện đủ`,
  nothingNew: (time: string) => `Đã đăng ${time}, không có gì mới.`,
  sendDraft: "Gửi bản nháp",
  schedule: "Hẹn giờ đăng…",
  scheduleAt: "Đăng lúc",
  scheduleNote: "Trang tự đăng bằng đồng hồ của trang; máy này tắt cũng được.",
  schedulePast: "Giờ này đã qua. Hãy chọn giờ khác, hoặc xuất bản ngay.",
  scheduleAct: "Hẹn giờ",
  reason: "Lý do",
  takingDown: "Đang gỡ bài",
  takeDown: {
    withdrawn: {
      open: "Gỡ bài…",
      what: "Bạn đọc không còn thấy bài. Trang giữ lại bài; đăng lại thì bài về địa chỉ cũ.",
      act: "Gỡ bài",
    },
    killed: {
      open: "Hủy bài…",
      what: "Bài và ảnh của bài bị xóa khỏi trang, trừ ảnh bài khác đang dùng. Bản trong thư viện còn nguyên.",
      act: "Hủy bài trên trang",
    },
  },
  doneAs: {
    draft: (time: string) => `Đã gửi bản nháp ${time}`,
    scheduled: (time: string) => `Hẹn đăng ${time}`,
    withdrawn: (time: string) => `Đã gỡ ${time}`,
    killed: (time: string) => `Đã hủy trên trang ${time}`,
  },
  waitSaving: "Chưa gửi được: chữ mới gõ chưa lưu xong. Hãy thử lại khi thấy “Đã lưu”.",
  hostAway: "Chờ chương trình nền",

  check: "Trước khi đăng",
  checkReady: "Đủ mọi thứ, có thể đăng.",
  checkBlocked: (count: number) => `Còn ${count} việc phải làm xong mới đăng được.`,
  checkWarned: (count: number) => `Có ${count} chỗ nên xem lại.`,
  publishAnyway: "Vẫn xuất bản",
  goesTo: (name: string) => `Sẽ đăng lên: ${name}`,
  blockMark: "Phải làm xong",
  warnMark: "Nên xem lại",
  tryAgain: "Thử lại",
  sayFinding: (finding: Finding, leadWords: number): string => findingVi(finding, leadWords),

  rules: {
    headlineMissing: "Bài phải có tít",
    headlineRepeated: "Chỉ có một tít",
    headlineTooLong: "Tít không quá dài",
    leadMissing: "Bài phải có sa-pô",
    leadRepeated: "Chỉ có một sa-pô",
    leadTooLong: "Sa-pô không quá dài",
    sectionMissing: "Bài phải có chuyên mục",
    slotEmpty: "Không còn ô ảnh trống",
    captionMissing: "Ảnh nào cũng có chú thích",
    captionRepeated: "Mỗi ảnh chỉ có một chú thích",
    creditMissing: "Ảnh nào cũng có nguồn",
    altTextMissing: "Ảnh nào cũng có mô tả cho người khiếm thị",
    bylineMissing: "Bài phải có bút danh",
    textMissing: "Bài phải có nội dung",
    spellingOpen: "Không còn chỗ nghi sai chính tả hay viết nhầm",
    englishOpen: "Không còn chỗ nghi sai tiếng Anh",
    namesOpen: "Không còn tên hay chức danh cần xem",
    styleOpen: "Không còn chỗ trái quy cách của tòa soạn",
  } satisfies Record<Rule, string>,
  weights: { block: "Chặn", warn: "Nhắc", off: "Tắt" },

  receipts: "Đã gửi",
  receiptsNone: "Bài chưa đăng ở đâu.",
  receiptAt: (target: string, time: string) => `${target}, ${time}`,
  receiptWhole: "Đã xem lại trang: đủ tít, sa-pô, ảnh và chú thích.",
  receiptAs: {
    draft: "Bản nháp trên trang có đủ bài; bạn đọc chưa thấy.",
    scheduled: (time: string) => `Trang sẽ tự đăng lúc ${time}.`,
    withdrawn: "Đã xem lại: bạn đọc không còn thấy bài.",
    killed: "Đã xem lại: bài không còn trên trang.",
  },
  receiptReason: (reason: string) => `Lý do: ${reason}`,
  receiptDiffers: "Trang chưa hiện đủ:",
  receiptTodo: "Mở trang xem lại. Nếu thiếu thật, bấm “Gửi lại”; nếu vẫn thiếu, báo người quản trị trang.",
  receiptPictures: (count: number) => `${count} ảnh`,
  sendAgain: "Gửi lại",
  receiptTimes: (times: number) => `${times} lần`,
  behind: "Trang này chưa có những chỗ sửa mới",
  notThere: (target: string) => `${target}: chưa đăng`,

  proofs: "Trang đã đăng",
  proofsWhy: "Xem lại từng trang như một bạn đọc: có còn đó không, có còn hiện đủ bài không.",
  proofsAct: "Xem lại mọi trang đã đăng",
  proofsSeen: (count: number) => `Đang xem… ${count} trang`,
  proofsDone: (count: number, bad: number) =>
    count === 0
      ? "Chưa có trang nào đã đăng."
      : bad === 0
        ? `Đã xem ${count} trang.`
        : `Đã xem ${count} trang, ${bad} trang không còn như lúc gửi.`,
  proofsWhole: "Trang nào cũng đủ.",
  proofGone:
    "Trang không còn cho bạn đọc. Hãy hỏi người quản trị trang; nếu vẫn muốn đăng, mở bài và gửi lại.",

  outbox: "Hộp gửi",
  outboxWhy: "Bài đã bấm Xuất bản nằm ở đây cho đến khi lên trang, kể cả khi mất mạng hay tắt máy.",
  outboxEmpty: "Không có bài nào đang chờ",
  outboxOpen: "Đang gửi và chờ gửi",
  outboxDone: "Đã xong",
  cancel: "Hủy gửi",
  cancelling: "Đang hủy…",
  retry: "Gửi lại ngay",
  retryAt: (time: string) => `Tự gửi lại lúc ${time}.`,
  attempts: (count: number) => `Đã thử gửi ${count} lần`,
  queuedAt: (time: string) => `Bấm Xuất bản lúc ${time}`,
  progress: (done: number, of: number) => `Xong ${done}/${of} bước`,
  story: "Bài",
};

const en: typeof vi = {
  publish: "Publish",
  target: "Target",
  targetChoose: "Choose where this story goes:",
  targetAdd: "There is no target yet.",
  targetAddAct: "Add a target…",
  update: "Update",
  changedSince: "Edited since – Update",
  queuedBefore: "Edited since – Send the new text",
  sendNew: "Send the new text",
  behindQueued: "What is in the outbox does not have the newest edits.",
  behindQueuedTodo: "Open the story and press “Send the new text” to replace it.",
  publishedAt: (time) => `Published ${time}`,
  seePage: "See the page",
  filesAt: (place) => `The story’s files are at ${place}`,
  publishedSeePage: (time) => `Published ${time} · See the page`,
  waitingNetwork: "Waiting for network",
  waitingRetry: "Waiting to try again",
  queued: "Queued",
  preparing: "Preparing",
  sendingPicture: (number, of) => `Sending picture ${number}/${of}`,
  sendingStory: "Sending the story",
  readingBack: "Reading the page back",
  stopped: "Not published yet",
  changedOnSite: "Page changed on site",
  cancelled: "Sending cancelled",
  done: (time) => `Published ${time}`,
  doneDiffers: (time) => `Published ${time}, page incomplete`,
  nothingNew: (time) => `Published ${time}, nothing is new.`,
  sendDraft: "Send as a draft",
  schedule: "Schedule…",
  scheduleAt: "Publish at",
  scheduleNote: "The site publishes it by its own clock; this machine may be off.",
  schedulePast: "This hour is past. Choose another, or publish now.",
  scheduleAct: "Schedule",
  reason: "Reason",
  takingDown: "Taking the story down",
  takeDown: {
    withdrawn: {
      open: "Withdraw…",
      what: "Readers do not see the story any more. The site keeps it; published again it has its old address.",
      act: "Withdraw",
    },
    killed: {
      open: "Kill…",
      what: "Story and pictures are deleted from the site, save pictures another story shows. The one in the library is whole.",
      act: "Kill on the site",
    },
  },
  doneAs: {
    draft: (time) => `Draft sent ${time}`,
    scheduled: (time) => `Scheduled for ${time}`,
    withdrawn: (time) => `Withdrawn ${time}`,
    killed: (time) => `Killed ${time}`,
  },
  waitSaving: "Not sent: what was just typed is not saved yet. Try again when it says “Saved”.",
  hostAway: "Waiting for the program",

  check: "Before publishing",
  checkReady: "All is there; it can be published.",
  checkBlocked: (count) =>
    count === 1 ? "1 thing must be done first." : `${count} things must be done first.`,
  checkWarned: (count) => (count === 1 ? "1 thing to look at." : `${count} things to look at.`),
  publishAnyway: "Publish anyway",
  goesTo: (name) => `Will be published on: ${name}`,
  blockMark: "Must be done",
  warnMark: "Look at it",
  tryAgain: "Try again",
  sayFinding: (finding, leadWords) => findingEn(finding, leadWords),

  rules: {
    headlineMissing: "A story has a headline",
    headlineRepeated: "One headline only",
    headlineTooLong: "The headline is not too long",
    leadMissing: "A story has a lead",
    leadRepeated: "One lead only",
    leadTooLong: "The lead is not too long",
    sectionMissing: "A story has a section",
    slotEmpty: "No slot is left empty",
    captionMissing: "Each picture has a caption",
    captionRepeated: "One caption for each picture",
    creditMissing: "Each picture has a credit",
    altTextMissing: "Each picture has an alt text",
    bylineMissing: "A story has a byline",
    textMissing: "A story has text",
    spellingOpen: "No flag of spelling or mix-ups is left",
    englishOpen: "No English flag is left",
    namesOpen: "No name or title is left to look at",
    styleOpen: "Nothing is left against the house style",
  },
  weights: { block: "Block", warn: "Warn", off: "Off" },

  receipts: "Sent",
  receiptsNone: "Not published anywhere yet.",
  receiptAt: (target, time) => `${target}, ${time}`,
  receiptWhole: "The page was read back: headline, lead, pictures and captions are there.",
  receiptAs: {
    draft: "The draft on the site is whole; readers do not see it yet.",
    scheduled: (time) => `The site publishes it by itself at ${time}.`,
    withdrawn: "Read back: readers do not see the story any more.",
    killed: "Read back: the story is not on the site any more.",
  },
  receiptReason: (reason) => `Reason: ${reason}`,
  receiptDiffers: "The page does not show:",
  receiptTodo:
    "Look at the page. If something is missing, press “Send again”; if it stays so, tell those who run the site.",
  receiptPictures: (count) => (count === 1 ? "1 picture" : `${count} pictures`),
  sendAgain: "Send again",
  receiptTimes: (times) => (times === 1 ? "once" : `${times} times`),
  behind: "This page does not have the newest edits",
  notThere: (target) => `${target}: not published`,

  proofs: "Published pages",
  proofsWhy: "Looks at each page as a reader does: is it still there, does it still show the whole story?",
  proofsAct: "Look at every published page",
  proofsSeen: (count) => `Looking… ${count} pages`,
  proofsDone: (count, bad) =>
    count === 0
      ? "No page is out."
      : bad === 0
        ? `${count} pages looked at.`
        : `${count} pages looked at, ${bad} not as they were sent.`,
  proofsWhole: "All of them are whole.",
  proofGone:
    "The page is not there for readers. Ask those who run the site; to publish it all the same, open the story and send it again.",

  outbox: "Outbox",
  outboxWhy:
    "Stories wait here after Publish until they are on the site, through lost networks and restarts.",
  outboxEmpty: "Nothing is waiting",
  outboxOpen: "On the way",
  outboxDone: "Finished",
  cancel: "Cancel",
  cancelling: "Cancelling…",
  retry: "Send again now",
  retryAt: (time) => `Tried again by itself at ${time}.`,
  attempts: (count) => (count === 1 ? "Tried once" : `Tried ${count} times`),
  queuedAt: (time) => `Queued ${time}`,
  progress: (done, of) => `step ${done} of ${of}`,
  story: "Story",
};

const countVi = new Intl.NumberFormat("vi");
const countEn = new Intl.NumberFormat("en");

function findingVi(finding: Finding, leadWords: number): string {
  const picture = `Ảnh ${finding.count ?? 1}`;
  switch (finding.rule) {
    case "headlineMissing":
      return "Chưa có tít";
    case "headlineRepeated":
      return `Có ${finding.count ?? 2} tít; chỉ giữ một`;
    case "headlineTooLong":
      return `Tít dài ${countVi.format(finding.count ?? 0)} ký tự, tối đa ${finding.most ?? 0}`;
    case "leadMissing":
      return "Chưa có sa-pô";
    case "leadRepeated":
      return `Có ${finding.count ?? 2} sa-pô; chỉ giữ một`;
    case "leadTooLong":
      return `Sa-pô ${finding.count ?? 0} chữ, tối đa ${leadWords}`;
    case "sectionMissing":
      return "Chưa chọn chuyên mục";
    case "slotEmpty":
      return finding.want ? `${picture} còn trống: ${finding.want}` : `${picture} còn trống`;
    case "captionMissing":
      return `${picture} thiếu chú thích`;
    case "captionRepeated":
      return `${picture} có hơn một chú thích; chỉ giữ một`;
    case "creditMissing":
      return `${picture} thiếu nguồn ảnh`;
    case "altTextMissing":
      return `${picture} thiếu mô tả`;
    case "bylineMissing":
      return "Chưa có bút danh";
    case "textMissing":
      return "Chưa có nội dung";
    case "spellingOpen":
      return `Còn ${finding.count ?? 1} chỗ nghi sai chính tả hay viết nhầm`;
    case "englishOpen":
      return `Còn ${finding.count ?? 1} chỗ nghi sai tiếng Anh`;
    case "namesOpen":
      return `Còn ${finding.count ?? 1} tên hoặc chức danh cần xem`;
    case "styleOpen":
      return `Còn ${finding.count ?? 1} chỗ trái quy cách của tòa soạn`;
    case "spellingUnread":
      return "Bộ soát lỗi không chạy, bài chưa được soát";
  }
}

function findingEn(finding: Finding, leadWords: number): string {
  const picture = `Picture ${finding.count ?? 1}`;
  switch (finding.rule) {
    case "headlineMissing":
      return "No headline yet";
    case "headlineRepeated":
      return `${finding.count ?? 2} headlines; keep one`;
    case "headlineTooLong":
      return `The headline has ${countEn.format(finding.count ?? 0)} characters, at most ${finding.most ?? 0}`;
    case "leadMissing":
      return "No lead yet";
    case "leadRepeated":
      return `${finding.count ?? 2} leads; keep one`;
    case "leadTooLong":
      return `The lead has ${finding.count ?? 0} words, at most ${leadWords}`;
    case "sectionMissing":
      return "No section chosen";
    case "slotEmpty":
      return finding.want ? `${picture} is empty: ${finding.want}` : `${picture} is empty`;
    case "captionMissing":
      return `${picture} has no caption`;
    case "captionRepeated":
      return `${picture} has more than one caption; keep one`;
    case "creditMissing":
      return `${picture} has no credit`;
    case "altTextMissing":
      return `${picture} has no alt text`;
    case "bylineMissing":
      return "No byline yet";
    case "textMissing":
      return "No text yet";
    case "spellingOpen":
      return finding.count === 1
        ? "1 flag of spelling or mix-ups is open"
        : `${finding.count ?? 1} flags of spelling or mix-ups are open`;
    case "englishOpen":
      return finding.count === 1 ? "1 English flag is open" : `${finding.count ?? 1} English flags are open`;
    case "namesOpen":
      return finding.count === 1
        ? "1 name or title is to be looked at"
        : `${finding.count ?? 1} names or titles are to be looked at`;
    case "styleOpen":
      return finding.count === 1
        ? "1 place is against the house style"
        : `${finding.count ?? 1} places are against the house style`;
    case "spellingUnread":
      return "The checker is not working; the text is unchecked";
  }
}

export const publishText = { vi, en };
