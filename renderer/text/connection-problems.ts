import { assertNever } from "#core/bridge";
import type { PublishProblem, Target } from "#core/publishing";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";
import { publishProblemTold } from "./publish-problems.ts";

/** Why a connection test failed. No story is on its way in a test, so none is spoken of. */
export function connectionProblemTold(
  problem: PublishProblem,
  kind: Target["kind"],
  language: ScreenLanguage,
): Told {
  switch (problem.kind) {
    case "siteUnreachable":
      return told(language, {
        vi: [
          `Không nối được với ${problem.host}.`,
          "",
          "Hãy kiểm tra địa chỉ và mạng của máy này rồi thử lại.",
        ],
        en: [
          `No connection to ${problem.host}.`,
          "",
          "Check the address and this machine’s network, then test again.",
        ],
      });
    case "certificateRefused":
      return told(language, {
        vi: [
          `Không nối an toàn được với ${problem.host}: máy này không tin chứng chỉ của trang.`,
          "Mật khẩu chưa được gửi đi.",
          "Hãy xem lại giờ của máy và địa chỉ; nếu đều đúng, báo người quản trị trang thay chứng chỉ.",
        ],
        en: [
          `No safe connection to ${problem.host}: this machine does not trust the site’s certificate.`,
          "The password was not sent.",
          "Check this machine’s clock and the address; if both are right, ask those who run the site to renew the certificate.",
        ],
      });
    case "siteSlow": {
      const seconds = Math.max(1, Math.round(problem.waitedMs / 1000));
      return told(language, {
        vi: [`${problem.host} không trả lời sau ${seconds} giây.`, "", "Hãy kiểm tra địa chỉ rồi thử lại."],
        en: [
          `${problem.host} did not answer within ${seconds} seconds.`,
          "",
          "Check the address and test again.",
        ],
      });
    }
    case "siteBusy":
      return told(language, {
        vi: [
          `${problem.host} đang quá tải hoặc bảo trì.`,
          "",
          "Hãy thử lại sau ít phút; nếu vẫn vậy, báo người quản trị trang.",
        ],
        en: [
          `${problem.host} is overloaded or under maintenance.`,
          "",
          "Test again in some minutes; if it stays so, tell those who run the site.",
        ],
      });
    case "siteMoved":
      return told(language, {
        vi: [
          `${problem.host} chuyển sang địa chỉ khác: ${problem.location}.`,
          "Mật khẩu không bị đưa sang địa chỉ lạ.",
          "Nếu đúng là trang của mình, hãy điền địa chỉ đó vào ô Địa chỉ rồi thử lại.",
        ],
        en: [
          `${problem.host} sends us to another address: ${problem.location}.`,
          "The password was not shown to the other address.",
          "If it is your site, put that address into the Address field and test again.",
        ],
      });
    case "notTheApi":
      return told(language, {
        vi: [
          `${problem.host} trả về một trang khác, không phải cổng nhận bài.`,
          "",
          "Thường là gõ sai địa chỉ hoặc trang đăng nhập Wi-Fi. Hãy mở địa chỉ bằng trình duyệt để xem.",
        ],
        en: [
          `${problem.host} answers with some other page, not with its publishing interface.`,
          "",
          "Often it is a mistyped address or a Wi-Fi sign-in page. Look at the address in a browser.",
        ],
      });
    case "signInRefused":
      return signInTold(problem.host, kind, language);
    case "hostKeyUnknown":
      return told(language, {
        vi: [
          `${problem.host} đưa ra khóa ${problem.fingerprint}.`,
          "Chưa gửi gì, mật khẩu cũng chưa.",
          "Hãy so với khóa người quản trị máy chủ cho; đúng thì bấm “Tin khóa này”.",
        ],
        en: [
          `${problem.host} shows the key ${problem.fingerprint}.`,
          "Nothing was sent, no password either.",
          "Compare it with the one from those who run the server; if it is the same, press “Trust this key”.",
        ],
      });
    case "hostKeyChanged":
      return told(language, {
        vi: [
          `${problem.host} đưa ra khóa ${problem.fingerprint}, khác với khóa đã tin (${problem.trusted}).`,
          "Chưa gửi gì, mật khẩu cũng chưa.",
          "Có thể máy chủ được cài lại, cũng có thể có kẻ đứng giữa. Chỉ tin khóa mới khi người quản trị máy chủ xác nhận.",
        ],
        en: [
          `${problem.host} shows the key ${problem.fingerprint}, another than the trusted one (${problem.trusted}).`,
          "Nothing was sent, no password either.",
          "The server may be a new one, or somebody stands in between. Trust it only when those who run the server say so.",
        ],
      });
    case "folderGone":
      return told(language, {
        vi: [
          `Không thấy thư mục ${problem.path}.`,
          "",
          "Hãy xem lại đường dẫn; nếu là ổ chung hay ổ rời, nối lại rồi thử lại.",
        ],
        en: [
          `The folder ${problem.path} is not there.`,
          "",
          "Check the path; if it is a share or a drive, connect it and test again.",
        ],
      });
    case "placeFull":
      return told(language, {
        vi: [`Ổ đĩa của ${problem.host} đã đầy.`, "", "Hãy dọn chỗ ở đó, hoặc báo người quản trị."],
        en: [`The disk of ${problem.host} is full.`, "", "Make room there, or tell those who run it."],
      });
    case "notAllowed":
      if (kind === "handover") {
        return told(language, {
          vi: [
            `Không được phép ghi tệp vào ${problem.host}.`,
            "",
            "Hãy xem quyền của thư mục, hoặc xin người quản trị cấp quyền ghi và xóa.",
          ],
          en: [
            `Files may not be left in ${problem.host}.`,
            "",
            "Check the permissions of the folder, or ask those who run it for the right to write and delete there.",
          ],
        });
      }
      return told(language, {
        vi: [
          `Tài khoản trên ${problem.host} không có quyền cần thiết.`,
          "",
          "Hãy xin người quản trị trang cấp quyền (vai trò Tác giả trở lên), hoặc dùng tài khoản khác.",
        ],
        en: [
          `The account on ${problem.host} lacks the rights it needs.`,
          "",
          "Ask those who run the site for them (the role Author or above), or use another account.",
        ],
      });
    default:
      // The others come of sending a story, and a test sends none.
      return publishProblemTold(problem, language, (instant) => instant);
  }
}

