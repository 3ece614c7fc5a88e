import { existsSync } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  beginningOf,
  figuresOf,
  headlineOf,
  lineOf,
  type Article,
  type Block,
  type Figure,
  type Line,
} from "#core/article";
import { articleHtml, articleOfText, isPackageProblem, ninjsOf, plainTextOf } from "#core/exchange";
import type { Bridge, Mended } from "#core/bridge";
import { STORY_STATES, type StoryState, type StorySummary } from "#core/library";
import { libraryProblemText, packageProblemText } from "#node/desk";
import { codeOf, makeFolder, originalPath } from "#node/library";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import type { Newsroom } from "./newsroom.ts";
import { createStory, mendedIn, readArticle, storiesNamed } from "./story.ts";
import { commandText, momentInColumn, stateText, type Language } from "./text.ts";

export interface CommandContext {
  readonly bridge: Bridge;
  /** Whether the command goes through the open workstation, which runs the site of this machine. */
  readonly isThrough: boolean;
  readonly isSealed: Newsroom["isSealed"];
  readonly language: Language;
  readonly stdin: () => Promise<Uint8Array>;
  /** Progress for a person, while the command goes on. */
  readonly say: (line: string) => void;
  /** Says what was mended in a story, beside the answer. */
  readonly tellMended: (story: Pick<StorySummary, "id" | "title">, mended: readonly Mended[]) => void;
}

export interface NewOptions {
  readonly files: readonly string[];
  readonly section: string | undefined;
  readonly title: string | undefined;
  readonly lead: string | undefined;
  /** The first paragraph after the headline is the lead. */
  readonly leadFirst: boolean;
  readonly byline: string | undefined;
}

/** `morasse new`: a story from each text file, or an empty one. */
export async function newStories(context: CommandContext, options: NewOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const { files, section, title, lead, leadFirst } = options;
  if ((title !== undefined || lead !== undefined) && files.length > 1) {
    return refused(EXIT.usage, [text.titleForOne], { kind: "usage" });
  }
  if (lead !== undefined && leadFirst) return refused(EXIT.usage, [text.twoLeads], { kind: "usage" });
  const unknown = section === undefined || section === "" ? null : await sectionRefusal(context, section);
  if (unknown !== null) return unknown;
  const articles: Pick<Article, "details" | "blocks">[] = [];
  for (const file of files.length === 0 ? [null] : files) {
    const typed = file === null ? "" : await textOfFile(context, file);
    if (typeof typed !== "string") return typed;
    const article = articleWith(typed, options);
    if (file !== null && typed.trim() === "") context.say(text.fileEmpty(file));
    else if (file !== null && headlineOf({ ...article, id: "" }) === "") context.say(text.noHeadline(file));
    articles.push(article);
  }
  const made: { readonly id: string; readonly headline: string }[] = [];
  for (const article of articles) {
    const created = await createStory(bridge, article);
    if (!created.ok) {
      return refused(EXIT.problem, [libraryProblemText(created.problem, language)], created.problem);
    }
    const { id } = created.value;
    made.push({ id, headline: headlineOf({ ...article, id }) });
  }
  return finished(
    made.map(({ id }) => id),
    { stories: made },
  );
}

function articleWith(typed: string, options: NewOptions): Pick<Article, "details" | "blocks"> {
  const { title, lead, leadFirst, byline, section = "" } = options;
  const { details, blocks } = articleOfText(typed, { firstIsHeadline: title === undefined, leadFirst });
  const given: Readonly<Record<string, string | undefined>> = { headline: title, lead };
  const filled = blocks.map((block): Block => {
    const words = given[block.kind];
    if (words === undefined || (block.kind !== "headline" && block.kind !== "lead")) return block;
    return { kind: block.kind, text: lineTyped(words) };
  });
  if (byline !== undefined) filled.push({ kind: "byline", text: lineTyped(byline) });
  return { details: { ...details, section }, blocks: filled };
}

function lineTyped(words: string): Line {
  return lineOf(words.normalize("NFC").replace(/\s+/g, " ").trim());
}

/** The text of a file, or the answer that says why it has none. */
async function textOfFile({ stdin, language }: CommandContext, path: string): Promise<string | Answer> {
  const text = commandText[language];
  let bytes: Uint8Array;
  try {
    bytes = path === "-" ? await stdin() : await readFile(path);
  } catch (error) {
    return refusedFile("fileUnreadable", path, error, language);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(EXIT.problem, [text.fileNotText(path)], { kind: "fileNotText", path }); // fatal says this alone
  }
}

