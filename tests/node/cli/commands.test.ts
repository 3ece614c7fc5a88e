import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { bylineOf, documentOf, EMPTY_DETAILS, headlineOf, lineOf, textOf, type Article } from "#core/article";
import { packed } from "#core/exchange";
import { openDesk, openDoor, newToken, secretsIn, settingsIn } from "#node/desk";
import { openLibrary } from "#node/library";
import { siteSecret, startSite } from "#site";
import { saveSitePort } from "../../../node/desk/place.ts";
import { isCommandLine, runCommandLine } from "#node/cli";
import { openNewsroom } from "../../../node/cli/newsroom.ts";
import { wholeLog } from "../../../node/library/reading.ts";

const ROOT = resolve(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "morasse-cli-"));
let dir: string;
let number = 0;
beforeEach(() => {
  dir = join(root, String(number++));
  mkdirSync(dir);
  vi.stubEnv("LC_ALL", "en_US.UTF-8");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command on this test's own library. */
async function morasse(...args: readonly string[]): Promise<Ran> {
  const said = { out: [] as string[], err: [] as string[] };
  const log = vi
    .spyOn(console, "log")
    .mockImplementation((line: unknown) => void said.out.push(String(line)));
  const error = vi
    .spyOn(console, "error")
    .mockImplementation((line: unknown) => void said.err.push(String(line)));
  try {
    const code = await runCommandLine([
      ...args,
      "--library",
      join(dir, "library"),
      "--data",
      join(dir, "data"),
    ]);
    return { code, out: said.out.join("\n"), err: said.err.join("\n") };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

async function json<Answer>(...args: readonly string[]): Promise<Answer> {
  const { out } = await morasse(...args, "--json");
  return JSON.parse(out) as Answer;
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

interface Made {
  readonly ok: boolean;
  readonly stories: readonly { readonly id: string }[];
}

async function made(text: string, ...args: readonly string[]): Promise<string> {
  const answer = await json<Made>("new", file(`${randomUUID()}.txt`, text), ...args);
  return answer.stories[0]!.id;
}

async function article(id: string): Promise<Article> {
  const { text } = await json<{ readonly text: string }>("export", id, "--format", "json");
  return JSON.parse(text) as Article;
}

describe("new", () => {
  test("C1 the first line is the headline and every other line a paragraph, composed", async () => {
    const typed = "\uFEFFĐường về làng\r\n\r\nĐoạn một  có dấu.\r\nNghie\u0302\u0323 ngơi.\r\n".normalize(
      "NFD",
    );
    const id = await made(typed, "--section", "xa-hoi");
    const { blocks, details } = await article(id);
    expect(blocks.map((block) => [block.kind, "text" in block ? textOf(block.text) : null])).toEqual([
      ["headline", "Đường về làng"],
      ["lead", ""],
      ["paragraph", "Đoạn một  có dấu."],
      ["paragraph", "Nghiệ ngơi."],
    ]);
    expect(details.section).toBe("xa-hoi");
  });

  test("C1 a title of its own leaves all lines to the text; no file makes an empty story", async () => {
    const id = await made("Dòng một\nDòng hai\n", "--title", "Tít riêng");
    const read = await article(id);
    expect(headlineOf(read)).toBe("Tít riêng");
    expect(read.blocks.filter(({ kind }) => kind === "paragraph")).toHaveLength(2);
    const empty = await json<Made>("new", "--title", "Chỉ có tít");
    expect(headlineOf(await article(empty.stories[0]!.id))).toBe("Chỉ có tít");
  });

  test("C1 a lead and a byline are taken from the options or the first paragraph, as asked", async () => {
    const kinds = async (...args: readonly string[]) => {
      const { blocks } = await article(await made("Tít\nĐoạn một.\nĐoạn hai.\n", ...args));
      return blocks.map((block) => `${block.kind}: ${"text" in block ? textOf(block.text) : ""}`);
    };
    expect(await kinds("--lead-first", "--byline", "Minh  Anh")).toEqual([
      "headline: Tít",
      "lead: Đoạn một.",
      "paragraph: Đoạn hai.",
      "byline: Minh Anh",
    ]);
    expect((await kinds("--lead", "Sa-pô riêng.")).slice(0, 3)).toEqual([
      "headline: Tít",
      "lead: Sa-pô riêng.",
      "paragraph: Đoạn một.",
    ]);
    expect((await morasse("new", "--lead", "x", "--lead-first")).code).toBe(2);
  });

  test("C1 a first line that reads like a sentence is a paragraph, and the missing headline is said", async () => {
    for (const [first, said] of [
      ["Sáng nay trời mưa.", true],
      [Array.from({ length: 25 }, () => "chữ").join(" "), true],
      [Array.from({ length: 24 }, () => "chữ").join(" "), false],
      ["Mưa đến bao giờ…", false],
    ] as const) {
      const { code, err, out } = await morasse("new", file(`${randomUUID()}.txt`, `${first}\nĐoạn.\n`));
      expect([first, code, err.includes("has no headline")]).toEqual([first, 0, said]);
      expect(headlineOf(await article(out))).toBe(said ? "" : first);
    }
  });

  test("C1 a file without text makes an empty story, and is said to be empty", async () => {
    const path = file("empty.txt", "\n  \n");
    const { code, err, out } = await morasse("new", path);
    expect([code, err]).toEqual([0, `The file ${path} is empty: its story has nothing in it yet.`]);
    expect(headlineOf(await article(out))).toBe("");
  });

  test("C1 several files are several stories, and one that cannot be read makes none at all", async () => {
    const [a, b] = [file("a.txt", "Bài A\n"), file("b.txt", "Bài B\n")];
    expect((await json<Made>("new", a, b)).stories).toHaveLength(2);
    const missing = await morasse("new", a, join(dir, "không có.txt"));
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining("không có.txt")]);
    const binary = await morasse("new", file("c.txt", new Uint8Array([0xff, 0xfe, 0x00, 0xd8])));
    expect([binary.code, binary.err]).toEqual([1, expect.stringContaining("UTF-8")]);
    expect((await json<{ total: number }>("list")).total).toBe(2);
  });

  test("C5 an unknown section is refused with those that there are", async () => {
    const { code, err } = await morasse("new", "--section", "thoi-tiet");
    expect([code, err]).toEqual([2, expect.stringContaining("thoi-su, chinh-tri")]);
  });
});

describe("list", () => {
  test("C3 finds stories by section, state and words, with and without marks", async () => {
    const first = await made("Đường sắt Bắc – Nam\nHội nghị.\n", "--section", "kinh-te");
    await made("Giá xăng giảm\n", "--section", "xa-hoi");
    const found = async (...args: readonly string[]) =>
      (await json<{ stories: { title: string }[] }>("list", ...args)).stories
        .map(({ title }) => title)
        .sort();
    expect(await found()).toEqual(["Giá xăng giảm", "Đường sắt Bắc – Nam"]);
    expect(await found("--section", "kinh-te")).toEqual(["Đường sắt Bắc – Nam"]);
    expect(await found("--search", "duong sat")).toEqual(["Đường sắt Bắc – Nam"]);
    expect(await found("--state", "published")).toEqual([]);
    expect(await found("--trash")).toEqual([]);
    const { out } = await morasse("list", "--section", "kinh-te");
    expect(out.split("\t")).toEqual([
      first.slice(0, 8),
      expect.any(String),
      "draft",
      "kinh-te",
      "0/0",
      "Đường sắt Bắc – Nam",
    ]);
    const long = `Tít ${"rất ".repeat(1000)}dài`;
    await made("Một đoạn.\n", "--title", long, "--section", "van-hoa");
    const line = (await morasse("list", "--section", "van-hoa")).out.split("\t").at(-1)!;
    expect([line.length <= 80, line]).toEqual([true, expect.stringMatching(/^Tít (rất )+rất…$/)]);
    expect(await found("--section", "van-hoa")).toEqual([long]);
    expect((await morasse("list", "--state", "lost")).code).toBe(2);
    const nowhere = await morasse("list", "--section", "thoi-tiet");
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("thoi-su, chinh-tri")]);
  });
});

describe("times", () => {
  /** A script in a process whose clock on the wall is Vietnam's: a worker of the tests cannot change its own. */
  const inVietnam = (...args: readonly string[]) =>
    execFileSync(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, LC_ALL: "en_US.UTF-8", TZ: "Asia/Ho_Chi_Minh" },
      encoding: "utf8",
    });

  test("C10 a list has the hours of the wall clock, and JSON those of Greenwich", async () => {
    await made("Giá xăng giảm\n");
    const { stories } = await json<{ stories: { changedAt: string }[] }>("list");
    const { changedAt } = stories[0]!;
    expect(changedAt).toMatch(/Z$/);
    const out = inVietnam("build/morasse.mjs", "list", "--library", join(dir, "library"), "--data", dir);
    const there = new Date(Date.parse(changedAt) + 7 * 3_600_000).toISOString();
    expect(out.split("\t")[1]).toBe(there.slice(0, 16).replace("T", " "));
  });

  test("C10 a sentence has them too, the day as each language writes it", () => {
    const problem = { kind: "changedOnSite", host: "bao.example", changedAt: "2026-11-22T18:05:09.000Z" };
    const script = `
      import { problemText } from "./node/cli/text.ts";
      for (const language of ["vi", "en"]) console.log(problemText(${JSON.stringify(problem)}, language));`;
    const [vi, en] = inVietnam("--input-type=module", "--eval", script).split("\n");
    expect(vi).toContain("lúc 01:05, 23-11-2026.");
    expect(en).toContain("at 01:05, 23 Nov 2026.");
  });
});

