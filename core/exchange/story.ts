import type { z } from "zod";
import {
  isSlug,
  lineOf,
  textOf,
  type Article,
  type Block,
  type Line,
  type TextBlock,
} from "../article/index.ts";
import { done, failed, type Outcome } from "../bridge/outcome.ts";
import type { Rendition } from "../media/index.ts";
import { MarkupError } from "./markup.ts";
import { NINJS_PROPERTIES } from "./names.ts";
import { NinjsItem, type SentPicture } from "./ninjs.ts";
import { blocksOfXhtml, sha256OfName } from "./xhtml.ts";

/** Why an item is not taken: where, in ninjs names ("headlines[0].value"), and why, in one English sentence. */
export interface NinjsProblem {
  readonly kind: "notNinjs";
  readonly field: string;
  readonly message: string;
}

/** A ninjs item read: the article and what is said about it. Null where the item says nothing. */
export interface NinjsStory {
  readonly article: Article;
  readonly version: number | null;
  readonly pubStatus: "usable" | "withheld" | "canceled";
  readonly slug: string | null;
  readonly section: { readonly slug: string; readonly name: string } | null;
  readonly firstCreated: string | null;
  readonly versionCreated: string | null;
  readonly urgency: number | null;
  readonly marker: string | null;
  readonly pictures: readonly SentPicture[];
}

/** A story as a site takes it: everything a reader's page needs is there. */
export interface Publication extends NinjsStory {
  readonly version: number;
  readonly pubStatus: "usable";
  readonly slug: string;
  readonly section: { readonly slug: string; readonly name: string };
  readonly versionCreated: string;
}

/** The story is to be taken off the site. */
export interface Withdrawal {
  readonly pubStatus: "canceled";
  readonly id: string;
  readonly version: number;
}

/**
 * The story in a ninjs 3.1 item. Properties of the standard that we do not use are left alone; a property
 * the standard does not know is refused, for it is most often a misspelled one.
 */
export function storyOfNinjs(value: unknown): Outcome<NinjsStory, NinjsProblem> {
  const stranger = strangerIn(value);
  if (stranger !== null) return problem(stranger, "is no property of ninjs 3.1");
  const parsed = NinjsItem.safeParse(value);
  if (!parsed.success) return problemOfIssue(parsed.error.issues[0]!);
  const item = parsed.data;

  const id = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(item.uri)?.[1];
  if (id === undefined) return problem("uri", "must be “urn:uuid:” and a UUID in lower case");
  if (item.version !== undefined && !/^[1-9][0-9]{0,8}$/.test(item.version)) {
    return problem("version", "must be a whole number from 1, as text");
  }
  const language = item.language ?? "vi";
  if (!/^(?:vi|en)(?:-[A-Za-z0-9]{1,8})*$/.test(language)) {
    return problem("language", "must be Vietnamese (vi) or English (en)");
  }
  const pictures = picturesOf(item);
  if (!pictures.ok) return pictures;
  const blocks = blocksOf(item);
  if (!blocks.ok) return blocks;

  const subject = (rel: string) => item.subjects?.filter((each) => each.rel === rel) ?? [];
  const section = subject("section")[0]?.literal;
  return done({
    article: {
      id,
      details: {
        section: section ?? "",
        slug: item.slugline ?? "",
        tags: subject("tag").flatMap(({ name }) => (name === undefined ? [] : [name])),
        dateline: item.located ?? "",
        language: language.startsWith("en") ? "en" : "vi",
        stage: subject("stage")[0]?.literal === "ready" ? "ready" : "draft",
      },
      blocks: blocks.value,
    },
    version: item.version === undefined ? null : Number(item.version),
    pubStatus: item.pubStatus ?? "usable",
    slug: item.slugline ?? null,
    section: section === undefined ? null : { slug: section, name: subject("section")[0]?.name ?? section },
    firstCreated: item.firstCreated ?? null,
    versionCreated: item.versionCreated ?? null,
    urgency: item.urgency ?? null,
    marker: item.altIds?.find(({ role }) => role === "marker")?.value ?? null,
    pictures: pictures.value,
  });
}