export interface ListOptions {
  readonly section: string | undefined;
  readonly state: string | undefined;
  readonly search: string | undefined;
  readonly trashed: boolean;
}

/** Stories of one answer: enough for a terminal; the total is always said. */
const MOST_LISTED = 500;
/** Longest headline of a line in characters; JSON has all of it. */
const MOST_TITLE = 80;

/** `morasse list`. */
export async function listStories(context: CommandContext, options: ListOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const { state, section, search, trashed } = options;
  if (state !== undefined && !isState(state)) {
    return refused(EXIT.usage, [text.wrongState(state)], { kind: "usage", state });
  }
  const unknown = section === undefined ? null : await sectionRefusal(context, section);
  if (unknown !== null) return unknown;
  const { stories, total } = await bridge.library.list({
    ...(search === undefined ? {} : { text: search }),
    ...(section === undefined ? {} : { section }),
    ...(state === undefined ? {} : { state }),
    ...(trashed ? { trashed } : {}),
    limit: MOST_LISTED,
  });
  const lines = stories.map((story) =>
    [
      story.id.slice(0, 8),
      momentInColumn(story.changedAt),
      stateText(story.state, language),
      story.section || "-",
      `${story.picturesFilled}/${story.picturesAsked}`,
      beginningOf(story.title, MOST_TITLE) || text.untitled,
    ].join("\t"),
  );
  return finished(lines.length === 0 ? [text.none] : lines, { total, stories });
}

function isState(state: string): state is StoryState {
  return STORY_STATES.some((known) => known === state);
}

const FORMATS = ["html", "ninjs", "text", "json", "package"] as const;
type Format = Exclude<(typeof FORMATS)[number], "package">;

export interface ExportOptions {
  readonly story: string;
  readonly format: string;
  readonly out: string | undefined;
}

/** `morasse export`. */
export async function exportStory(context: CommandContext, options: ExportOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const format = FORMATS.find((known) => known === options.format);
  if (format === undefined)
    return refused(EXIT.usage, [text.wrongFormat(options.format)], { kind: "usage", format: options.format });
  const named = await oneStory(context, options.story);
  if ("code" in named) return named;
  if (format === "package") return exportPackage(context, named.id, options.out);
  const read = await readArticle(bridge, named.id);
  if (!read.ok) return refused(EXIT.problem, [libraryProblemText(read.problem, language)], read.problem);
  const { article, folder } = read.value;
  const isPublished = named.state === "published" || named.state === "changed";
  const written = (address: (file: string) => string) => writtenAs(format, article, isPublished, address);
  if (options.out === undefined) {
    const text = written((file) => pathToFileURL(join(folder, "pictures", file)).href);
    return finished([text.trimEnd()], { id: article.id, format, text });
  }
  const path = resolve(options.out);
  const pictures = format === "html" ? await shownIn(article, folder) : [];
  const lost = pictures.filter((shown) => shown.path === null).map(({ file }) => file);
  if (lost.length > 0)
    return refused(EXIT.problem, [text.picturesLost(lost)], { kind: "pictureLost", files: lost, folder });
  const nowhere = noFolderFor(path, language);
  if (nowhere !== null) return nowhere;
  try {
    if (pictures.length > 0) makeFolder(join(dirname(path), "pictures"));
    for (const shown of pictures) await copyFile(shown.path!, join(dirname(path), "pictures", shown.file));
    await writeFile(
      path,
      written((file) => `pictures/${file}`),
    );
    const copied = pictures.map(({ file }) => file);
    return finished([text.written(path)], { id: article.id, format, path, pictures: copied });
  } catch (error) {
    return refusedFile("notWritable", path, error, language);
  }
}

/** The story as one file; named after the story where no name is given. */
async function exportPackage(
  { bridge, language }: CommandContext,
  id: string,
  out: string | undefined,
): Promise<Answer> {
  const text = commandText[language];
  const pack = await bridge.library.pack({ id });
  if (!pack.ok) return refused(EXIT.problem, [libraryProblemText(pack.problem, language)], pack.problem);
  const path = resolve(out ?? pack.value.name);
  const nowhere = noFolderFor(path, language);
  if (nowhere !== null) return nowhere;
  try {
    await writeFile(path, new Uint8Array(await pack.value.arrayBuffer()));
    return finished([text.written(path)], { id, format: "package", path });
  } catch (error) {
    return refusedFile("notWritable", path, error, language);
  }
}

