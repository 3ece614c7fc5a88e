import { existsSync, readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { URL } from "node:url";
import { parseArgs } from "node:util";
import type { Mended } from "#core/bridge";
import {
  dataFolder,
  libraryFolder,
  libraryProblemText,
  optionProblemText,
  spokenLanguage,
  systemLanguage,
} from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import { checkFiles } from "./check.ts";
import { exportStory, listStories, newStories, openPackages, type CommandContext } from "./commands.ts";
import { openNewsroom } from "./newsroom.ts";
import { cancelJobs, checkPublished, listOutbox, retryJobs, showReceipts } from "./outbox.ts";
import { outboxText } from "./outbox-text.ts";
import { publishStory } from "./publish.ts";
import { addTarget, listTargets, testTarget } from "./targets.ts";
import { commandText, mendedText, type Language } from "./text.ts";

const OPTIONS = {
  section: { type: "string" },
  title: { type: "string" },
  lead: { type: "string" },
  "lead-first": { type: "boolean" },
  byline: { type: "string" },
  state: { type: "string" },
  search: { type: "string" },
  trash: { type: "boolean" },
  format: { type: "string" },
  out: { type: "string" },
  to: { type: "string" },
  again: { type: "boolean" },
  kinds: { type: "string" },
  lines: { type: "boolean" },
  language: { type: "string" },
  draft: { type: "boolean" },
  at: { type: "string" },
  reason: { type: "string" },
  all: { type: "boolean" },
  kind: { type: "string" },
  name: { type: "string" },
  url: { type: "string" },
  user: { type: "string" },
  category: { type: "string", multiple: true },
  "lead-in-text": { type: "boolean" },
  as: { type: "string" },
  "host-key": { type: "string" },
  "password-stdin": { type: "boolean" },
  day: { type: "string" },
  wait: { type: "boolean" },
  timeout: { type: "string" },
  library: { type: "string" },
  data: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

type OptionName = keyof typeof OPTIONS;
type Values = ReturnType<typeof parsed>["values"];
type Work = (context: CommandContext) => Promise<Answer>;

const EVERYWHERE: readonly OptionName[] = ["library", "data", "json", "help", "version"];

type CommandName =
  | "new"
  | "list"
  | "open"
  | "export"
  | "publish"
  | "withdraw"
  | "kill"
  | "outbox"
  | "published"
  | "receipt"
  | "target"
  | "check";

interface CommandForm {
  readonly options: readonly OptionName[];
  /** Whether it names exactly one story. */
  readonly ofStory: boolean;
  /** What it does with the library; null for the one that needs none. */
  readonly work: ((values: Values, names: readonly string[]) => Work) | null;
}

const COMMANDS: Readonly<Record<CommandName, CommandForm>> = {
  new: {
    options: ["section", "title", "lead", "lead-first", "byline"],
    ofStory: false,
    work:
      ({ section, title, lead, "lead-first": leadFirst, byline }, files) =>
      (context) =>
        newStories(context, { files, section, title, lead, leadFirst: leadFirst === true, byline }),
  },
  list: {
    options: ["section", "state", "search", "trash"],
    ofStory: false,
    work:
      ({ section, state, search, trash }) =>
      (context) =>
        listStories(context, { section, state, search, trashed: trash === true }),
  },
  open: {
    options: [],
    ofStory: false,
    work: (_values, files) => (context) => openPackages(context, files),
  },
  export: {
    options: ["format", "out"],
    ofStory: true,
    work:
      ({ format = "html", out }, [story = ""]) =>
      (context) =>
        exportStory(context, { story, format, out }),
  },
  publish: {
    options: ["to", "draft", "at", "again", "wait", "timeout"],
    ofStory: true,
    work: (values, names) => async (context) => {
      const { draft = false, at } = values;
      if (draft && at !== undefined) {
        return refused(EXIT.usage, [outboxText[context.language].twoAims], { kind: "usage" });
      }
      const aim = draft ? ({ kind: "draft" } as const) : ({ kind: "public" } as const);
      const asked = at === undefined ? aim : ({ kind: "scheduled", hour: at } as const);
      return publishStory(context, { ...sendingOf(values, names), aim: asked });
    },
  },
  withdraw: {
    options: ["to", "reason", "again", "wait", "timeout"],
    ofStory: true,
    work: (values, names) => (context) =>
      publishStory(context, {
        ...sendingOf(values, names),
        aim: { kind: "withdrawn", reason: values.reason ?? "" },
      }),
  },
  kill: {
    options: ["to", "reason", "again", "wait", "timeout"],
    ofStory: true,
    work: (values, names) => (context) =>
      publishStory(context, {
        ...sendingOf(values, names),
        aim: { kind: "killed", reason: values.reason ?? "" },
      }),
  },
  outbox: {
    options: ["all", "wait", "timeout"],
    ofStory: false,
    work:
      ({ all = false, wait = false, timeout }, [act = "list", job]) =>
      async (context) => {
        const text = outboxText[context.language];
        if (act === "list") return listOutbox(context, all);
        if (act !== "retry" && act !== "cancel") {
          return refused(EXIT.usage, [text.outboxAct], { kind: "usage", act });
        }
        if (job === undefined) return refused(EXIT.usage, [text.jobMissing], { kind: "usage" });
        if (act === "cancel") return cancelJobs(context, job);
        return retryJobs(context, { job, wait: wait || timeout !== undefined, timeout });
      },
  },
  published: {
    options: ["to"],
    ofStory: false,
    work:
      ({ to }) =>
      (context) =>
        checkPublished(context, to),
  },
  receipt: {
    options: ["to"],
    ofStory: true,
    work:
      ({ to }, [story = ""]) =>
      (context) =>
        showReceipts(context, { story, target: to }),
  },
  target: {
    options: ["kind", "name", "url", "user", "category", "lead-in-text", "as", "host-key", "password-stdin"],
    ofStory: false,
    work:
      (values, [act = "list", name]) =>
      async (context) => {
        if (act === "list") return listTargets(context);
        if (act === "test") return testTarget(context, name);
        if (act !== "add") {
          return refused(EXIT.usage, [outboxText[context.language].targetAct], { kind: "usage", act });
        }
        return addTarget(context, {
          kind: values.kind,
          name: values.name ?? name,
          url: values.url,
          user: values.user,
          categories: values.category ?? [],
          leadInText: values["lead-in-text"] === true,
          formats: values.as,
          hostKey: values["host-key"],
          passwordStdin: values["password-stdin"] === true,
        });
      },
  },
  check: { options: ["kinds", "lines", "language", "day"], ofStory: false, work: null },
};

/** What every command has that sends a story. */
function sendingOf({ to, again, wait, timeout }: Values, [story = ""]: readonly string[]) {
  return {
    story,
    target: to,
    again: again === true,
    wait: wait === true || timeout !== undefined,
    timeout,
  };
}

/**
 * Whether a program that has windows too was started for a command: "list", "--library DIR new", "--help". A story
 * package alone, or nothing, asks for the window.
 */
export function isCommandLine(args: readonly string[]): boolean {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
  });
  const [name] = positionals;
  return name === undefined ? values["help"] === true || values["version"] === true : isCommand(name);
}

