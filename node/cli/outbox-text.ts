import { assertNever } from "#core/bridge";
import type { Aim, JobView, Proof, ProofFound, Receipt, Target } from "#core/publishing";
import { momentText, problemText, progressText, type Language } from "./text.ts";

/** Sentences of the commands about targets, the outbox and receipts. */
const en = {
  wrongHour: (typed: string) =>
    `--at ${typed}: give an hour to come, "07:00" or "2026-11-25T07:00", with Z or +07:00 for another zone.`,
  twoAims: "--draft and --at do not go together.",
  targetAct: "What of the targets? add, list or test.",
  outboxAct: "What of the outbox? list, retry or cancel.",
  noTargets: "No target.",
  noJobs: "Nothing is on its way.",
  noReceipts: (title: string) => `Not published anywhere: ${title}.`,
  jobMissing: 'Which job? Give its id from "morasse outbox list", or "all".',
  jobUnknown: (name: string) =>
    `There is no job "${name}" in the outbox. "morasse outbox list --all" shows every one.`,
  targetNeeds: (option: string) => `A new target needs ${option}.`,
  wrongKind: (kind: string, known: string) => `There is no kind of target "${kind}": ${known}.`,
  wrongUrl: (url: string) => `"${url}" is no address of a site. It begins with https:// or http://.`,
  wrongPlace: (url: string) =>
    `"${url}" is no place for files: give the path of a folder, or an address that begins with sftp://, https:// or http://.`,
  wrongFormats: (typed: string, known: string) =>
    `--as ${typed}: give one or more of ${known}, joined by commas.`,
  wrongHostKey: (typed: string) =>
    `--host-key ${typed}: give the fingerprint as OpenSSH prints it, "SHA256:…".`,
  wrongCategory: (typed: string) =>
    `--category ${typed}: give a section and a category's number, "thoi-su=12".`,
  ownSite: "The site of this machine is there already and is not added.",
  passwordEmpty: "--password-stdin: no password came in on standard input.",
  targetSaved: (target: Target) => `Saved: ${target.name} (${target.id})`,
  signedIn: (site: string, account: string) =>
    account === "" ? `Reached: ${site}` : `Signed in to ${site} as ${account}`,
  mayNotPublish: "The account may not publish; it may send drafts.",
  mayNotUpload: "The account may not upload pictures.",
  categories: (names: string) => `Categories: ${names}`,
  retried: (count: number) => (count === 1 ? "1 story is sent again." : `${count} stories are sent again.`),
  cancelled: (count: number) => (count === 1 ? "1 story is cancelled." : `${count} stories are cancelled.`),
  notCancelled:
    "It is being cancelled: the step under way ends first, and a story that may be out is looked up.",
  differs: (things: string) => `the page does not show: ${things}`,
  whole: "the page shows all of it",
  allWhole: (count: number) =>
    count === 0
      ? "No page is out."
      : `${count === 1 ? "1 page" : `${count} pages`} looked at: all as they were sent.`,
  notAllWhole: (bad: number, all: number) =>
    `${bad} of ${all} pages are not as they were sent. Look at them, and publish again what is missing.`,
};

type Text = typeof en;