/**
 * The same with all that a page needs: version, time, section, slug, a headline, and every picture shown
 * with at least one size. A "canceled" item needs its version alone.
 */
export function publicationOf(value: unknown): Outcome<Publication | Withdrawal, NinjsProblem> {
  const read = storyOfNinjs(value);
  if (!read.ok) return read;
  const story = read.value;
  const { version, pubStatus, slug, section, versionCreated, article } = story;
  if (version === null) return problem("version", "is missing");
  if (pubStatus === "canceled") return done({ pubStatus, id: article.id, version });
  if (pubStatus === "withheld")
    return problem("pubStatus", "is “withheld”: only usable and canceled are taken");
  if (versionCreated === null) return problem("versionCreated", "is missing");
  if (section === null) return problem("subjects", "has no subject of rel “section”");
  if (!isSlug(section.slug)) return problem("subjects", "has a section whose literal is no slug");
  if (section.name.trim() === "" || section.name.length > 80) {
    return problem("subjects", "has a section without a name of 1 to 80 characters");
  }
  if (slug === null) return problem("slugline", "is missing");
  if (!isSlug(slug))
    return problem("slugline", "must be 1 to 80 lower-case letters, digits and single hyphens");
  const hasHeadline = article.blocks.some(
    (block) => block.kind === "headline" && textOf(block.text).trim() !== "",
  );
  if (!hasHeadline) return problem("headlines", "has no headline");
  const sent = new Set(
    story.pictures.filter(({ renditions }) => renditions.length > 0).map(({ sha256 }) => sha256),
  );
  const unsent = article.blocks.find(
    (block) => block.kind === "figure" && block.picture !== null && !sent.has(block.picture.sha256),
  );
  if (unsent !== undefined)
    return problem("associations", "lacks the renditions of a picture which the text shows");
  return done({ ...story, version, pubStatus, slug, section, versionCreated });
}

// --- parts -----------------------------------------------------------------------------------

/** The blocks of the page; from the body of role "page" where there is one, else put together in its order. */
function blocksOf(item: NinjsItem): Outcome<readonly Block[], NinjsProblem> {
  const page = item.bodies?.findIndex(({ role }) => role === "page") ?? -1;
  if (page >= 0) return blocksOfBody(item, page);
  const headline = linesOfDescribed(
    item.headlines,
    "headlines",
    (role) => role === undefined || role === "main",
  );
  if (!headline.ok) return headline;
  const lead = linesOfDescribed(item.descriptions, "descriptions", (role) => role === "lead");
  if (!lead.ok) return lead;
  const main = item.bodies?.findIndex(({ role }) => role === undefined || role === "main") ?? -1;
  const text = main < 0 ? done([]) : blocksOfBody(item, main);
  if (!text.ok) return text;
  const block = (kind: TextBlock["kind"], line: Line | null): readonly Block[] =>
    line === null ? [] : [{ kind, text: line }];
  return done([
    ...block("headline", headline.value),
    ...block("lead", lead.value),
    ...text.value,
    ...block("byline", item.by === undefined || item.by === "" ? null : lineOf(item.by)),
  ]);
}

function blocksOfBody(item: NinjsItem, index: number): Outcome<readonly Block[], NinjsProblem> {
  const body = item.bodies![index]!;
  const field = `bodies[${index}]`;
  switch (body.contentType) {
    case "application/xhtml+xml":
      return readMarkup(`${field}.value`, () => blocksOfXhtml(body.value));
    case "text/plain":
    case undefined:
      return done(
        body.value
          .split(/\r\n?|\n/)
          .map((line) => line.trim())
          .filter((line) => line !== "")
          .map((line): Block => ({ kind: "paragraph", text: lineOf(line) })),
      );
    default:
      return problem(`${field}.contentType`, "must be application/xhtml+xml or text/plain");
  }
}