/**
 * `morasse <command>`: does one thing with the library and ends.
 *
 * @returns the exit code: 0 done, 1 a problem, 2 the command was not understood, 3 the library is open
 *   elsewhere and nothing there answers. `check` has more of them, see its help.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const locale = systemLanguage(process.env);
  const language = spokenLanguage(locale);
  const text = commandText[language];
  let command: { readonly name: string; readonly form: CommandForm | null; readonly values: Values };
  let names: readonly string[];
  try {
    const { values, positionals } = parsed(args);
    const [name = "", ...rest] = positionals;
    names = rest;
    command = { name, form: isCommand(name) ? COMMANDS[name] : null, values };
  } catch (error) {
    // Whether JSON was asked for is not known from options that were not understood.
    return usage(optionProblemText(error, language), text.usage, args.includes("--json"));
  }
  const { name, form, values } = command;
  const asJson = values.json === true;
  if (values.version === true) {
    const version = programVersion();
    return print(finished([`Morasse ${version}`], { version }), asJson);
  }
  if (form === null) {
    if (values.help === true) {
      console.log(text.usage);
      return EXIT.done;
    }
    return usage(name === "" ? text.commandMissing : text.unknownCommand(name), text.usage, asJson);
  }
  const help = text.help[name as keyof typeof COMMANDS];
  if (values.help === true) {
    console.log(help);
    return EXIT.done;
  }
  const foreign = (Object.keys(values) as OptionName[]).filter(
    (option) => !EVERYWHERE.includes(option) && !form.options.includes(option),
  );
  if (foreign.length > 0) return usage(text.foreignOption(`--${foreign[0]}`, name), help, asJson);
  if (form.ofStory && names.length !== 1) {
    return usage(names.length === 0 ? text.storyMissing : text.oneStory, help, asJson);
  }
  if (form.work === null) {
    const { kinds, lines = false, language: textLanguage, day } = values;
    const stdin = () => buffer(process.stdin);
    const libraryDir = libraryFolder(values.library);
    const libraryNamed = values.library !== undefined;
    const options = {
      files: names,
      kinds,
      byLine: lines,
      textLanguage,
      day,
      libraryDir,
      libraryNamed,
      stdin,
      language,
    };
    return print(await checkFiles({ ...options, now: new Date() }), asJson);
  }
  const libraryDir = libraryFolder(values.library);
  if (name !== "new" && name !== "target" && !existsSync(libraryDir)) {
    const problem = { kind: "libraryMissing", path: libraryDir };
    return print(refused(EXIT.problem, [text.libraryMissing(libraryDir)], problem), asJson);
  }
  return print(await worked(form.work(values, names), values, language, locale), asJson);
}

async function worked(work: Work, values: Values, language: Language, locale: string): Promise<Answer> {
  const text = commandText[language];
  const quiet = values.json === true;
  const opened = await openNewsroom({
    libraryDir: libraryFolder(values.library),
    dataDir: dataFolder(values.data, process.env, process.platform),
    systemLanguage: locale,
    version: programVersion(),
    log: (what, error) => console.error(what, error),
  });
  if (!opened.ok) {
    const { problem } = opened;
    if (problem.kind === "silent") {
      const held = libraryProblemText({ kind: "libraryHeld", by: problem.by }, language);
      return refused(EXIT.held, [`${held} ${text.silent(problem.by.pid)}`], {
        ...problem,
        kind: "libraryHeld",
      });
    }
    const code = problem.kind === "libraryHeld" ? EXIT.held : EXIT.problem;
    return refused(code, [libraryProblemText(problem, language)], problem);
  }
  const newsroom = opened.value;
  const all: ({ readonly story: string } & Mended)[] = [];
  try {
    const answer = await work({
      bridge: newsroom.bridge,
      isThrough: newsroom.through !== null,
      isSealed: newsroom.isSealed,
      language,
      stdin: () => buffer(process.stdin),
      say: (line) => {
        if (!quiet) console.error(line);
      },
      tellMended: ({ id, title }, mended) => {
        all.push(...mended.map((one) => ({ story: id, ...one })));
        if (quiet) return;
        for (const line of mendedText(mended, language)) console.error(`${title || text.untitled}: ${line}`);
      },
    });
    return all.length === 0 ? answer : { ...answer, json: { ...answer.json, mended: all } };
  } catch (error) {
    console.error(error);
    return refused(EXIT.problem, [text.failed], { kind: "failed" });
  } finally {
    await newsroom.close();
  }
}

function print({ code, lines, complaints = [], json }: Answer, asJson: boolean): number {
  const ok = code === EXIT.done;
  const isReport = Array.isArray(json);
  if (isReport && asJson) for (const object of json) console.log(JSON.stringify(object));
  else if (asJson) console.log(JSON.stringify({ ok, ...json }));
  else for (const line of lines) (ok || isReport ? console.log : console.error)(line);
  if (!asJson || isReport) for (const line of complaints) console.error(line);
  return code;
}

function usage(message: string, help: string, asJson: boolean): number {
  if (asJson) console.log(JSON.stringify({ ok: false, problem: { kind: "usage", message } }));
  else console.error(`${message}\n\n${help}`);
  return EXIT.usage;
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

/** The version of package.json, two folders up from the sources, from `dist/cli` and from `dist/electron`. */
function programVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