/** The sign-in was refused: what it is made of is another thing at each kind of target. */
function signInTold(host: string, kind: Target["kind"], language: ScreenLanguage): Told {
  switch (kind) {
    case "site":
      return told(language, {
        vi: [
          `${host} không nhận khóa này.`,
          "",
          "Hãy chép lại nguyên nội dung tệp “secret” của trang; xem cả giờ của máy này.",
        ],
        en: [
          `${host} does not accept this key.`,
          "",
          "Copy all that the site’s file “secret” holds once more, and check this machine’s clock.",
        ],
      });
    case "wordpress":
      return told(language, {
        vi: [
          `${host} không nhận tên đăng nhập hoặc mật khẩu này.`,
          "",
          "Hãy gõ lại; nếu mật khẩu ứng dụng đã bị thu hồi, tạo mật khẩu mới trong WordPress.",
        ],
        en: [
          `${host} does not accept this user name or password.`,
          "",
          "Type them again; if the application password was revoked, make a new one in WordPress.",
        ],
      });
    case "ghost":
      return told(language, {
        vi: [
          `${host} không nhận khóa này.`,
          "",
          "Hãy chép lại nguyên khóa quản trị từ phần tích hợp trong Ghost: 24 ký tự, dấu hai chấm, rồi 64 ký tự. Nếu khóa đã bị thu hồi, tạo khóa mới.",
        ],
        en: [
          `${host} does not accept this key.`,
          "",
          "Copy the whole admin key from the integration in Ghost once more: 24 characters, a colon, 64 characters. If it was revoked, make a new one.",
        ],
      });
    case "handover":
      return told(language, {
        vi: [
          `${host} không nhận tên đăng nhập, mật khẩu hoặc khóa riêng này.`,
          "",
          "Hãy gõ lại; khóa riêng phải dán nguyên cả tệp và không được đặt mật khẩu.",
        ],
        en: [
          `${host} does not accept this user name, password or private key.`,
          "",
          "Type them again; a private key is pasted whole and must have no passphrase.",
        ],
      });
    default:
      return assertNever(kind);
  }
}