/** `morasse open`: takes story packages into the library. */
export async function openPackages(context: CommandContext, files: readonly string[]): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  if (files.length === 0) return refused(EXIT.usage, [text.packageMissing], { kind: "usage" });
  const stories: StorySummary[] = [];
  for (const path of files) {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await readFile(path));
    } catch (error) {
      return refusedFile("fileUnreadable", path, error, language);
    }
    const opened = await bridge.library.openPackage({ file: new File([bytes], basename(path)) });
    if (!opened.ok) {
      const { problem } = opened;
      const said = isPackageProblem(problem)
        ? packageProblemText(path, problem, language)
        : libraryProblemText(problem, language);
      return refused(EXIT.problem, [said], problem);
    }
    context.tellMended(opened.value, await mendedIn(bridge, opened.value.id));
    stories.push(opened.value);
  }
  return finished(
    stories.map(({ id, title }) => `${id}\t${title || text.untitled}`),
    { stories },
  );
}

function writtenAs(
  format: Format,
  article: Article,
  isPublished: boolean,
  address: (file: string) => string,
): string {
  switch (format) {
    case "html":
      return articleHtml(article, { picture: (figure) => pictureAt(figure, address) });
    case "ninjs":
      return `${JSON.stringify(ninjsOf(article, isPublished ? { pubStatus: "usable" } : {}), null, 2)}\n`;
    case "text":
      return plainTextOf(article);
    case "json":
      return `${JSON.stringify(article, null, 2)}\n`;
  }
}

function pictureAt({ picture }: Figure, address: (file: string) => string) {
  if (picture === null) return null;
  const { widthPx, heightPx } = picture;
  return { src: address(`${picture.sha256}.${picture.extension}`), widthPx, heightPx };
}

/** A picture of an article, and where its original lies; null when it is not in the story's folder. */
interface Shown {
  readonly file: string;
  readonly path: string | null;
}

/** Each picture once, in page order. */
async function shownIn(article: Article, folder: string): Promise<readonly Shown[]> {
  const shown = new Map<string, Shown>();
  for (const { picture } of figuresOf(article)) {
    if (picture === null) continue;
    const file = `${picture.sha256}.${picture.extension}`;
    shown.set(file, { file, path: await originalPath(folder, picture.sha256, picture.extension) });
  }
  return [...shown.values()];
}

/** The one story meant, or the answer that says that there is none or more than one. */
export async function oneStory(context: CommandContext, name: string): Promise<StorySummary | Answer> {
  const text = commandText[context.language];
  const asked = name.trim();
  const [story, ...others] = await storiesNamed(context.bridge, asked);
  if (story === undefined) {
    return refused(EXIT.problem, [asked.length < 4 ? text.storyNameShort(asked) : text.storyUnknown(asked)], {
      kind: "storyUnknown",
      name: asked,
    });
  }
  if (others.length === 0) {
    context.tellMended(story, await mendedIn(context.bridge, story.id));
    return story;
  }
  const lines = [story, ...others].map(({ id, title }) => `  ${id}  ${title || text.untitled}`);
  return refused(EXIT.problem, [text.storyUnclear(asked), ...lines], {
    kind: "storyUnclear",
    name: asked,
    stories: [story, ...others].map(({ id }) => id),
  });
}

/** The answer that the folder of a file to be written is not there; null when something is, which then says itself. */
function noFolderFor(path: string, language: Language): Answer | null {
  const folder = dirname(path);
  if (existsSync(folder)) return null;
  return refused(EXIT.problem, [commandText[language].folderMissing(folder)], {
    kind: "folderMissing",
    path: folder,
  });
}

/** Why a file could not be read or written, by what the system says. */
function refusedFile(
  kind: "fileUnreadable" | "notWritable",
  path: string,
  error: unknown,
  language: Language,
): Answer {
  const text = commandText[language];
  const reading = kind === "fileUnreadable";
  let sentence = reading ? text.fileUnreadable(path) : text.notWritten(path);
  if (codeOf(error) === "EISDIR") sentence = text.isFolder(path);
  else if (reading && codeOf(error) === "ENOENT") sentence = text.fileMissing(path);
  return refused(EXIT.problem, [sentence], { kind, path });
}

/** Why a section cannot be meant: the newsroom has none of that name. Null when it has. */
async function sectionRefusal({ bridge, language }: CommandContext, section: string): Promise<Answer | null> {
  const { settings } = await bridge.hello();
  if (settings.sections.some(({ slug }) => slug === section)) return null;
  const known = settings.sections.map(({ slug }) => slug).join(", ");
  const sentence = commandText[language].sectionUnknown(section, known);
  return refused(EXIT.usage, [sentence], { kind: "sectionUnknown", section });
}
