import { basename } from "node:path";

/** What the network and the machines on it say of a download that cannot be had. */
const UNREACHABLE: ReadonlySet<unknown> = new Set([
  ...["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"],
  ...["EPIPE", "ERR_GOT_REQUEST_ERROR", "ERR_NON_2XX_3XX_RESPONSE"],
]);

/**
 * Why an installer could not be made for want of a download, and what to do; null where something else went wrong.
 *
 * @param electron the version of the runtime that is packed, null where it lies on this machine already.
 */
export function downloadMissingText(
  error: unknown,
  electron: string | null,
  language: "vi" | "en",
): string | null {
  if (!(error instanceof Error)) return null;
  const { code, options } = error as {
    readonly code?: unknown;
    readonly options?: { readonly url?: unknown };
  };
  if (!UNREACHABLE.has(code)) return null;
  const url = URL.canParse(String(options?.url)) ? new URL(String(options?.url)) : null;
  const vi = language === "vi";
  const tools = vi ? "công cụ tạo bộ cài" : "the tools that make installers";
  const runtime = vi ? `bản chạy Electron ${electron}` : `the runtime of Electron ${electron}`;
  const what = `${electron === null ? tools : runtime}${url === null ? "" : ` (${basename(url.pathname)}, ${url.host})`}`;
  if (electron !== null)
    return vi
      ? `Không tải được ${what}. Hãy nối mạng rồi chạy lại, hoặc giải nén bản ấy ra một thư mục và cho thư mục đó ở ELECTRON_OVERRIDE_DIST_PATH.`
      : `${what.replace("the", "The")} cannot be fetched. Connect to a network and try again, or unpack it and give its folder in ELECTRON_OVERRIDE_DIST_PATH.`;
  return vi
    ? `Không tải được ${what}. Hãy nối mạng rồi chạy lại; thư mục không đóng gói thì tạo được không cần mạng: npm run package -- --dir.`
    : `${what.replace("the", "The")} cannot be fetched. Connect to a network and try again; the unpacked folder needs none: npm run package -- --dir.`;
}