describe("open", () => {
  test("C6 a story goes out as one file and comes into another library under its own id", async () => {
    const id = await made("Nước lên sớm\nMột đoạn.\n");
    mkdirSync(join(dir, "di"));
    const path = join(dir, "di", "nuoc-len-som.morasse");
    expect((await morasse("export", id, "--format", "package", "--out", path)).code).toBe(0);
    rmSync(join(dir, "library"), { recursive: true });
    mkdirSync(join(dir, "library"));
    const opened = await json<Made>("open", path);
    expect(opened).toMatchObject({ ok: true, stories: [{ id, title: "Nước lên sớm" }] });
    expect(headlineOf(await article(id))).toBe("Nước lên sớm");
  });

  test("C6 what is no package, or is damaged, is told with the file's name and changes nothing", async () => {
    mkdirSync(join(dir, "library"));
    const wrong = await morasse("open", file("anh.morasse", "not a zip"));
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("anh.morasse")]);
    expect((await morasse("open", join(dir, "none.morasse"))).code).toBe(1);
    expect((await morasse("open")).code).toBe(2);
    expect((await json<{ total: number }>("list")).total).toBe(0);
  });
});

describe("export", () => {
  test("C2 a story is named by id, the beginning of its id, or its slug", async () => {
    const id = await made("Đường sắt Bắc – Nam\nHội nghị.\n");
    for (const name of [id, id.slice(0, 8), "duong-sat-bac-nam"]) {
      const { code, out } = await morasse("export", name, "--format", "text");
      expect([code, out]).toEqual([0, "Đường sắt Bắc – Nam\n\nHội nghị."]);
    }
    const twin = await made("Đường sắt, Bắc Nam\n");
    const unclear = await morasse("export", "duong-sat-bac-nam");
    expect(unclear.code).toBe(1);
    expect(unclear.err).toContain(id);
    expect(unclear.err).toContain(twin);
    expect((await json<{ problem: { kind: string } }>("export", "khong-co")).problem).toEqual({
      kind: "storyUnknown",
      name: "khong-co",
      message: 'No story is called "khong-co".',
    });
    const short = await morasse("export", id.slice(0, 3));
    expect([short.code, short.err]).toEqual([1, expect.stringContaining("too short")]);
  });

  test("C3 writes a page, ninjs and data, to a file or to standard output", async () => {
    const id = await made("Tít\nĐoạn <một> & hai.\n", "--section", "xa-hoi");
    const page = join(dir, "out", "bai.html");
    for (const format of ["html", "package"]) {
      const early = await morasse("export", id, "--format", format, "--out", page);
      expect([early.code, early.err]).toEqual([
        1,
        expect.stringContaining(`There is no folder ${join(dir, "out")}.`),
      ]);
      expect(existsSync(join(dir, "out"))).toBe(false);
    }
    mkdirSync(join(dir, "out"));
    expect(await json("export", id, "--out", page)).toMatchObject({
      ok: true,
      id,
      format: "html",
      path: page,
    });
    expect(readFileSync(page, "utf8")).toContain("Đoạn &lt;một&gt; &amp; hai.");
    const ninjs = JSON.parse((await morasse("export", id, "--format", "ninjs")).out) as Record<
      string,
      unknown
    >;
    expect(ninjs).toMatchObject({ pubStatus: "withheld", headlines: [{ value: "Tít" }] });
    expect((await morasse("export", id, "--format", "docx")).code).toBe(2);
    const nowhere = await morasse("export", id, "--out", join(page, "inside", "x.html"));
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining("There is no folder")]);
  });

  test("C3 a page that is written to a file has its pictures beside it", async () => {
    const desk = await openedDesk("loopback");
    const { stories } = desk.library.list({});
    await desk.close();
    mkdirSync(join(dir, "out"));
    const page = join(dir, "out", "mau.html");
    const { pictures } = await json<{ pictures: string[] }>("export", stories[0]!.id, "--out", page);
    expect(pictures).toHaveLength(1);
    expect(readdirSync(join(dir, "out", "pictures"))).toEqual(pictures);
    expect(readFileSync(page, "utf8")).toContain(`src="pictures/${pictures[0]}"`);
    expect(bylineOf(await article(stories[0]!.id))).toBe("Ban biên tập");
  });
});

