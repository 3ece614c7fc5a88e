import { assertNever } from "#core/bridge";
import type { Aim, Difference, PublishProblem } from "#core/publishing";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";

/** What stands in the way of a story on its way to a site. */
export function publishProblemTold(
  problem: PublishProblem,
  language: ScreenLanguage,
  time: (instant: string) => string,
): Told {
  switch (problem.kind) {
    case "siteUnreachable":
      return told(language, {
        vi: [
          `Chưa nối được với ${problem.host}.`,
          "Bài nằm trong hộp gửi, không mất gì.",
          "Có mạng lại, chương trình sẽ tự gửi; bạn có thể viết tiếp.",
        ],
        en: [
          `No connection to ${problem.host} yet.`,
          "The story waits in the outbox; nothing is lost.",
          "It is sent by itself when the network is back; go on writing.",
        ],
      });
    case "certificateRefused":
      return told(language, {
        vi: [
          `Không nối an toàn được với ${problem.host}: máy này không tin chứng chỉ của trang.`,
          "Bài chưa được gửi, không mất gì.",
          "Hãy xem lại giờ của máy và địa chỉ trang; nếu đều đúng, báo người quản trị trang thay chứng chỉ rồi gửi lại.",
        ],
        en: [
          `No safe connection to ${problem.host}: this machine does not trust the site’s certificate.`,
          "The story was not sent; nothing is lost.",
          "Check this machine’s clock and the site’s address; if both are right, ask those who run the site to renew the certificate, then send again.",
        ],
      });
    case "hostKeyUnknown":
      return told(language, {
        vi: [
          `Chưa ai xác nhận khóa của máy chủ ${problem.host}.`,
          "Bài chưa được gửi; mật khẩu cũng chưa bị đưa ra.",
          "Hãy mở Cài đặt › Nơi đăng, bấm “Thử nối”, so khóa với khóa người quản trị máy chủ cho rồi xác nhận.",
        ],
        en: [
          `Nobody has confirmed the key of the server ${problem.host} yet.`,
          "The story was not sent, and no password was shown.",
          "Under Settings › Targets, press “Test the connection”, compare the key with the one from those who run the server, and confirm it.",
        ],
      });
    case "hostKeyChanged":
      return told(language, {
        vi: [
          `${problem.host} đưa ra một khóa khác với khóa đã tin.`,
          "Bài chưa được gửi; mật khẩu cũng chưa bị đưa ra.",
          "Có thể máy chủ được cài lại, cũng có thể có kẻ đứng giữa. Hãy hỏi người quản trị máy chủ; nếu đúng, xác nhận khóa mới trong Cài đặt › Nơi đăng.",
        ],
        en: [
          `${problem.host} shows another key than the one that is trusted.`,
          "The story was not sent, and no password was shown.",
          "The server may be a new one, or somebody stands in between. Ask those who run it; if it is right, confirm the new key under Settings › Targets.",
        ],
      });
    case "folderGone":
      return told(language, {
        vi: [
          `Không thấy thư mục ${problem.path}.`,
          "Bài nằm trong hộp gửi, không mất gì.",
          "Hãy nối lại ổ chung hoặc cắm lại ổ; thư mục có lại thì chương trình tự gửi.",
        ],
        en: [
          `The folder ${problem.path} is not there.`,
          "The story waits in the outbox; nothing is lost.",
          "Connect the share or the drive again; the story is sent by itself when the folder is back.",
        ],
      });
    case "placeFull":
      return told(language, {
        vi: [
          `Ổ đĩa của ${problem.host} đã đầy.`,
          "Bài nằm trong hộp gửi, không mất gì; bên nhận chưa thấy gì của lần gửi này.",
          "Hãy dọn chỗ ở đó hoặc báo người quản trị; chương trình sẽ tự gửi lại.",
        ],
        en: [
          `The disk of ${problem.host} is full.`,
          "The story waits in the outbox; nothing is lost, and the receivers see nothing of this sending.",
          "Make room there or tell those who run it; the story is sent again by itself.",
        ],
      });
    case "siteSlow": {
      const seconds = Math.max(1, Math.round(problem.waitedMs / 1000));
      return told(language, {
        vi: [
          `${problem.host} không trả lời sau ${seconds} giây.`,
          "Bài nằm trong hộp gửi, không mất gì.",
          "Chương trình sẽ tự thử lại; gửi lại bao nhiêu lần, trang cũng chỉ có một bài.",
        ],
        en: [
          `${problem.host} did not answer within ${seconds} seconds.`,
          "The story waits in the outbox; nothing is lost.",
          "It is tried again by itself; however often it is sent, the site has it once.",
        ],
      });
    }
    case "siteBusy":
      return told(language, {
        vi: [
          `${problem.host} đang quá tải hoặc bảo trì.`,
          "Bài nằm trong hộp gửi, không mất gì.",
          "Chương trình sẽ tự thử lại. Nếu quá lâu, hãy báo người quản trị trang.",
        ],
        en: [
          `${problem.host} is overloaded or under maintenance.`,
          "The story waits in the outbox; nothing is lost.",
          "It is tried again by itself. If it lasts, tell the people who run the site.",
        ],
      });
    case "siteMoved":
      return told(language, {
        vi: [
          `${problem.host} chuyển sang địa chỉ khác: ${problem.location}.`,
          "Bài chưa được gửi; mật khẩu không bị đưa sang địa chỉ lạ.",
          "Nếu đúng là trang của mình, hãy sửa địa chỉ trong Cài đặt › Nơi đăng rồi gửi lại.",
        ],
        en: [
          `${problem.host} sends us to another address: ${problem.location}.`,
          "The story was not sent, and the password was not shown to the other address.",
          "If it is your site, correct its address under Settings › Targets and send again.",
        ],
      });
    case "notTheApi":
      return told(language, {
        vi: [
          `${problem.host} trả về một trang khác, không phải cổng nhận bài.`,
          "Bài chưa được gửi, không mất gì.",
          "Thường là trang đăng nhập Wi-Fi hoặc gõ sai địa chỉ. Hãy mở trang bằng trình duyệt để xem, rồi gửi lại.",
        ],
        en: [
          `${problem.host} answers with some other page, not with its publishing interface.`,
          "The story was not sent; nothing is lost.",
          "Often it is a Wi-Fi sign-in page or a mistyped address. Look at the site in a browser, then send again.",
        ],
      });
    case "signInRefused":
      return told(language, {
        vi: [
          `${problem.host} không nhận mật khẩu hoặc khóa này.`,
          "Bài chưa được gửi, không mất gì.",
          "Có thể đã bị thu hồi. Hãy nhập mật khẩu ứng dụng hoặc khóa mới trong Cài đặt › Nơi đăng rồi gửi lại.",
        ],
        en: [
          `${problem.host} does not accept this password or key.`,
          "The story was not sent; nothing is lost.",
          "It may have been revoked. Enter a new application password or key under Settings › Targets and send again.",
        ],
      });
    case "notAllowed": {
      const act = {
        publish: { vi: "đăng bài", en: "publish" },
        upload: { vi: "tải ảnh lên", en: "upload pictures" },
        edit: { vi: "sửa bài này", en: "edit this story" },
      }[problem.act];
      return told(language, {
        vi: [
          `Tài khoản trên ${problem.host} không có quyền ${act.vi}.`,
          "Bài chưa lên trang, không mất gì.",
          "Hãy xin người quản trị trang cấp quyền, hoặc dùng tài khoản khác.",
        ],
        en: [
          `The account on ${problem.host} may not ${act.en}.`,
          "The story is not on the site; nothing is lost.",
          "Ask the people who run the site for the right, or use another account.",
        ],
      });
    }
    case "pictureRefused":
      return told(language, {
        vi: [
          `${problem.host} không nhận ảnh ${problem.file}${saidVi(problem.said)}`,
          "Bài chưa lên trang, không mất gì.",
          "Hãy thay ảnh khác hoặc lưu lại ảnh ở dạng JPEG, rồi gửi lại.",
        ],
        en: [
          `${problem.host} refused the picture ${problem.file}${saidEn(problem.said)}`,
          "The story is not on the site; nothing is lost.",
          "Use another picture, or save this one as JPEG, and send again.",
        ],
      });
    case "storyRefused":
      return told(language, {
        vi: [
          `${problem.host} không nhận bài này${saidVi(problem.said)}`,
          "Bài vẫn nguyên trong thư viện.",
          "Hãy sửa theo câu trang báo rồi gửi lại; nếu không rõ, chuyển câu ấy cho người quản trị trang.",
        ],
        en: [
          `${problem.host} refused the story${saidEn(problem.said)}`,
          "The story is safe in the library.",
          "Mend what the site says and send again; if it is unclear, pass the sentence on to those who run the site.",
        ],
      });
    case "goneFromSite":
      return told(language, {
        vi: [
          `Bài đã bị gỡ khỏi ${problem.host}.`,
          "Bản trong thư viện còn nguyên.",
          "Hãy hỏi người đã gỡ. Nếu vẫn muốn đăng, gửi lại: bài sẽ lên thành trang mới.",
        ],
        en: [
          `The story was removed from ${problem.host}.`,
          "The one in the library is whole.",
          "Ask who removed it. To publish it all the same, send again: it becomes a new page.",
        ],
      });
    case "changedOnSite":
      return told(language, {
        vi: [
          `Có người đã sửa bài ngay trên ${problem.host} lúc ${time(problem.changedAt)}.`,
          "Chưa ghi đè gì lên trang.",
          "Hãy mở trang, đưa những chỗ sửa đó vào bài ở đây, rồi gửi lại.",
        ],
        en: [
          `Somebody changed the story on ${problem.host} itself at ${time(problem.changedAt)}.`,
          "Nothing on the site was overwritten.",
          "Open the page, bring those changes into the story here, then send again.",
        ],
      });
    case "olderThanSite":
      return told(language, {
        vi: [
          `Trên ${problem.host} đã có bản mới hơn bản này.`,
          "Chưa ghi đè gì lên trang.",
          "Có thể bài được gửi từ máy khác. Hãy mở trang để so sánh trước khi gửi.",
        ],
        en: [
          `${problem.host} already has a newer version than this one.`,
          "Nothing on the site was overwritten.",
          "It may have been sent from another machine. Open the page and compare before sending.",
        ],
      });
    case "sectionNotMapped":
      return told(language, {
        vi: [
          `Chuyên mục “${problem.section}” chưa có chuyên mục tương ứng trên ${problem.host}.`,
          "Bài chưa được gửi, không mất gì.",
          "Hãy chọn chuyên mục tương ứng trong Cài đặt › Nơi đăng rồi gửi lại.",
        ],
        en: [
          `The section “${problem.section}” has no category on ${problem.host} yet.`,
          "The story was not sent; nothing is lost.",
          "Choose its category under Settings › Targets and send again.",
        ],
      });
    case "pictureLost":
      return told(language, {
        vi: [
          `Không tìm thấy ảnh gốc ${problem.file} trong thư mục của bài.`,
          "Chữ và chú thích còn nguyên.",
          "Hãy thả lại ảnh vào ô rồi gửi lại.",
        ],
        en: [
          `The original ${problem.file} is not in the story’s folder.`,
          "Text and captions are kept.",
          "Drop the picture into its slot again and send again.",
        ],
      });
    case "pageDiffers":
      return told(language, {
        vi: [
          `Bài đã lên ${problem.host}, nhưng trang không hiện đủ: ${problem.missing.map((one) => differenceText(one, "vi")).join("; ")}.`,
          "Bản trong thư viện còn nguyên.",
          "Hãy mở trang xem lại; nếu thiếu thật, gửi lại hoặc báo người quản trị trang.",
        ],
        en: [
          `The story is on ${problem.host}, but its page does not show all of it: ${problem.missing.map((one) => differenceText(one, "en")).join("; ")}.`,
          "The one in the library is whole.",
          "Look at the page; if something is missing, send again or tell those who run the site.",
        ],
      });
    case "nothingNew":
      return told(language, {
        vi: [
          `Đã đăng ${time(problem.publishedAt)}, không có gì mới.`,
          "Trang đang có đúng bài này.",
          "Sửa bài rồi mới cần đăng lại.",
        ],
        en: [
          `Published ${time(problem.publishedAt)}, nothing is new.`,
          "The page has this very story.",
          "Edit the story before you publish it again.",
        ],
      });
    case "notOnSite":
      return told(language, {
        vi: [
          `Máy này chưa từng đăng bài lên ${problem.host}, nên không có gì để gỡ.`,
          "Bài trong thư viện còn nguyên.",
          "Nếu bài được đăng từ máy khác, hãy gỡ ở máy ấy hoặc ngay trên trang.",
        ],
        en: [
          `This machine never published the story on ${problem.host}, so there is nothing to take down.`,
          "The one in the library is whole.",
          "If it was published from another machine, take it down there or on the site itself.",
        ],
      });
    case "aimUnknown": {
      const aim = aimName(problem.aim, language);
      return told(language, {
        vi: [
          `Nơi đăng này không ${aim} được.`,
          "Bài chưa được gửi, không mất gì.",
          "Hãy chọn cách đăng khác hoặc nơi đăng khác.",
        ],
        en: [
          `This target cannot ${aim}.`,
          "The story was not sent; nothing is lost.",
          "Choose another way to publish, or another target.",
        ],
      });
    }
    case "alreadyPublic":
      return told(language, {
        vi: [
          "Bạn đọc đang xem được bài này; để thành bản nháp hay hẹn giờ thì bài sẽ biến mất khỏi trang.",
          "Chưa đổi gì trên trang.",
          "Hãy đăng ngay bản mới, hoặc gỡ bài trước rồi mới hẹn giờ.",
        ],
        en: [
          "Readers have this story; as a draft or waiting for its hour it would vanish from the site.",
          "Nothing was changed on the site.",
          "Publish the new text now, or take the story down first and then schedule it.",
        ],
      });
    case "targetUnknown":
      return told(language, {
        vi: [
          "Nơi đăng này không còn trong Cài đặt.",
          "Bài vẫn nguyên trong thư viện.",
          "Hãy chọn nơi đăng khác, hoặc thêm lại trong Cài đặt › Nơi đăng.",
        ],
        en: [
          "This target is not in the settings any more.",
          "The story is safe in the library.",
          "Choose another target, or add it again under Settings › Targets.",
        ],
      });
    case "storyTrashed":
      return told(language, {
        vi: [
          "Bài đang ở thùng rác nên không được gửi.",
          "Bài vẫn nguyên trong thư viện.",
          "Nếu vẫn muốn đăng, hãy bấm “Lấy lại” trong thùng rác rồi đăng.",
        ],
        en: [
          "The story is in the trash, so it is not sent.",
          "The story is whole in the library.",
          "To publish it all the same, press “Restore” in the trash, then publish.",
        ],
      });
    case "preflightBlocks":
      return told(language, {
        vi: [
          `Bài còn ${problem.rules.length} việc phải làm xong trước khi đăng.`,
          "Bài chưa được gửi, không mất gì.",
          "Hãy mở thẻ Đăng: mỗi dòng dẫn tới chỗ cần sửa.",
        ],
        en: [
          `${problem.rules.length} things must be done before the story may be published.`,
          "The story was not sent; nothing is lost.",
          "Open the Publish tab: each line leads to its place.",
        ],
      });
    default:
      return assertNever(problem);
  }
}

