import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { figuresOf, lineOf, type Article, type Figure } from "#core/article";
import { articleHtml, articleOfText, isPackageProblem, ninjsOf, plainTextOf } from "#core/exchange";
import type { Bridge } from "#core/bridge";
import { STORY_STATES, type StoryState, type StorySummary } from "#core/library";
import { libraryProblemText, packageProblemText } from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import type { Newsroom } from "./newsroom.ts";
import { createStory, readArticle, storiesNamed } from "./story.ts";
import { commandText, stateText, type Language } from "./text.ts";

export interface CommandContext {
  readonly bridge: Bridge;
  /** Whether the command goes through the open workstation, which runs the site of this machine. */
  readonly isThrough: boolean;
  readonly isSealed: Newsroom["isSealed"];
  readonly language: Language;
  readonly stdin: () => Promise<Uint8Array>;
  /** Progress for a person, while the command goes on. */
  readonly say: (line: string) => void;
}

export interface NewOptions {
  readonly files: readonly string[];
  readonly section: string | undefined;
  readonly title: string | undefined;
}

/** `morasse new`: a story from each text file, or an empty one. */
export async function newStories(context: CommandContext, options: NewOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  if (options.title !== undefined && options.files.length > 1) {
    return refused(EXIT.usage, [text.titleForOne], { kind: "usage" });
  }
  const section = options.section ?? "";
  const { settings } = await bridge.hello();
  if (section !== "" && !settings.sections.some(({ slug }) => slug === section)) {
    const known = settings.sections.map(({ slug }) => slug).join(", ");
    return refused(EXIT.usage, [text.sectionUnknown(section, known)], { kind: "sectionUnknown" });
  }
  const articles: Pick<Article, "details" | "blocks">[] = [];
  for (const file of options.files.length === 0 ? [null] : options.files) {
    const typed = file === null ? "" : await textOfFile(context, file);
    if (typeof typed !== "string") return typed;
    articles.push(articleWith(typed, section, options.title));
  }
  const made: StorySummary[] = [];
  for (const article of articles) {
    const created = await createStory(bridge, article);
    if (!created.ok) {
      return refused(EXIT.problem, [libraryProblemText(created.problem, language)], created.problem);
    }
    made.push(created.value);
  }
  return finished(
    made.map(({ id }) => id),
    { stories: made.map(({ id }) => ({ id })) },
  );
}

function articleWith(
  typed: string,
  section: string,
  title: string | undefined,
): Pick<Article, "details" | "blocks"> {
  const { details, blocks } = articleOfText(typed, { firstIsHeadline: title === undefined });
  const headline = { kind: "headline", text: lineOf((title ?? "").normalize("NFC").trim()) } as const;
  return {
    details: { ...details, section },
    blocks: title === undefined ? blocks : [headline, ...blocks.filter(({ kind }) => kind !== "headline")],
  };
}

/** The text of a file, or the answer that says why it has none. */
async function textOfFile({ stdin, language }: CommandContext, path: string): Promise<string | Answer> {
  const text = commandText[language];
  let bytes: Uint8Array;
  try {
    bytes = path === "-" ? await stdin() : await readFile(path);
  } catch (error) {
    return refused(EXIT.problem, [text.fileUnreadable(path), messageOf(error)], { kind: "fileUnreadable" });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(EXIT.problem, [text.fileNotText(path)], { kind: "fileNotText" }); // fatal says this alone
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

/** `morasse list`. */
export async function listStories(context: CommandContext, options: ListOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const { state, section, search, trashed } = options;
  if (state !== undefined && !isState(state)) {
    return refused(EXIT.usage, [text.wrongState(state)], { kind: "usage" });
  }
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
      story.changedAt.slice(0, 16).replace("T", " "),
      stateText(story.state, language),
      story.section || "-",
      `${story.picturesFilled}/${story.picturesAsked}`,
      story.title || text.untitled,
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
  if (format === undefined) return refused(EXIT.usage, [text.wrongFormat(options.format)], { kind: "usage" });
  const named = await oneStory(context, options.story);
  if ("code" in named) return named;
  if (format === "package") return exportPackage(context, named.id, options.out);
  const read = await readArticle(bridge, named.id);
  if (!read.ok) return refused(EXIT.problem, [libraryProblemText(read.problem, language)], read.problem);
  const { article, folder } = read.value;
  if (options.out === undefined) {
    const written = writtenAs(format, article, (file) => pathToFileURL(join(folder, "pictures", file)).href);
    return finished([written.trimEnd()], { id: article.id, format, text: written });
  }
  const path = resolve(options.out);
  try {
    await mkdir(dirname(path), { recursive: true });
    const copied = format === "html" ? await copyPictures(article, folder, dirname(path)) : [];
    await writeFile(
      path,
      writtenAs(format, article, (file) => `pictures/${file}`),
    );
    return finished([text.written(path)], { id: article.id, format, path, pictures: copied });
  } catch (error) {
    return refused(EXIT.problem, [text.notWritten(path), messageOf(error)], { kind: "notWritable" });
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
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, new Uint8Array(await pack.value.arrayBuffer()));
    return finished([text.written(path)], { id, format: "package", path });
  } catch (error) {
    return refused(EXIT.problem, [text.notWritten(path), messageOf(error)], { kind: "notWritable" });
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
      return refused(EXIT.problem, [text.fileUnreadable(path), messageOf(error)], { kind: "fileUnreadable" });
    }
    const opened = await bridge.library.openPackage({ file: new File([bytes], basename(path)) });
    if (!opened.ok) {
      const { problem } = opened;
      const said = isPackageProblem(problem)
        ? packageProblemText(path, problem, language)
        : libraryProblemText(problem, language);
      return refused(EXIT.problem, [said], problem);
    }
    stories.push(opened.value);
  }
  return finished(
    stories.map(({ id, title }) => `${id}\t${title || text.untitled}`),
    { stories },
  );
}

function writtenAs(format: Format, article: Article, address: (file: string) => string): string {
  switch (format) {
    case "html":
      return articleHtml(article, { picture: (figure) => pictureAt(figure, address) });
    case "ninjs":
      return `${JSON.stringify(ninjsOf(article), null, 2)}\n`;
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

async function copyPictures(article: Article, folder: string, dir: string): Promise<readonly string[]> {
  const files = figuresOf(article).flatMap(({ picture }) =>
    picture === null ? [] : [`${picture.sha256}.${picture.extension}`],
  );
  if (files.length > 0) await mkdir(join(dir, "pictures"), { recursive: true });
  for (const file of files) await copyFile(join(folder, "pictures", file), join(dir, "pictures", file));
  return files;
}

/** The one story meant, or the answer that says that there is none or more than one. */
export async function oneStory(context: CommandContext, name: string): Promise<StorySummary | Answer> {
  const text = commandText[context.language];
  const [story, ...others] = await storiesNamed(context.bridge, name);
  if (story === undefined) {
    return refused(EXIT.problem, [text.storyUnknown(name)], { kind: "storyUnknown" });
  }
  if (others.length === 0) return story;
  const lines = [story, ...others].map(({ id, title }) => `  ${id}  ${title || text.untitled}`);
  return refused(EXIT.problem, [text.storyUnclear(name), ...lines], { kind: "storyUnclear" });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