test("C3 --version says the version, for a person and for a program", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  expect(await morasse("--version")).toEqual({ code: 0, out: `Morasse ${version}`, err: "" });
  expect(await json("--version")).toEqual({ ok: true, version });
});

test("C12 a program that has windows too can tell a command from a start", () => {
  for (const line of [
    "list",
    "list --search từ",
    "--library /a list",
    "open a.morasse",
    "new - --lead-first",
    "--help",
    "-h",
    "publish --help",
    "--version",
  ])
    expect([line, isCommandLine(line.split(" "))]).toEqual([line, true]);
  for (const line of [
    "",
    "a.morasse",
    "--library /a",
    "--library list",
    "--wayland",
    "electron",
    "lost",
    "--x=list",
  ])
    expect([line, isCommandLine(line.split(" ").filter(Boolean))]).toEqual([line, false]);
});

describe("pictures of a story from elsewhere", () => {
  const SHA = "ab".repeat(32);

  /** A package whose story shows a picture of the given file ending, and has none. */
  async function opened(extension: string): Promise<string> {
    const id = randomUUID();
    const picture = { sha256: SHA, extension, widthPx: 3, heightPx: 2 };
    const doc = documentOf({
      details: EMPTY_DETAILS,
      blocks: [
        { kind: "headline", text: lineOf("Nước lên sớm") },
        { kind: "figure", id: "1", want: "", picture, caption: [], credit: [], altText: [] },
      ],
    });
    const log = wholeLog(id, Y.encodeStateAsUpdate(doc), 1);
    const files = [{ path: "story.log", bytes: new Uint8Array(log) }];
    const pack = packed({ id, madeAt: "2026-11-22T07:00:00.000Z", files }, (bytes) =>
      createHash("sha256").update(bytes).digest("hex"),
    );
    mkdirSync(join(dir, "library"), { recursive: true });
    expect((await morasse("open", file("bai.morasse", pack))).code).toBe(0);
    return id;
  }

  test("C11 a page reads no file outside its story's folder and writes none outside its own", async () => {
    file("secret.txt", "của người khác");
    // From pictures/ over slug, month, year and library to the folder of the test.
    const id = await opened(`x/../../../../../../secret.txt`);
    const page = join(dir, "a", "b", "c", "d", "out", "bai.html");
    mkdirSync(join(page, ".."), { recursive: true });
    const { code, err } = await morasse("export", id, "--out", page);
    expect([code, err]).toEqual([0, ""]);
    const written = readdirSync(join(dir, "a"), { recursive: true, encoding: "utf8" });
    expect(written.filter((path) => path.endsWith("secret.txt"))).toEqual([]);
    expect(readFileSync(page, "utf8")).not.toContain("secret.txt");
    const [story] = readdirSync(join(dir, "library"), { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith("story.html"),
    );
    expect(readFileSync(join(dir, "library", story!), "utf8")).not.toContain("secret.txt");
  });

  test("C11 an original that is missing is named, with what to do, and nothing is written", async () => {
    const id = await opened("jpg");
    const page = join(dir, "out", "bai.html");
    const { code, err } = await morasse("export", id, "--out", page);
    expect([code, err]).toEqual([1, expect.stringContaining(`${SHA}.jpg`)]);
    expect(err).toMatch(/missing.*Nothing was written.*slot/);
    expect(existsSync(join(dir, "out"))).toBe(false);
    expect(await json("export", id, "--out", page)).toMatchObject({
      ok: false,
      problem: { kind: "pictureLost", files: [`${SHA}.jpg`] },
    });
    mkdirSync(join(dir, "out"));
    expect((await morasse("export", id, "--format", "text", "--out", page)).code).toBe(0);
  });
});

describe("a story that was damaged", () => {
  async function damaged(): Promise<string> {
    const id = await made("Đường sắt\nĐoạn.\n");
    const name = readdirSync(join(dir, "library"), { recursive: true, encoding: "utf8" }).find((path) =>
      path.endsWith("story.log"),
    );
    const log = join(dir, "library", name!);
    truncateSync(log, readFileSync(log).length - 3);
    return id;
  }

  test("C9 what was mended is said beside the answer, in JSON too, and every time", async () => {
    const id = await damaged();
    for (const args of [
      ["export", id, "--format", "text"],
      ["export", id, "--format", "package", "--out", join(dir, "bai.morasse")],
      ["publish", id],
      ["open", join(dir, "bai.morasse")],
    ]) {
      const { err, code } = await morasse(...args);
      expect([args[0], code, err]).toEqual([
        args[0],
        args[0] === "publish" ? 1 : 0,
        expect.stringMatching(/^Đường sắt: The story’s log was damaged.*story\.log\.damaged-/),
      ]);
    }
    const { mended } = await json<{ mended: readonly object[] }>("export", id, "--format", "text");
    expect(mended).toEqual([
      expect.objectContaining({ story: id, kind: "logCut" }),
      expect.objectContaining({ story: id, kind: "readFromJson" }),
    ]);
    const { out } = await morasse("export", id, "--format", "text");
    expect(out).toBe("Đường sắt\n\nĐoạn.");
  });

  test("C9 a command does not take the report from the writer's screen", async () => {
    const id = await damaged();
    await morasse("export", id);
    const desk = await openedDesk("loopback");
    const opened = await desk.library.open(id);
    await desk.close();
    expect(opened.ok && opened.value.recovered.map(({ kind }) => kind)).toEqual(["logCut", "readFromJson"]);
  });
});

async function openedDesk(host: "loopback" | "cli") {
  const dataDir = join(dir, "data");
  const opened = await openDesk({
    libraryDir: join(dir, "library"),
    dataDir,
    host,
    version: "0.0.0",
    systemLanguage: "vi",
    settings: settingsIn(dataDir, new Date()),
    secrets: secretsIn(join(dataDir, "secrets.json")),
    secretsKept: { kept: "file", path: "" },
    site: null,
    openExternal: null,
    now: () => new Date(),
    newId: randomUUID,
    random: () => 0,
    fetch,
    log: () => {},
  });
  if (!opened.ok) throw new Error(opened.problem.kind);
  return opened.value;
}

describe("publish", () => {
  test("C5 what the newsroom's rules block is said, and nothing is queued", async () => {
    const id = await made("Tít\nĐoạn.\n");
    const desk = await openedDesk("cli");
    await desk.targets.save({ kind: "site", id: "b", name: "Bản tin", url: "http://127.0.0.1:9" });
    await desk.close();
    const blocked = await json<{ problem: { kind: string; rules: string[] } }>("publish", id, "--to", "b");
    expect(blocked.problem.kind).toBe("preflightBlocks");
    expect(blocked.problem.rules).toEqual(expect.arrayContaining(["leadMissing", "sectionMissing"]));
    const said = await morasse("publish", id, "--to", "b");
    expect([said.code, said.err]).toEqual([1, expect.stringContaining("It has no lead.")]);
    expect(said.err).not.toContain("Missing");
    const unknown = await morasse("publish", id, "--to", "elsewhere");
    expect([unknown.code, unknown.err]).toEqual([1, 'There is no target "elsewhere". Known: Bản tin.']);
  });

  test("C5 a headline no site has room for is said with its length", async () => {
    const id = await made(
      "Đoạn.\n",
      "--title",
      "Tít ".repeat(100).trim(),
      "--lead",
      "Sa-pô.",
      "--section",
      "xa-hoi",
    );
    const desk = await openedDesk("cli");
    await desk.targets.save({ kind: "site", id: "b", name: "Bản tin", url: "http://127.0.0.1:9" });
    await desk.close();
    const blocked = await morasse("publish", id, "--to", "b");
    expect([blocked.code, blocked.err]).toEqual([
      1,
      expect.stringContaining("The headline has 399 characters, at most 300."),
    ]);
  });

  test("C14 what the newsroom only warns of is said when the story goes, in JSON too", async () => {
    const id = await made("Tít\nĐoạn.\n", "--lead", "chữ ".repeat(60), "--section", "xa-hoi");
    const desk = await openedDesk("cli");
    await desk.targets.save({ kind: "site", id: "b", name: "Bản tin", url: "http://127.0.0.1:9" });
    await desk.close();
    const { code, out, err } = await morasse("publish", id, "--to", "b");
    expect([code, out]).toEqual([0, expect.stringContaining("In the outbox: Tít.")]);
    expect(err.split("\n")).toEqual(["The lead has 60 words, at most 50.", "It has no byline."]);
    const answer = await json<{ ok: boolean; warnings: readonly object[] }>("publish", id, "--to", "b");
    expect(answer).toMatchObject({
      ok: true,
      warnings: [{ rule: "leadTooLong" }, { rule: "bylineMissing" }],
    });
    expect(answer.warnings[1]).toEqual({ rule: "bylineMissing", message: "It has no byline." });
  });
});

/** A story with everything the rules ask for. */
async function publishable(): Promise<void> {
  const desk = await openedDesk("cli");
  const line = (text: string) => [{ text }];
  const created = await desk.library.create({
    details: { ...EMPTY_DETAILS, section: "xa-hoi" },
    blocks: [
      { kind: "headline", text: line("Đường về làng") },
      { kind: "lead", text: line("Sa-pô của bài.") },
      { kind: "paragraph", text: line("Một đoạn.") },
      { kind: "byline", text: line("Minh") },
    ],
  });
  await desk.close();
  if (!created.ok) throw new Error(created.problem.kind);
}

describe("publish without the workstation", () => {
  const kindOf = async (...args: readonly string[]) => {
    const { code, out } = await morasse("publish", "duong-ve-lang", ...args, "--json");
    return [code, (JSON.parse(out) as { problem?: { kind: string } }).problem?.kind];
  };

  test("C7 the site of this machine, which runs with the workstation, is not waited for without end", async () => {
    await saveSitePort(join(dir, "data"), 9);
    await secretsIn(join(dir, "data", "secrets.json")).save("site", "a secret of the site");
    await publishable();
    expect(await kindOf("--wait")).toEqual([1, "siteAsleep"]);
    const { stories } = await json<{ stories: { state: string }[] }>("list");
    expect(stories.map(({ state }) => state)).toEqual(["queued"]);
  });

  test("C7 a wait ends after the time that was given, with 1", async () => {
    await publishable();
    const desk = await openedDesk("cli");
    await desk.targets.save({ kind: "site", id: "b", name: "Bản tin", url: "http://127.0.0.1:9" });
    await desk.close();
    await secretsIn(join(dir, "data", "secrets.json")).save("b", "a secret of the site");
    expect(await kindOf("--to", "b", "--timeout", "0.5")).toEqual([1, "notYet"]);
    expect(await kindOf("--to", "b", "--timeout", "soon")).toEqual([2, "usage"]);
  });

  test("C7 a password in the keychain of the desktop program is said to be there, and nothing is queued", async () => {
    await publishable();
    const desk = await openedDesk("cli");
    await desk.targets.save({ kind: "site", id: "b", name: "Bản tin", url: "http://127.0.0.1:9" });
    await desk.close();
    await secretsIn(join(dir, "data", "secrets.json.sealed")).save("b", "sealed");
    expect(await kindOf("--to", "b")).toEqual([1, "passwordSealed"]);
    const { stories } = await json<{ stories: { state: string }[] }>("list");
    expect(stories.map(({ state }) => state)).not.toContain("queued");
  });
});

test("C3 a story is published and the command ends when the reader's page was read back", async () => {
  const secret = await siteSecret(join(dir, "data", "site"));
  const site = await startSite({
    dir: join(dir, "data", "site"),
    port: 0,
    secret,
    now: () => new Date(),
    sections: [{ slug: "xa-hoi", name: "Xã hội" }],
    siteName: "Bản tin",
  });
  try {
    // What the workstation leaves behind: where its site is, and the secret shared with it.
    const sitePort = Number(new URL(site.url).port);
    await saveSitePort(join(dir, "data"), sitePort);
    await secretsIn(join(dir, "data", "secrets.json")).save("site", secret);
    await publishable();
    const published = await json<{ ok: boolean; url: string }>("publish", "duong-ve-lang", "--wait");
    expect(published.ok).toBe(true);
    expect(await (await fetch(published.url)).text()).toContain("Sa-pô của bài.");
    const { stories } = await json<{ stories: { state: string }[] }>("list");
    expect(stories.map(({ state }) => state)).toEqual(["published"]);
    const { text } = await json<{ text: string }>("export", "duong-ve-lang", "--format", "ninjs");
    expect(JSON.parse(text)).toMatchObject({ pubStatus: "usable" });

    const same = await morasse("publish", "duong-ve-lang", "--wait");
    expect([same.code, same.out]).toEqual([0, expect.stringMatching(/^Published .*, nothing is new: http/)]);
    expect(await json("publish", "duong-ve-lang", "--wait")).toMatchObject({
      ok: true,
      nothingNew: true,
      url: published.url,
    });
    const again = await json<{ ok: boolean; job: object }>("publish", "duong-ve-lang", "--wait", "--again");
    expect(again).toMatchObject({ ok: true, url: published.url, job: { state: { kind: "done" } } });
  } finally {
    await site.close();
  }
});

describe("a library that is open", () => {
  test("C4 a command goes through the workstation that has the library open", async () => {
    const desk = await openedDesk("loopback");
    const door = await openDoor({ desk, token: newToken(), ports: [0], pages: null, showWindow: () => {} });
    await desk.library.announce(door.address);
    try {
      const { code, err, out } = await morasse(
        "new",
        file("x.txt", "Bài qua bàn\nMột đoạn.\n"),
        "--section",
        "xa-hoi",
      );
      expect([code, err]).toEqual([0, ""]);
      expect(headlineOf(await article(out))).toBe("Bài qua bàn");
      expect((await json<{ total: number }>("list")).total).toBe(2);
      expect(desk.library.summary(out)).not.toBeNull();
    } finally {
      await door.close();
      await desk.close();
    }
  });

  test("C4 a command ends when the workstation goes away in the middle of it", async () => {
    const desk = await openedDesk("loopback");
    const door = await openDoor({ desk, token: newToken(), ports: [0], pages: null, showWindow: () => {} });
    await desk.library.announce(door.address);
    const opened = await openNewsroom({
      libraryDir: join(dir, "library"),
      dataDir: join(dir, "data"),
      systemLanguage: "vi",
      version: "0.0.0",
      log: () => {},
    });
    if (!opened.ok) throw new Error(opened.problem.kind);
    expect(opened.value.through).not.toBeNull();
    await door.close();
    await desk.close();
    await new Promise((next) => setTimeout(next, 100));
    await opened.value.close();
  });

  test("C4 where the holder does not answer, the command says who holds it and ends with 3", async () => {
    const opened = await openLibrary(join(dir, "library"), {
      host: "loopback",
      now: () => new Date(),
      newId: randomUUID,
    });
    if (!opened.ok) throw new Error(opened.problem.kind);
    try {
      vi.stubEnv("LC_ALL", "vi_VN.UTF-8");
      const silent = await morasse("list");
      expect(silent).toMatchObject({
        code: 3,
        err: `Thư viện này đang mở ở Morasse trong trình duyệt (tiến trình ${process.pid}).`,
      });
      await opened.value.announce("http://127.0.0.1:9/token/");
      const gone = await morasse("list");
      expect(gone.code).toBe(3);
      expect(gone.err.split("\n")).toHaveLength(1);
      expect(gone.err).toContain(`Chương trình đó không trả lời`);
    } finally {
      await opened.value.close();
    }
  });
});

describe("help and mistakes", () => {
  test("C3 help of each command is there in both languages and opens nothing", async () => {
    for (const [locale, word] of [
      ["vi_VN.UTF-8", "tùy chọn"],
      ["en_US.UTF-8", "options"],
    ] as const) {
      vi.stubEnv("LC_ALL", locale);
      expect((await morasse("--help")).out).toContain(word);
      for (const name of ["new", "list", "open", "export", "publish"]) {
        const help = await morasse(name, "--help");
        expect([help.code, help.out.split(" ").slice(0, 2)]).toEqual([0, ["morasse", name]]);
      }
    }
    expect(existsSync(join(dir, "library"))).toBe(false);
  });

  test("C3 what is not understood is one JSON object with its sentence when JSON is asked for", async () => {
    vi.stubEnv("LC_ALL", "vi_VN.UTF-8");
    for (const [args, message] of [
      [["list", "--sektion", "x"], "Không có tùy chọn --sektion."],
      [["new", "--title"], "Tùy chọn --title thiếu giá trị."],
      [["list", "--wait"], "Lệnh list không có tùy chọn --wait."],
      [["pubish"], 'Không có lệnh "pubish".'],
    ] as const) {
      const { code, out } = await morasse(args[0], "--json", ...args.slice(1));
      expect([code, JSON.parse(out)]).toEqual([2, { ok: false, problem: { kind: "usage", message } }]);
    }
  });

  test("C8 a library that is not there is not made by a command that reads it", async () => {
    for (const args of [["list"], ["export", "abcd"], ["publish", "abcd"], ["open", "x.morasse"]]) {
      const { code, out } = await morasse(...args, "--json");
      expect([args, code, JSON.parse(out)]).toMatchObject([args, 1, { problem: { kind: "libraryMissing" } }]);
    }
    expect(existsSync(join(dir, "library"))).toBe(false);
  });

  test("C3 what is not understood is said with the help, and ends with 2", async () => {
    for (const args of [
      [],
      ["pubish"],
      ["list", "--sektion", "x"],
      ["list", "--wait"],
      ["export"],
      ["export", "a", "b"],
      ["new", "a.txt", "b.txt", "--title", "x"],
    ]) {
      const { code, err, out } = await morasse(...args);
      expect([args, code]).toEqual([args, 2]);
      expect((err + out).trim()).not.toBe("");
    }
  });
});