/** What a story is to be done with on a site, as it stands in a sentence: "hẹn giờ", "schedule a story". */
function aimName(aim: Aim["kind"], language: ScreenLanguage): string {
  const vi = language === "vi";
  switch (aim) {
    case "public":
      return vi ? "đăng ngay" : "make a story public";
    case "draft":
      return vi ? "nhận bản nháp" : "take a draft";
    case "scheduled":
      return vi ? "hẹn giờ" : "schedule a story";
    case "withdrawn":
      return vi ? "gỡ bài" : "withdraw a story";
    case "killed":
      return vi ? "hủy bài" : "kill a story";
    default:
      return assertNever(aim);
  }
}

/** One thing the reader's page does not show. */
export function differenceText(difference: Difference, language: ScreenLanguage): string {
  const expected = difference.expected === "" ? "" : ` “${difference.expected}”`;
  return `${differenceName(difference.what, language)}${expected}`;
}

function differenceName(what: Difference["what"], language: ScreenLanguage): string {
  const vi = language === "vi";
  switch (what) {
    case "headline":
      return vi ? "tít" : "headline";
    case "lead":
      return vi ? "sa-pô" : "lead";
    case "paragraph":
      return vi ? "đoạn" : "paragraph";
    case "picture":
      return vi ? "ảnh" : "picture";
    case "caption":
      return vi ? "chú thích ảnh" : "caption";
    case "credit":
      return vi ? "nguồn ảnh" : "credit";
    case "altText":
      return vi ? "lời tả ảnh" : "alt text";
    case "correction":
      return vi ? "lời đính chính" : "correction";
    case "canonicalLink":
      return vi ? "đường dẫn chính thức của trang" : "canonical link";
    case "feedEntry":
      return vi ? "bài trong nguồn tin RSS" : "entry in the feed";
    case "schedule":
      return vi ? "giờ hẹn đăng" : "hour of publishing";
    case "file":
      return vi ? "tệp" : "file";
    case "stillPublic":
      return vi ? "bài vẫn còn ở" : "the story is still at";
    case "pictureStays":
      return vi
        ? "trang không cho xóa từ đây; ảnh vẫn còn ở"
        : "the site lets nobody remove it from here; the picture is still at";
    default:
      return assertNever(what);
  }
}

/** The site's own words, which end with their own full stop or get one. */
function saidVi(said: string): string {
  return said === "" ? "." : `. Trang báo: “${said}”.`;
}

function saidEn(said: string): string {
  return said === "" ? "." : ` and says: “${said}”.`;
}
