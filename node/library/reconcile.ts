import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { EMPTY_DETAILS, articleOf, type Article } from "#core/article";
import { summaryOf, type StorySummary } from "#core/library";
import { standingOf, type Receipt } from "#core/publishing";
import { articleSha256, readJson, readTrashed } from "./derived.ts";
import { isMissing, problemOf } from "./disk.ts";
import { idInName, stampsOf, storyFolders, type FoundFolder, type PassedOver } from "./folders.ts";
import type { Entry } from "./index-file.ts";
import { mendStory, readStory } from "./reading.ts";
import { putReceiptsAside, readReceipts } from "./receipts.ts";
import type { Shelf } from "./shelf.ts";

/** What a story's folder says of it, read for the list. */
export interface Glance {
  readonly entry: Entry;
  /** Null when nothing in the folder could be read. */
  readonly article: Article | null;
}

/**
 * Looks at a story's folder without changing it. `story.json` stands for the log as long as the log has not grown
 * since it was made: a long log takes many times as long to read.
 *
 * @param spareId for a folder that nothing gives an id.
 */
export async function glanceAt(root: string, folder: string, spareId: () => string): Promise<Glance> {
  const path = join(root, folder);
  const facts = { ...(await stampsOf(path)), folder, trashedAt: await readTrashed(path) };
  const json = await readJson(path);
  if (json && json.logBytes === facts.logBytes) return glanceOf(path, facts, json);
  const reading = await readStory(path);
  if ("missing" in reading) {
    const id = idInName(folder) ?? spareId();
    return { article: null, entry: { ...facts, summary: unreadable(id, facts) } };
  }
  const article = articleOf(reading.id ?? spareId(), reading.doc);
  return glanceOf(path, facts, { article, changedAt: reading.changedAt });
}

async function glanceOf(
  path: string,
  facts: EntryFacts,
  story: { readonly article: Article; readonly changedAt: string; readonly articleSha256?: string },
): Promise<Glance> {
  const sent = await lastSent(path, facts);
  return { article: story.article, entry: entryOf(facts, story, sent) };
}

/** What of an entry does not come from the article. */
export type EntryFacts = Omit<Entry, "summary"> & { readonly trashedAt: string | null };

/** Hash of the article as readers last got it, null where no site shows it to them. */
export async function lastSent(path: string, facts: Pick<Entry, "receiptsTime">): Promise<string | null> {
  if (facts.receiptsTime === 0) return null;
  // The newest of each site says how the story stands there.
  const standing = new Map((await readReceipts(path)).map((receipt) => [receipt.targetId, receipt]));
  const isOut = (receipt: Receipt) => standingOf(receipt, new Date()).kind === "public";
  const out = [...standing.values()].filter(isOut);
  return (
    out.toSorted((one, other) => one.publishedAt.localeCompare(other.publishedAt)).at(-1)?.articleSha256 ??
    null
  );
}

/** The list's entry of a story whose article is known. */
export function entryOf(
  { trashedAt, ...facts }: EntryFacts,
  story: { readonly article: Article; readonly changedAt: string; readonly articleSha256?: string },
  sent: string | null,
): Entry {
  const summary = summaryOf(story.article, {
    changedAt: story.changedAt,
    trashedAt,
    queued: false,
    sent:
      sent === null
        ? null
        : { articleSha256: sent, nowSha256: story.articleSha256 ?? articleSha256(story.article) },
  });
  return {
    folder: facts.folder,
    logBytes: facts.logBytes,
    logTime: facts.logTime,
    receiptsTime: facts.receiptsTime,
    summary,
  };
}

/** What the walk over the folders needs of the library. */
export interface Reconciling {
  readonly root: string;
  readonly shelf: Shelf;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Stories open in this process: what is on disk of them is older than what is known. */
  isOpen(id: string): boolean;
  changed(summary: StorySummary): void;
  gone(id: string): void;
  readonly passedOver: PassedOver;
  /** True when the library is closing or away. */
  stopped(): boolean;
}

/** Stories put into the index in one transaction; small enough that the list answers in between. */
const TOGETHER = 32;

/**
 * Brings the list in step with the folders, in small steps: new, changed, moved and vanished stories.
 *
 * Two folders with one id are a story and its copy. The one the index already knew keeps the id, otherwise the one
 * changed last; the copy gets an id of its own, written into its log for good, and its receipts are put aside,
 * since it was never sent. Both stay readable.
 *
 * @param again stories which the index must be told of even though their folder has not changed.
 * @throws what the system says when the folders cannot be walked.
 */
