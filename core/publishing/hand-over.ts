import { z } from "zod";
import { headlineOf, isSlug, textOf, type Article, type Figure } from "../article/index.ts";
import {
  articleHtml,
  newsmlOf,
  ninjsOf,
  takenBackHtml,
  withdrawalOf,
  type NewsmlFacts,
  type PlacedPicture,
} from "../exchange/index.ts";
import type { Rendition } from "../media/index.ts";
import { isTakingDown, type HandOverFormat, type HandOverTarget } from "./job.ts";
import type { RemotePicture, StoryToSend } from "./target.ts";

/**
 * A story handed over as files, for agencies, print systems and other editorial systems:
 *
 *     gia-xang-giam-5f0c8f5e/      one folder for each story, for good
 *       manifest.json              what counts: every file with size and SHA-256, version, guid
 *       pictures/<hash>-1024.jpg   named by their bytes
 *       v3-1a2b3c4d/               the text of this version
 *         story.json               ninjs 3.1
 *         story.newsml.xml         NewsML-G2
 *         index.html               for any browser
 *
 * The manifest is put in its place last, whole, by one rename: a receiver that goes by it never meets half a story.
 * No file that it names changes any more; what it names no longer is cleared away after it.
 */

export const MANIFEST = "manifest.json";
export const PICTURES = "pictures";
/** Largest manifest that is read: far above that of a story with a hundred pictures. */
export const MOST_MANIFEST_BYTES = 1024 * 1024;

const FORMAT = "morasse-handover/1";

/** A path inside a story's folder. Nothing else that a server names is ever touched. */
const HandOverPath = z
  .string()
  .regex(/^(?:v[1-9][0-9]{0,8}-[0-9a-z]{1,8}|pictures)\/[a-z0-9][a-z0-9.-]{0,120}$/);

const HandedFile = z.object({
  path: HandOverPath,
  role: z.enum(["ninjs", "newsml", "html", "picture"]),
  type: z.string(),
  sizeBytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a picture: SHA-256 of the original it was made of, its measures and its words. */
  picture: z
    .object({
      original: z.string(),
      widthPx: z.int(),
      heightPx: z.int(),
      caption: z.string(),
      credit: z.string(),
      altText: z.string(),
    })
    .exactOptional(),
});

export type HandedFile = z.infer<typeof HandedFile>;

export const HandOverManifest = z.object({
  format: z.literal(FORMAT),
  guid: z.string(),
  version: z.int().positive(),
  standing: z.enum(["public", "scheduled", "withdrawn", "killed"]),
  pubStatus: z.enum(["usable", "canceled"]),
  reason: z.string().exactOptional(),
  embargoedUntil: z.iso.datetime().exactOptional(),
  headline: z.string(),
  language: z.string(),
  /** Whose version it is: one for each job of a desk. */
  marker: z.string(),
  changedAt: z.iso.datetime(),
  files: z.array(HandedFile).max(10_000),
});

export type HandOverManifest = z.infer<typeof HandOverManifest>;

