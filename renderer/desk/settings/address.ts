import type { Target } from "#core/publishing";

/** Whether a typed text is the address of a site. */
export function isAddress(text: string): boolean {
  const address = text.trim();
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/**
 * Whether a target's password would cross a network unencrypted: WordPress takes it in every request, and
 * "http://" hides nothing. A site of ours and Ghost get signatures alone, and what stays on this machine crosses no network.
 */
export function sendsPasswordInClear({ kind, url }: Pick<Target, "kind" | "url">): boolean {
  if (kind !== "wordpress" || !isAddress(url)) return false;
  const { protocol, hostname } = new URL(url.trim());
  return protocol === "http:" && !/^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