export async function reconcile(library: Reconciling, again: (id: string) => boolean): Promise<void> {
  const { root, shelf } = library;
  const known = new Set(shelf.entries().map((entry) => entry.summary.id));
  const folders: FoundFolder[] = [];
  for await (const found of storyFolders(root, library.passedOver)) {
    if (library.stopped()) return;
    folders.push(found);
  }
  const present = new Set(folders.map((found) => found.folder));
  let waiting: (Glance & { readonly before: Entry | null })[] = [];
  const put = () => {
    const glances = waiting;
    waiting = [];
    shelf.together(() => {
      for (const { entry, article, before } of glances) {
        // What was opened, trashed or restored meanwhile is known better than it was when it was looked at.
        const { id } = entry.summary;
        if (!library.isOpen(id) && shelf.entry(id) === before) shelf.put(entry, article);
      }
    });
    for (const { entry } of glances) {
      const summary = shelf.summary(entry.summary.id);
      if (summary) library.changed(summary);
    }
  };
  const inFolder = (folder: string) =>
    waiting.find((glance) => glance.entry.folder === folder)?.entry ?? shelf.entryIn(folder);
  const withId = (id: string) =>
    waiting.find((glance) => glance.entry.summary.id === id)?.entry ?? shelf.entry(id);

  for (const found of folders) {
    if (library.stopped()) return;
    await turn();
    const inShelf = shelf.entryIn(found.folder);
    const before = inFolder(found.folder);
    if (before && library.isOpen(before.summary.id)) continue;
    let glance: Glance;
    try {
      if (before && !again(before.summary.id) && (await unchanged(root, found, before))) continue;
      glance = await glanceAt(root, found.folder, before ? () => before.summary.id : library.newId);
      if (shelf.entryIn(found.folder) !== inShelf) continue; // changed while it was looked at: known better
      const other = withId(glance.entry.summary.id);
      if (other && other.folder !== found.folder && present.has(other.folder)) {
        put();
        const keeps =
          known.has(other.summary.id) ||
          library.isOpen(other.summary.id) ||
          other.summary.changedAt >= glance.entry.summary.changedAt;
        const copy = keeps ? glance.entry : other;
        const renamed = await giveNewId(library, copy);
        if (keeps) glance = renamed ?? glance;
        else {
          shelf.put(glance.entry, glance.article);
          if (renamed) waiting.push({ ...renamed, before: null });
          continue;
        }
      }
    } catch (error) {
      // One folder that cannot be read (rights, a link that went) must not keep the others from the list.
      if (problemOf(error, found.folder) === null) throw error;
      library.passedOver(found.folder, error);
      continue;
    }
    waiting.push({ ...glance, before: shelf.entry(glance.entry.summary.id) });
    if (waiting.length >= TOGETHER) put();
  }
  put();
  for (const entry of shelf.entries()) {
    const { id } = entry.summary;
    if (!present.has(entry.folder) && known.has(id) && !library.isOpen(id) && !library.stopped()) {
      if (await isThere(root, entry.folder)) continue;
      shelf.remove(id);
      library.gone(id);
    }
  }
}

async function unchanged(root: string, found: FoundFolder, before: Entry): Promise<boolean> {
  const stamps = await stampsOf(join(root, found.folder));
  return (
    stamps.logBytes === before.logBytes &&
    stamps.logTime === before.logTime &&
    stamps.receiptsTime === before.receiptsTime &&
    found.isTrashed === (before.summary.trashedAt !== null)
  );
}

/** Gives a copied folder an id of its own. Null when it holds nothing readable. */
async function giveNewId(library: Reconciling, copy: Entry): Promise<Glance | null> {
  const path = join(library.root, copy.folder);
  const reading = await readStory(path);
  if ("missing" in reading) return null;
  await putReceiptsAside(path, copy.summary.id);
  await mendStory(reading, library.newId(), library.now());
  return glanceAt(library.root, copy.folder, library.newId);
}

/** A folder that cannot be read is there: its stories stay in the list. */
async function isThere(root: string, folder: string): Promise<boolean> {
  try {
    return (await stampsOf(join(root, folder))).logBytes > 0;
  } catch (error) {
    if (isMissing(error)) return false;
    if (problemOf(error, folder) === null) throw error;
    return true;
  }
}

/** A story nobody can read is listed by its folder's name, so that it is seen and asked for. */
function unreadable(id: string, { folder, logTime, trashedAt }: EntryFacts): StorySummary {
  return {
    id,
    title: folder.split("/").at(-1)!,
    section: EMPTY_DETAILS.section,
    state: "draft",
    picturesFilled: 0,
    picturesAsked: 0,
    words: 0,
    byline: "",
    changedAt: new Date(logTime).toISOString(),
    trashedAt,
  };
}