const vi: Text = {
  wrongHour: (typed) =>
    `--at ${typed}: hãy cho một giờ sắp tới, "07:00" hoặc "2026-11-25T07:00", thêm Z hay +07:00 nếu theo múi giờ khác.`,
  twoAims: "Không dùng --draft cùng với --at.",
  targetAct: "Làm gì với nơi đăng? add, list hoặc test.",
  outboxAct: "Làm gì với hộp gửi? list, retry hoặc cancel.",
  noTargets: "Chưa có nơi đăng nào.",
  noJobs: "Không có bài nào đang chờ.",
  noReceipts: (title) => `Bài chưa đăng ở đâu: ${title}.`,
  jobMissing: 'Lượt gửi nào? Hãy cho mã trong "morasse outbox list", hoặc "all".',
  jobUnknown: (name) => `Hộp gửi không có lượt gửi "${name}". "morasse outbox list --all" in ra tất cả.`,
  targetNeeds: (option) => `Nơi đăng mới cần có ${option}.`,
  wrongKind: (kind, known) => `Không có loại nơi đăng "${kind}": ${known}.`,
  wrongUrl: (url) => `"${url}" không phải địa chỉ trang. Địa chỉ bắt đầu bằng https:// hoặc http://.`,
  wrongPlace: (url) =>
    `"${url}" không phải nơi nhận tệp: hãy cho đường dẫn thư mục, hoặc địa chỉ bắt đầu bằng sftp://, https:// hay http://.`,
  wrongFormats: (typed, known) =>
    `--as ${typed}: hãy cho một hay nhiều dạng trong ${known}, cách nhau bằng dấu phẩy.`,
  wrongHostKey: (typed) => `--host-key ${typed}: hãy cho dấu vân tay của khóa như OpenSSH in ra, "SHA256:…".`,
  wrongCategory: (typed) =>
    `--category ${typed}: hãy cho chuyên mục và số của chuyên mục trên trang, "thoi-su=12".`,
  ownSite: "Trang tin trên máy này có sẵn, không cần thêm.",
  passwordEmpty: "--password-stdin: đầu vào chuẩn không có mật khẩu.",
  targetSaved: (target) => `Đã lưu: ${target.name} (${target.id})`,
  signedIn: (site, account) =>
    account === "" ? `Đã nối với ${site}` : `Đã đăng nhập ${site} với tài khoản ${account}`,
  mayNotPublish: "Tài khoản không có quyền đăng bài; chỉ gửi được bản nháp.",
  mayNotUpload: "Tài khoản không có quyền tải ảnh lên.",
  categories: (names) => `Chuyên mục trên trang: ${names}`,
  retried: (count) => `${count} bài được gửi lại.`,
  cancelled: (count) => `Đã hủy gửi ${count} bài.`,
  notCancelled: "Đang hủy: bước đang làm phải xong đã, và bài có thể đã lên trang thì được xem lại.",
  differs: (things) => `trang không hiện: ${things}`,
  whole: "trang hiện đủ",
  allWhole: (count) => (count === 0 ? "Chưa có trang nào." : `Đã xem lại ${count} trang: trang nào cũng đủ.`),
  notAllWhole: (bad, all) =>
    `${bad} trong ${all} trang không còn như lúc gửi. Hãy mở xem, và đăng lại bài bị thiếu.`,
};

export const outboxText: Readonly<Record<Language, Text>> = { vi, en };

/** How a job that is done ended. */
export function doneText(aim: Aim, url: string, language: Language): string {
  const inVietnamese = language === "vi";
  switch (aim.kind) {
    case "public":
      return inVietnamese ? `Đã đăng: ${url}` : `Published: ${url}`;
    case "draft":
      return inVietnamese ? `Đã gửi bản nháp: ${url}` : `Sent as a draft: ${url}`;
    case "scheduled": {
      const at = momentText(aim.at, language);
      return inVietnamese ? `Hẹn đăng ${at}: ${url}` : `Scheduled for ${at}: ${url}`;
    }
    case "withdrawn":
      return inVietnamese ? `Đã gỡ: ${url}` : `Withdrawn: ${url}`;
    case "killed":
      return inVietnamese ? `Đã hủy trên trang: ${url}` : `Killed: ${url}`;
    default:
      return assertNever(aim);
  }
}

/** Where a job stands, in one line. */
export function jobText({ state, aim }: JobView, language: Language): string {
  const inVietnamese = language === "vi";
  switch (state.kind) {
    case "done":
      return doneText(aim, state.url, language);
    case "cancelled":
      return inVietnamese ? "Đã hủy gửi" : "Cancelled";
    case "stopped":
      return problemText(state.problem, language);
    default:
      return progressText(state, language) ?? (inVietnamese ? "Đang xếp hàng" : "Queued");
  }
}

/** What a later look at a page has found, in one line. */
export function proofText({ title, url, found }: Proof, language: Language): string {
  return `${title}\t${url}\t${foundText(found, language)}`;
}

function foundText(found: ProofFound, language: Language): string {
  const inVietnamese = language === "vi";
  const text = outboxText[language];
  switch (found.kind) {
    case "whole":
      return text.whole;
    case "there":
      return inVietnamese
        ? "trang vẫn còn; không đối chiếu được từng chữ"
        : "the page is there; not compared word for word";
    case "differs":
      return text.differs(differencesText(found.differences));
    case "gone":
      return inVietnamese ? `trang không còn (${found.status})` : `the page is not there (${found.status})`;
    case "unread":
      return problemText(found.problem, language);
    default:
      return assertNever(found);
  }
}

function differencesText(differences: Receipt["differences"]): string {
  return differences.map(({ what, expected }) => `${what} "${expected}"`).join(", ");
}

/** How a story was sent, and what its page showed, in one line. */
export function receiptText(receipt: Receipt, language: Language): string {
  const text = outboxText[language];
  const { differences, publishedAt } = receipt;
  const wholeness = differences.length === 0 ? text.whole : text.differs(differencesText(differences));
  const at = momentText(publishedAt, language);
  return `${receipt.targetName}, ${at}: ${doneText(receipt.aim ?? { kind: "public" }, receipt.url, language)} (${wholeness})`;
}
