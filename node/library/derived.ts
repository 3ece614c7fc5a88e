import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article } from "#core/article";
import { articleHtml, ninjsOf, storyOfNinjs } from "#core/exchange";
import { canonicalJson } from "#core/library";
import { writeWhole } from "./disk.ts";
import { HTML_FILE, JSON_FILE, TRASH_FILE, statOrNull } from "./folders.ts";

/**
 * The SHA-256 of an article's canonical JSON, lower-case hex: the same for equal articles on every machine.
 * A receipt keeps it to tell whether the story was edited since.
 */
export function articleSha256(article: Article): string {
  return createHash("sha256").update(canonicalJson(article)).digest("hex");
}

/** What `story.json` says of a story, as far as the library itself reads it back. */
export interface StoredArticle {
  readonly article: Article;
  /** Of the article as the log had it; `article` itself may have lost a link the exchange format does not know. */
  readonly articleSha256: string;
  readonly changedAt: string;
  /** Length of the log it was made from; equal to the log's length when nothing came after. */
  readonly logBytes: number;
}

/**
 * Writes `story.json`, a ninjs item for a person and for other programs, and `story.html` for any browser. The key
 * "morasse" says which state of the log they show. What is in the way of one of them does not keep the other.
 *
 * @throws what the system says.
 */
export async function writeDerived(
  path: string,
  article: Article,
  state: { readonly changedAt: string; readonly logBytes: number },
): Promise<void> {
  const item = {
    ...ninjsOf(article, { versionCreated: state.changedAt }),
    morasse: { logBytes: state.logBytes, articleSha256: articleSha256(article) },
  };
  const written = await Promise.allSettled([
    writeWhole(join(path, JSON_FILE), `${JSON.stringify(item, null, 2)}\n`),
    writeWhole(join(path, HTML_FILE), articleHtml(article)),
  ]);
  for (const file of written) if (file.status === "rejected") throw file.reason;
}

/** The article in `story.json`; null when there is none or it is no ninjs story. Without our key it is taken as it is. */
export async function readJson(path: string): Promise<StoredArticle | null> {
  const file = join(path, JSON_FILE);
  const stat = await statOrNull(file);
  if (!stat?.isFile()) return null;
  const item = parsed(await readFile(file, "utf8"));
  if (typeof item !== "object" || item === null) return null;
  const { morasse, ...ninjs } = item as Record<string, unknown>;
  const story = storyOfNinjs(ninjs);
  if (!story.ok) return null;
  const { article, versionCreated } = story.value;
  const logBytes = fieldOf(morasse, "logBytes");
  const sha256 = fieldOf(morasse, "articleSha256");
  return {
    article,
    articleSha256: typeof sha256 === "string" ? sha256 : articleSha256(article),
    changedAt: new Date(versionCreated ?? stat.mtime).toISOString(),
    logBytes: typeof logBytes === "number" ? logBytes : 0,
  };
}

/** Since when the story lies in the trash; null when it does not. A note that cannot be read counts from the file's time. */
export async function readTrashed(path: string): Promise<string | null> {
  const file = join(path, TRASH_FILE);
  const stat = await statOrNull(file);
  if (!stat) return null;
  const trashedAt = stat.isFile() ? fieldOf(parsed(await readFile(file, "utf8")), "trashedAt") : null;
  return isInstant(trashedAt) ? trashedAt : stat.mtime.toISOString();
}

export async function writeTrashed(path: string, trashedAt: string): Promise<void> {
  await writeWhole(join(path, TRASH_FILE), `${JSON.stringify({ trashedAt })}\n`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // cut or foreign: as if it were not there
    throw error;
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function isInstant(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