/** The manifest in these bytes, or null when they are none of ours. */
export function manifestIn(text: string): HandOverManifest | null {
  try {
    const read = HandOverManifest.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const STEM = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MOST_STEM = 120;

/** Whether a name can be that of a story's folder: it leads nowhere else. */
export function isStem(name: string): boolean {
  return name.length <= MOST_STEM && STEM.test(name);
}

/**
 * Name of a story's folder: "gia-xang-giam-5f0c8f5e".
 *
 * @param whole with the whole id, where the short name is another story's.
 */
export function stemOf(slug: string, storyId: string, whole = false): string {
  const id = (whole ? storyId : storyId.slice(0, 8)).toLowerCase().replace(/[^a-z0-9-]/g, "");
  const name = isSlug(slug) ? slug : "bai";
  return `${name}-${id}`;
}

/** Whether a folder of this name may be the story's, whatever its headline was. */
export function mayBeStem(name: string, storyId: string): boolean {
  const id = storyId.toLowerCase();
  return isStem(name) && (name.endsWith(`-${id.slice(0, 8)}`) || name.endsWith(`-${id}`));
}

const EXTENSIONS: Readonly<Record<Rendition["mimeType"], string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
};

/** "pictures/0a1b2c3d4e5f6071-1024.jpg": equal names are equal bytes. */
export function pathOfRendition({ sha256, widthPx, mimeType }: Rendition): string {
  return `${PICTURES}/${sha256.slice(0, 16)}-${widthPx}.${EXTENSIONS[mimeType]}`;
}

/** "v3-1a2b3c4d": two desks that make the same version never write into the same file. */
export function folderOfVersion({ version, marker }: Pick<StoryToSend, "version" | "marker">): string {
  const maker = marker
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .slice(0, 8);
  return `v${version}-${maker === "" ? "0" : maker}`;
}

/** The version in such a name, or null when it is none. */
export function versionOfFolder(name: string): number | null {
  const match = /^v([1-9][0-9]{0,8})-[0-9a-z]{1,8}$/.exec(name);
  return match === null ? null : Number(match[1]);
}

/** A text of the story as a file, and what it is. */
export interface TextFile {
  readonly path: string;
  readonly role: HandOverFormat;
  readonly type: string;
  readonly text: string;
}

/**
 * The texts of this version in the asked formats; of a story that is taken down, that it is.
 *
 * @param addressOf where a file of the story's folder lies, for ninjs, which asks for whole addresses.
 */
export function textsOf(
  story: StoryToSend,
  pictures: readonly RemotePicture[],
  formats: HandOverTarget["formats"],
  addressOf: (path: string) => string,
): readonly TextFile[] {
  const folder = folderOfVersion(story);
  const placed = pictures.map(({ sha256, renditions }): PlacedPicture => ({
    sha256,
    renditions: renditions.map((one) => ({ ...one, href: `../${pathOfRendition(one)}` })),
  }));
  const files: Readonly<Record<HandOverFormat, () => Omit<TextFile, "role">>> = {
    html: () => ({ path: `${folder}/index.html`, type: "text/html", text: pageOf(story, placed) }),
    newsml: () => ({
      path: `${folder}/story.newsml.xml`,
      type: "application/xml",
      text: newsmlOf(story.article, newsmlFacts(story, placed)),
    }),
    ninjs: () => ({
      path: `${folder}/story.json`,
      type: "application/json",
      text: `${JSON.stringify(itemOf(story, pictures, addressOf), null, 2)}\n`,
    }),
  };
  // The page first, what machines read last: who goes by a single file finds its pictures there.
  return (["html", "newsml", "ninjs"] as const)
    .filter((role) => formats.includes(role))
    .map((role) => ({ role, ...files[role]() }));
}

/** The manifest of a version. The same story gives the same bytes. */
export function manifestOf(story: StoryToSend, files: readonly HandedFile[]): string {
  const { aim, article } = story;
  const manifest: HandOverManifest = {
    format: FORMAT,
    guid: guidOf(story.storyId),
    version: story.version,
    standing: aim.kind === "draft" ? "public" : aim.kind,
    pubStatus: isTakingDown(aim) ? "canceled" : "usable",
    ...(isTakingDown(aim) && aim.reason.trim() !== "" ? { reason: aim.reason.trim() } : {}),
    ...(aim.kind === "scheduled" ? { embargoedUntil: aim.at } : {}),
    headline: headlineOf(article),
    language: article.details.language,
    marker: story.marker,
    changedAt: story.versionAt,
    files: [...files],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function guidOf(storyId: string): string {
  return `urn:uuid:${storyId}`;
}

/** What the manifest says of the renditions of the story's pictures, with the words each is first shown with. */
export function handedPictures(article: Article, pictures: readonly RemotePicture[]): readonly HandedFile[] {
  const files = pictures.flatMap(({ sha256, renditions }) =>
    renditions.map((rendition): HandedFile => ({
      path: pathOfRendition(rendition),
      role: "picture",
      type: rendition.mimeType,
      sizeBytes: rendition.sizeBytes,
      sha256: rendition.sha256,
      picture: {
        original: sha256,
        widthPx: rendition.widthPx,
        heightPx: rendition.heightPx,
        ...wordsOf(article, sha256),
      },
    })),
  );
  // Two originals may have one small rendition in common.
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function wordsOf(article: Article, sha256: string) {
  const figure = article.blocks.find(
    (block): block is Figure => block.kind === "figure" && block.picture?.sha256 === sha256,
  );
  const text = (line: Figure["caption"] | undefined) => (line === undefined ? "" : textOf(line).trim());
  return { caption: text(figure?.caption), credit: text(figure?.credit), altText: text(figure?.altText) };
}

function pageOf({ article, aim }: StoryToSend, placed: readonly PlacedPicture[]): string {
  if (isTakingDown(aim)) return takenBackHtml(article, aim.kind, aim.reason);
  const blocks = article.blocks.filter((block) => block.kind !== "figure" || block.picture !== null);
  return articleHtml(
    { ...article, blocks },
    {
      picture: ({ picture }) => {
        const renditions = placed.find((one) => one.sha256 === picture?.sha256)?.renditions ?? [];
        const widest = renditions.at(-1);
        if (widest === undefined) return null;
        return {
          src: widest.href,
          widthPx: widest.widthPx,
          heightPx: widest.heightPx,
          srcset: renditions.map(({ href, widthPx }) => `${href} ${widthPx}w`).join(", "),
          sizes: "(min-width: 42rem) 42rem, 100vw",
        };
      },
    },
  );
}

function newsmlFacts(story: StoryToSend, pictures: readonly PlacedPicture[]): NewsmlFacts {
  const { aim } = story;
  return {
    version: story.version,
    slug: story.slug,
    section: story.section,
    firstCreated: story.firstPublishedAt ?? story.versionAt,
    versionCreated: story.versionAt,
    pictures,
    ...(aim.kind === "scheduled" ? { embargoedUntil: aim.at } : {}),
    ...(isTakingDown(aim) ? { canceled: { reason: aim.reason, picturesToo: aim.kind === "killed" } } : {}),
  };
}

function itemOf(story: StoryToSend, pictures: readonly RemotePicture[], addressOf: (path: string) => string) {
  const { aim } = story;
  if (isTakingDown(aim)) return withdrawalOf(story.storyId, story.version, story.versionAt, aim.reason);
  return ninjsOf(story.article, {
    version: story.version,
    slug: story.slug,
    section: story.section,
    firstCreated: story.firstPublishedAt ?? story.versionAt,
    versionCreated: story.versionAt,
    marker: story.marker,
    ...(aim.kind === "scheduled" ? { embargoedUntil: aim.at } : {}),
    pictures: pictures.map(({ sha256, renditions }) => ({ sha256, renditions })),
    placeOf: (rendition) => {
      const path = pathOfRendition(rendition);
      return { href: addressOf(path), title: `../${path}` };
    },
  });
}
