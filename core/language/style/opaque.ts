import type { Stretch } from "../checker.ts";

/** A run without a space that is longer than this is no word of any prose. */
const MOST_CHUNK_LENGTH = 400;

/** Something that only addresses, paths and code have; most chunks have none of it and are not looked at twice. */
const TRIGGER = /[@#\\_{}<>=|`~^&]|:\/\/|www\.|\.[a-z\d]/i;

const WEB_ADDRESS = /:\/\/|^[“"'(]*www\./i;
/** The ends which Vietnamese papers print without "www", and the common file names. */
const DOMAIN_OR_FILE =
  /[\p{L}\d_-]\.(?:vn|com|net|org|gov|edu|info|io|tv|me|co|eu|uk|us|fr|de|ru|cn|jp|docx?|xlsx?|pptx?|pdf|txt|csv|md|html?|css|jsx?|tsx?|json|xml|zip|rar|exe|apk|jpe?g|png|gif|webp|svg|mp[34]|avi|mov|wav)(?![\p{L}\d])/iu;
const MAIL = /[\p{L}\d]@[\p{L}\d]/u;
const HASHTAG_OR_HANDLE = /^[“"'(]*[#@][\p{L}\d_]/u;
const CODE = /[\\_{}<>=|`~^]|&#?[a-z\d]+;/i;

/** Addresses, e-mail addresses, hashtags, file names and code, in order, without the marks of the sentence around them. */
export function opaqueIn(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/g)) {
    if (chunk.length < 3 || !isOpaque(chunk)) continue;
    const opening = /^[“"'([«‘]{0,9}/.exec(chunk)![0].length;
    let end = chunk.length;
    while (end > opening && ".,;:!?)]”\"'»’…".includes(chunk[end - 1]!)) end--;
    if (end > opening) found.push({ start: index + opening, end: index + end });
  }
  return found;
}

function isOpaque(chunk: string): boolean {
  if (chunk.length > MOST_CHUNK_LENGTH) return true;
  if (!TRIGGER.test(chunk)) return false;
  return [WEB_ADDRESS, DOMAIN_OR_FILE, MAIL, HASHTAG_OR_HANDLE, CODE].some((pattern) => pattern.test(chunk));
}
