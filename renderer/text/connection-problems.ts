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
      if (kind === "ghost")
        return told(language, {
          vi: [
            `${problem.host} không nhận khóa này.`,
            "",
            "Hãy chép lại nguyên khóa quản trị từ phần tích hợp trong Ghost: 24 ký tự, dấu hai chấm, rồi 64 ký tự. Nếu khóa đã bị thu hồi, tạo khóa mới.",
          ],
          en: [
            `${problem.host} does not accept this key.`,
            "",
            "Copy the whole admin key from the integration in Ghost once more: 24 characters, a colon, 64 characters. If it was revoked, make a new one.",
          ],
        });
      return kind === "site"
        ? told(language, {
            vi: [
              `${problem.host} không nhận khóa này.`,
              "",
              "Hãy chép lại nguyên nội dung tệp “secret” của trang; xem cả giờ của máy này.",
            ],
            en: [
              `${problem.host} does not accept this key.`,
              "",
              "Copy all that the site’s file “secret” holds once more, and check this machine’s clock.",
            ],
          })
        : told(language, {
            vi: [
              `${problem.host} không nhận tên đăng nhập hoặc mật khẩu này.`,
              "",
              "Hãy gõ lại; nếu mật khẩu ứng dụng đã bị thu hồi, tạo mật khẩu mới trong WordPress.",
            ],
            en: [
              `${problem.host} does not accept this user name or password.`,
              "",
              "Type them again; if the application password was revoked, make a new one in WordPress.",
            ],
          });
    case "notAllowed":
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
