import { z } from "zod";
import {
  bylineOf,
  figuresOf,
  headlineOf,
  leadOf,
  linesOfList,
  textOf,
  wordCountOf,
  type Article,
  type Block,
  type Figure,
  type Line,
  type TextBlock,
} from "../article/index.ts";
import type { Rendition } from "../media/index.ts";
import { bodyBlocksOf, lineHtml } from "./html.ts";
import { nameOfBytes, xhtmlOf } from "./xhtml.ts";

/**
 * Stories as IPTC ninjs 3.1, the newsroom's exchange format (https://iptc.org/standards/ninjs/). Names are
 * the schema's own; `names.ts` says which newsroom word each stands for.
 */

/** The schema instances are valid against, as the standard names it. */
export const NINJS_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";
export const NINJS_TYPE = "application/json";

const Described = z.strictObject({
  role: z.string().optional(),
  contentType: z.string().optional(),
  value: z.string(),
});

const Body = Described.extend({
  charCount: z.int().min(0).optional(),
  wordCount: z.int().min(0).optional(),
});

const Subject = z.object({
  name: z.string().optional(),
  rel: z.string().optional(),
  uri: z.string().optional(),
  literal: z.string().optional(),
});

const NinjsRendition = z.object({
  name: z.string(),
  href: z.string().optional(),
  title: z.string().optional(),
  contentType: z.string().optional(),
  width: z.int().positive().max(100_000).optional(),
  height: z.int().positive().max(100_000).optional(),
  sizeInBytes: z.int().positive().optional(),
});

const AltId = z.strictObject({ role: z.string().optional(), value: z.string().optional() });

const DateTime = z.iso.datetime({ offset: true });

const Association = z.looseObject({
  name: z.string(),
  uri: z.url(),
  type: z.string().optional(),
  by: z.string().optional(),
  descriptions: z.array(Described).optional(),
  renditions: z.array(NinjsRendition).max(50).optional(),
});

/** The properties of an item that we read and write. Others of the standard may be there and are left alone. */
export const NinjsItem = z.looseObject({
  uri: z.url(),
  type: z
    .enum(["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"])
    .optional(),
  standard: z
    .strictObject({
      name: z.string().optional(),
      version: z.string().optional(),
      schema: z.string().optional(),
    })
    .optional(),
  version: z.string().optional(),
  firstCreated: DateTime.optional(),
  versionCreated: DateTime.optional(),
  embargoedUntil: DateTime.optional(),
  edNote: z.string().optional(),
  pubStatus: z.enum(["usable", "withheld", "canceled"]).optional(),
  urgency: z.int().min(1).max(9).optional(),
  language: z.string().optional(),
  headlines: z.array(Described).optional(),
  descriptions: z.array(Described).optional(),
  bodies: z.array(Body).optional(),
  subjects: z.array(Subject).max(500).optional(),
  by: z.string().optional(),
  slugline: z.string().optional(),
  located: z.string().optional(),
  associations: z.array(Association).max(1000).optional(),
  altIds: z.array(AltId).optional(),
});

export type NinjsItem = z.infer<typeof NinjsItem>;

/** The web sizes of one picture of the story. */
export interface SentPicture {
  /** SHA-256 of the original: joins it with the figures that show it. */
  readonly sha256: string;
  readonly renditions: readonly Rendition[];
}

/** What is known of a story besides its page. A draft knows nothing of it. */
export interface PublishingFacts {
  /** Version for this receiver, from 1. Without one the item is a draft. */
  readonly version?: number;
  readonly slug?: string;
  readonly section?: { readonly slug: string; readonly name: string };
  /** ISO 8601 instants. */
  readonly firstCreated?: string;
  readonly versionCreated?: string;
  /** "usable" for a published item, "withheld" for a draft, unless said. */
  readonly pubStatus?: "usable" | "withheld" | "canceled";
  /** 1 (highest) to 9. */
  readonly urgency?: number;
  /** Who made the item at the receiver: lets a sender know its own again. */
  readonly marker?: string;
  readonly pictures?: readonly SentPicture[];
  /** Not to be made public before. ISO 8601 instant. */
  readonly embargoedUntil?: string;
  /** Where the bytes of a rendition lie; where nothing is said they are named by their hash. */
  readonly placeOf?: (rendition: Rendition) => { readonly href: string; readonly title?: string };
}

/**
 * The story as a ninjs 3.1 item.
 *
 * A published item has headline, lead, byline and text each in its place. A draft has besides a body of
 * role "page" with everything in page order, empty slots too, so that the story can be read back whole.
 */
