import { textOf, type Line } from "../article/index.ts";

const COPY = { vi: "bản sao", en: "copy" } as const;

/**
 * The headline of a story's copy: "Giá xăng giảm" gives "Giá xăng giảm (bản sao)", and "Giá xăng giảm (bản sao 2)" when
 * there is such a story already; so does a copy of the copy. An empty headline stays empty.
 *
 * @param isTaken whether a story has this headline.
 */
export function copyHeadline(
  headline: Line,
  language: "vi" | "en",
  isTaken: (headline: string) => boolean,
): Line {
  const last = headline.at(-1);
  if (last === undefined || textOf(headline).trim() === "") return headline;
  const mark = COPY[language];
  const text = last.text.trimEnd().replace(new RegExp(`\\s*\\(${mark}(?: \\d+)?\\)$`, "u"), "");
  const line = [...headline.slice(0, -1), { ...last, text }].filter((span) => span.text !== "");
  for (let number = 1; ; number++) {
    const copy = [...line, { text: ` (${number === 1 ? mark : `${mark} ${number}`})` }];
    if (!isTaken(textOf(copy).trim())) return copy;
  }
}
