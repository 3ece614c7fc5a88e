import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_SETTINGS } from "#core/bridge";
import { siteSecret, startSite, type Site } from "./index.ts";
import { commandText } from "./text.ts";

/** How the site speaks on the terminal and makes its folder, told by whoever starts it: it knows no desk. */
export interface Spoken {
  readonly language: "vi" | "en";
  /** What is wrong with the options, from the error of `parseArgs`. */
  readonly optionProblem: (error: unknown) => string;
  /** Makes a folder and what is missing above it, for its owner alone. */
  readonly makeFolder: (path: string) => void;
}

/**
 * The site alone, without a desk: `npm run site -- --port 4380 --dir FOLDER`.
 *
 * @returns the exit code of a start that did not stay: 0 for --help, 1 for a problem, 2 for options that were not
 *   understood; null for one that stays until it is ended.
 */
export async function runSite(args: readonly string[], spoken: Spoken): Promise<number | null> {
  const text = commandText[spoken.language];
  const refused = (sentence: string) => {
    console.error(`${sentence}\n\n${text.usage}`);
    return 2;
  };
  let values: ReturnType<typeof valuesIn>;
  try {
    values = valuesIn(args);
  } catch (error) {
    return refused(spoken.optionProblem(error));
  }
  if (values.help) {
    console.log(text.usage);
    return 0;
  }
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Infinity;
  if (port > 65_535) return refused(text.wrongPort(values.port));
  if (values.public !== undefined && !URL.canParse(values.public))
    return refused(text.wrongPublic(values.public));
  const dir = resolve(values.dir);
  let site: Site;
  try {
    spoken.makeFolder(dir);
    site = await startSite({
      dir,
      port,
      secret: await siteSecret(dir),
      now: () => new Date(),
      sections: DEFAULT_SETTINGS.sections,
      siteName: values.name,
      ...(values.public === undefined ? {} : { publicUrl: values.public }),
    });
  } catch (error) {
    const { code = "", syscall } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") console.error(text.portTaken(port));
    else if (code === "EACCES" && syscall === "listen") console.error(text.portRefused(port));
    else if (FOLDER_CODES.has(code)) console.error(text.notWritable(dir));
    else throw error;
    return 1;
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void site.close());
  console.log(`${site.url}\n${text.secret(join(dir, "secret"))}`);
  return null;
}

/** What the system and SQLite say of a folder in which nothing can be kept. */
const FOLDER_CODES: ReadonlySet<string> = new Set([
  ...["EACCES", "EEXIST", "EISDIR", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"],
  ...["SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_READONLY"],
]);

function valuesIn(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4380" },
      dir: { type: "string", default: join(homedir(), ".local", "share", "morasse", "site") },
      name: { type: "string", default: "Bản tin Morasse" },
      public: { type: "string" },
      help: { type: "boolean", default: false },
    },
  }).values;
}