export function ninjsOf(article: Article, facts: PublishingFacts = {}): NinjsItem {
  const { details } = article;
  const draft = facts.version === undefined;
  const section = facts.section ?? (details.section === "" ? null : { slug: details.section, name: null });
  const slug = facts.slug ?? details.slug;
  const text = draft ? bodyBlocksOf(article) : shownBlocksOf(article);
  const byline = bylineOf(article);
  const known: Omit<NinjsItem, "uri"> = {
    ...(facts.version === undefined ? {} : { version: String(facts.version) }),
    ...(facts.firstCreated === undefined ? {} : { firstCreated: facts.firstCreated }),
    ...(facts.versionCreated === undefined ? {} : { versionCreated: facts.versionCreated }),
    ...(facts.embargoedUntil === undefined ? {} : { embargoedUntil: facts.embargoedUntil }),
    pubStatus: facts.pubStatus ?? (draft ? "withheld" : "usable"),
    ...(facts.urgency === undefined ? {} : { urgency: facts.urgency }),
    language: details.language,
    headlines: described("main", linesOf(article, "headline"), headlineOf(article)),
    descriptions: described("lead", linesOf(article, "lead"), leadOf(article)),
    bodies: [
      {
        role: "main",
        contentType: "application/xhtml+xml",
        charCount: charactersIn(text),
        wordCount: wordCountOf({ ...article, blocks: text }),
        value: xhtmlOf(text),
      },
      ...(draft
        ? [{ role: "page", contentType: "application/xhtml+xml", value: xhtmlOf(article.blocks) }]
        : []),
    ],
    subjects: [
      ...(section === null
        ? []
        : [
            {
              ...(section.name === null ? {} : { name: section.name }),
              rel: "section",
              literal: section.slug,
            },
          ]),
      ...details.tags.map((tag) => ({ name: tag, rel: "tag" })),
      ...(draft ? [{ rel: "stage", literal: details.stage }] : []),
    ],
    ...(byline === "" ? {} : { by: byline }),
    ...(slug === "" ? {} : { slugline: slug }),
    ...(details.dateline === "" ? {} : { located: details.dateline }),
    associations: figuresOf(article).flatMap((figure, index) => associationOf(figure, index + 1, facts)),
    ...(facts.marker === undefined ? {} : { altIds: [{ role: "marker", value: facts.marker }] }),
  };
  return {
    uri: `urn:uuid:${article.id}`,
    type: "text",
    standard: { name: "ninjs", version: "3.1", schema: NINJS_SCHEMA },
    ...known,
  };
}

/**
 * A withdrawal: the story is to be taken off the site ("canceled").
 *
 * @param version above that of the published story.
 * @param reason for those who received the story; "" says none.
 */
export function withdrawalOf(
  storyId: string,
  version: number,
  versionCreated: string,
  reason = "",
): NinjsItem {
  return {
    uri: `urn:uuid:${storyId}`,
    type: "text",
    standard: { name: "ninjs", version: "3.1", schema: NINJS_SCHEMA },
    version: String(version),
    versionCreated,
    pubStatus: "canceled",
    ...(reason.trim() === "" ? {} : { edNote: reason.trim() }),
  };
}

/** What of the text a reader gets: no empty slot, no block without a character. */
function shownBlocksOf(article: Article): readonly Block[] {
  return bodyBlocksOf(article).filter((block) => {
    if (block.kind === "figure") return block.picture !== null;
    return block.kind === "quote" || block.kind === "list" || textOf(block.text).trim() !== "";
  });
}

function linesOf(article: Article, kind: TextBlock["kind"]): Line {
  const lines = article.blocks
    .filter((block): block is TextBlock => block.kind === kind && textOf(block.text).trim() !== "")
    .map((block) => block.text);
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: " " }, ...line]));
}

/** The text plain, and with its marks where it has any. */
function described(
  role: string,
  line: Line,
  plain: string,
): { role: string; contentType: string; value: string }[] {
  if (plain === "") return [];
  const marked = line.some((span) => span.bold || span.italic || span.link || span.language);
  return [
    { role, contentType: "text/plain", value: plain },
    ...(marked ? [{ role, contentType: "application/xhtml+xml", value: lineHtml(line, "<br/>") }] : []),
  ];
}

function associationOf(
  figure: Figure,
  number: number,
  facts: PublishingFacts,
): readonly NonNullable<NinjsItem["associations"]>[number][] {
  const { picture } = figure;
  if (picture === null) return [];
  const renditions = facts.pictures?.find(({ sha256 }) => sha256 === picture.sha256)?.renditions ?? [];
  const credit = textOf(figure.credit).trim();
  const texts = [
    { role: "caption", value: textOf(figure.caption).trim() },
    { role: "creditline", value: credit },
    { role: "altText", value: textOf(figure.altText).trim() },
  ].filter(({ value }) => value !== "");
  return [
    {
      name: `picture-${number}`,
      uri: nameOfBytes(picture.sha256),
      type: "picture",
      ...(credit === "" ? {} : { by: credit }),
      descriptions: texts.map(({ role, value }) => ({ role, contentType: "text/plain", value })),
      ...(renditions.length === 0
        ? {}
        : {
            renditions: renditions.map((rendition) => ({
              name: `w${rendition.widthPx}`,
              ...(facts.placeOf?.(rendition) ?? { href: nameOfBytes(rendition.sha256) }),
              contentType: rendition.mimeType,
              width: rendition.widthPx,
              height: rendition.heightPx,
              sizeInBytes: rendition.sizeBytes,
            })),
          }),
    },
  ];
}

/** Characters of the text, captions left out. */
function charactersIn(blocks: readonly Block[]): number {
  const lines = (block: Block): readonly Line[] => {
    switch (block.kind) {
      case "figure":
        return [];
      case "quote":
        return block.paragraphs;
      case "list":
        return linesOfList(block);
      default:
        return [block.text];
    }
  };
  return blocks.flatMap(lines).reduce((sum, line) => sum + [...textOf(line)].length, 0);
}
