import { mkdtempSync, rmSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import * as Y from "yjs";
import { BODY, EMPTY_DETAILS, lineOf, textOf, type Article, type Block, type Details } from "#core/article";
import { bytesOf, type OpenedStory, type Outcome } from "#core/bridge";
import type { Library, LibraryEvent, LibraryOptions } from "#node/library";
import { openLibraryWith, type Parts } from "../../../node/library/library.ts";

/** A temporary folder, gone after the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "morasse-library-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A clock that goes on by a second each time it is asked, so that the order of changes is certain. */
export function clock(start = "2026-11-22T07:00:00.000Z"): () => Date {
  let now = Date.parse(start);
  return () => new Date((now += 1000));
}

export interface Desk {
  readonly library: Library;
  readonly events: LibraryEvent[];
}

/** Opens a library that must open, and closes it after the test. */
export async function desk(
  dir: string,
  parts: Partial<Parts> = {},
  options: Partial<LibraryOptions> = {},
): Promise<Desk> {
  const opened = await openLibraryWith(
    dir,
    { host: "cli", now: clock(), newId: randomUUID, ...options },
    parts,
  );
  const library = value(opened);
  const events: LibraryEvent[] = [];
  library.listen((event) => events.push(event));
  onTestFinished(() => library.close());
  return { library, events };
}

/** The value of an outcome that must be good. */
export function value<Value>(outcome: Outcome<Value, unknown>): Value {
  if (!outcome.ok) throw new Error(`A problem: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}

/** The problem of an outcome that must be one. */
export function problem<Problem>(outcome: Outcome<unknown, Problem>): Problem {
  if (outcome.ok) throw new Error(`No problem: ${JSON.stringify(outcome.value)}`);
  return outcome.problem;
}

/** An article of a headline and paragraphs. */
export function written(
  headline: string,
  paragraphs: readonly string[] = [],
  details: Partial<Details> = {},
  more: readonly Block[] = [],
): Pick<Article, "details" | "blocks"> {
  return {
    details: { ...EMPTY_DETAILS, ...details },
    blocks: [
      { kind: "headline", text: lineOf(headline) },
      ...paragraphs.map((text): Block => ({ kind: "paragraph", text: lineOf(text) })),
      ...more,
    ],
  };
}

/** A screen on a story: a document of its own whose changes it sends. */
export class Screen {
  readonly id: string;
  readonly doc = new Y.Doc();
  readonly opened: OpenedStory;
  readonly #library: Library;

  private constructor(library: Library, opened: OpenedStory) {
    this.#library = library;
    this.opened = opened;
    this.id = opened.id;
    Y.applyUpdate(this.doc, bytesOf(opened.state));
  }

  static async open(library: Library, id: string): Promise<Screen> {
    return new Screen(library, value(await library.open(id)));
  }

  /** The update which typing a paragraph at the end makes; not sent. */
  typed(text: string): Uint8Array {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array) => updates.push(update);
    this.doc.on("update", keep);
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement("paragraph");
      const node = new Y.XmlText();
      node.insert(0, text);
      paragraph.insert(0, [node]);
      const body = this.doc.getXmlFragment(BODY);
      body.insert(body.length, [paragraph]);
    });
    this.doc.off("update", keep);
    return Y.mergeUpdates(updates);
  }

  async type(text: string) {
    return this.#library.append(this.id, this.typed(text), this);
  }
}

/** The text of each block. */
export function textsOf(article: Pick<Article, "blocks">): readonly string[] {
  return article.blocks.map((block) => ("text" in block ? textOf(block.text) : block.kind));
}

/** Path of the one story folder below a library. */
export async function onlyStory(dir: string): Promise<string> {
  const found = await storiesIn(dir);
  if (found.length !== 1) throw new Error(`${found.length} stories in ${dir}`);
  return found[0]!;
}

export async function storiesIn(dir: string): Promise<readonly string[]> {
  const names = (await readdir(dir, { recursive: true })).filter((name) =>
    /--[0-9a-f-]{36}[^/]*$/.test(name),
  );
  return names.map((name) => join(dir, name)).sort();
}

export async function jsonOf(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
}

/** Waits until something holds; fails after five seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; !(await holds());) {
    if (Date.now() > end) throw new Error(`Not within five seconds: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
