import { textOf, type Line, type Span } from "../article/index.ts";

/** A caption as it is printed under a picture: what happens on it, then who took it. */
export interface PrintedCaption {
  /** The caption as typed, with a full stop where a credit follows and it had no final mark. */
  readonly caption: Line;
  /** "Ảnh: Mạnh Nguyên"; "" when there is no credit. */
  readonly credit: string;
}

const LABELS = { vi: "Ảnh", en: "Photo" } as const;

/** The label as it may have been typed before a credit, in either language. */
const TYPED_LABEL = /^(?:Ảnh|Photo)\s*:\s*/iu;

/** A sentence is closed by one of these, or by one of these inside closing quotes or brackets. */
const CLOSED = /[.!?…:;]["'”’»)\]]*$/u;

/**
 * The one way a caption and its credit are put together everywhere: "{caption}. Ảnh: {credit}".
 *
 * The full stop is added only where a credit follows and the caption does not end with a final mark. A
 * credit typed with its label ("Ảnh: An") is not labelled twice. Both come out composed (Unicode NFC).
 */
export function printedCaption(caption: Line, credit: Line, language: "vi" | "en"): PrintedCaption {
  const name = textOf(credit).normalize("NFC").trim().replace(TYPED_LABEL, "");
  const typed = trimmedEnd(caption).map((span) => ({ ...span, text: span.text.normalize("NFC") }));
  const open = typed.length > 0 && !CLOSED.test(textOf(typed));
  return {
    caption: open && name !== "" ? [...typed.slice(0, -1), withStop(typed.at(-1)!)] : typed,
    credit: name === "" ? "" : `${LABELS[language]}: ${name}`,
  };
}

/** Whether a credit was typed with its label ("Ảnh: An"), so that none is printed before it. */
export function hasLabel(credit: string): boolean {
  return TYPED_LABEL.test(credit.normalize("NFC").trim());
}

/** The same as one line of text: "Trung tướng chủ trì hội nghị. Ảnh: Mạnh Nguyên". */
export function captionText(caption: Line, credit: Line, language: "vi" | "en"): string {
  const printed = printedCaption(caption, credit, language);
  return [textOf(printed.caption).trim(), printed.credit].filter((part) => part !== "").join(" ");
}

function withStop(span: Span): Span {
  return { ...span, text: `${span.text}.` };
}

function trimmedEnd(line: Line): Line {
  const spans = [...line];
  for (let last = spans.at(-1); last; last = spans.at(-1)) {
    const text = last.text.trimEnd();
    if (text === last.text) break;
    spans.pop();
    if (text !== "") spans.push({ ...last, text });
  }
  return spans;
}