/** The line of a role, with its marks where it was sent with them; null when there is none. */
function linesOfDescribed(
  texts: NinjsItem["headlines"],
  name: string,
  wanted: (role: string | undefined) => boolean,
): Outcome<Line | null, NinjsProblem> {
  const found = (texts ?? []).flatMap((text, index) => (wanted(text.role) ? [{ ...text, index }] : []));
  const marked = found.find(({ contentType }) => contentType === "application/xhtml+xml");
  if (marked) {
    return readMarkup(`${name}[${marked.index}].value`, () => {
      const [block, ...more] = blocksOfXhtml(`<p>${marked.value}</p>`);
      if (block?.kind !== "paragraph" || more.length > 0) throw new MarkupError("more than one line");
      return block.text;
    });
  }
  const plain = found.find(({ contentType }) => contentType === undefined || contentType === "text/plain");
  return done(plain === undefined || plain.value === "" ? null : lineOf(plain.value));
}

const RENDITION_TYPES: readonly Rendition["mimeType"][] = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
];

function picturesOf(item: NinjsItem): Outcome<readonly SentPicture[], NinjsProblem> {
  const pictures = new Map<string, SentPicture>();
  for (const [index, association] of (item.associations ?? []).entries()) {
    const sha256 = sha256OfName(association.uri);
    if (sha256 === null) continue;
    const renditions: Rendition[] = [];
    for (const [number, rendition] of (association.renditions ?? []).entries()) {
      const field = `associations[${index}].renditions[${number}]`;
      const hash = sha256OfName(rendition.href ?? "");
      if (hash === null) return problem(`${field}.href`, "must be “nih:sha-256;” and 64 hex digits");
      const mimeType = RENDITION_TYPES.find((type) => type === rendition.contentType);
      if (mimeType === undefined)
        return problem(`${field}.contentType`, "must be a JPEG, PNG, WebP or GIF image");
      const { width, height, sizeInBytes } = rendition;
      if (width === undefined || height === undefined || sizeInBytes === undefined) {
        return problem(field, "needs width, height and sizeInBytes");
      }
      renditions.push({ sha256: hash, mimeType, widthPx: width, heightPx: height, sizeBytes: sizeInBytes });
    }
    // A picture shown twice is sent twice with the same sizes.
    if (!pictures.has(sha256) || renditions.length > 0) {
      pictures.set(sha256, { sha256, renditions: renditions.sort((a, b) => a.widthPx - b.widthPx) });
    }
  }
  return done([...pictures.values()]);
}

const PROPERTIES: ReadonlySet<string> = new Set(NINJS_PROPERTIES);

/** The first property the standard does not know, of the item or one of its associations. */
function strangerIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const own = Object.keys(value).find((name) => !PROPERTIES.has(name));
  if (own !== undefined) return shortName(own);
  const associations: unknown = (value as { associations?: unknown }).associations;
  if (!Array.isArray(associations)) return null;
  for (const [index, association] of associations.entries()) {
    if (typeof association !== "object" || association === null) continue;
    const name = Object.keys(association).find(
      (each) => !PROPERTIES.has(each) && each !== "name" && each !== "rel",
    );
    if (name !== undefined) return `associations[${index}].${shortName(name)}`;
  }
  return null;
}

function shortName(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function readMarkup<Value>(field: string, read: () => Value): Outcome<Value, NinjsProblem> {
  try {
    return done(read());
  } catch (error) {
    if (error instanceof MarkupError) return problem(field, `has ${error.message}`);
    throw error;
  }
}

function problemOfIssue(issue: z.core.$ZodIssue): { readonly ok: false; readonly problem: NinjsProblem } {
  const field = issue.path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
  return problem(field === "" ? "the item" : field, `is not valid: ${issue.message.slice(0, 200)}`);
}

function problem(field: string, message: string): { readonly ok: false; readonly problem: NinjsProblem } {
  return failed({ kind: "notNinjs", field, message: `${field} ${message}` });
}
