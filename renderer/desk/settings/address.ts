import { hostOf, type Target } from "#core/publishing";

/** Whether a typed text is the address of a site. */
export function isAddress(text: string): boolean {
  const address = text.trim();
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/**
 * The address of a place for files as it was typed: a path of a folder becomes its "file:" address, "D:\\Tin" and
 * "\\\\may-chu\\tin" too; a folder ends with "/".
 */
export function placeAddress(typed: string): string {
  const text = typed.trim();
  const escaped = (path: string) => path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  const folder = (address: string) => (address.endsWith("/") ? address : `${address}/`);
  if (/^[a-z]:[\\/]/i.test(text)) return folder(`file:///${text.slice(0, 2)}${escaped(text.slice(2))}`);
  if (text.startsWith("\\\\")) return folder(`file:${escaped(text)}`);
  if (text.startsWith("/")) return folder(`file://${escaped(text)}`);
  return /^(?:file|sftp|https?):\/\//i.test(text) ? folder(text) : text;
}

/** The same as a person reads it: a folder of this machine by its path. */
export function placeShown(address: string): string {
  if (!/^file:\/\/\//i.test(address) || !URL.canParse(address)) return address;
  const path = hostOf(address).replace(/^\/(?=[a-z]:)/i, "");
  return path.length > 1 ? path.replace(/\/$/, "") : path;
}

/** Whether an address names a place that takes files. */
export function isPlace(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "file:" || (/^(?:sftp|https?):$/.test(protocol) && hostname !== "");
}

/**
 * Whether a target's password would cross a network unencrypted: WordPress and WebDAV take it in every request, and
 * "http://" hides nothing. A site of ours and Ghost get signatures alone, and what stays on this machine crosses no network.
 */
export function sendsPasswordInClear({ kind, url }: Pick<Target, "kind" | "url">): boolean {
  if ((kind !== "wordpress" && kind !== "handover") || !isAddress(url)) return false;
  const { protocol, hostname } = new URL(url.trim());
  return protocol === "http:" && !/^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
