/** Bytes as base64 text (RFC 4648, section 4), for the bridge. */
export function base64Of(bytes: Uint8Array): string {
  let binary = "";
  // 32 kB at a time: the argument list of a call is bounded.
  for (let at = 0; at < bytes.length; at += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return btoa(binary);
}

/** The bytes of a base64 text. @throws when it is none (the host's `atob`). */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/**
 * The text of a file: UTF-8, or UTF-16 with its mark. A mark at the front is not part of the text.
 *
 * @returns null where the bytes are no such text, those of an older encoding say (Windows-1258, TCVN3), or a file of another kind.
 */
export function textOfBytes(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(marked, { fatal: true }).decode(bytes);
  } catch {
    return null; // fatal says this alone
  }
}
