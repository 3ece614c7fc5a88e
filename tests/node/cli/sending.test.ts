import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { EMPTY_DETAILS, lineOf } from "#core/article";
import type { JobView, Proof, Receipt, Target } from "#core/publishing";
import { runCommandLine } from "#node/cli";
import { openDesk, secretsIn, settingsIn } from "#node/desk";
import { siteSecret, startSite, type Site } from "#site";
import { hourIn } from "../../../node/cli/hour.ts";

/** Targets, the outbox and receipts from the command line, on a real site of ours. */

const root = mkdtempSync(join(tmpdir(), "morasse-cli-sending-"));
let dir: string;
let number = 0;
let site: Site | null = null;
let stdin: string;

beforeEach(() => {
  dir = join(root, String(number++));
  mkdirSync(dir);
  stdin = "";
  vi.stubEnv("LC_ALL", "en_US.UTF-8");
});
afterEach(async () => {
  await site?.close();
  site = null;
  vi.restoreAllMocks();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ran<Json> {
  readonly code: number;
  readonly json: Json;
}

/** A command on this test's own library, answered as JSON. */
async function morasse<Json = { ok: boolean; problem?: { kind: string } }>(
  ...args: readonly string[]
): Promise<Ran<Json>> {
  const out: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => void out.push(String(line)));
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const input = vi
    .spyOn(process, "stdin", "get")
    .mockReturnValue(new Blob([stdin]).stream() as unknown as typeof process.stdin);
  try {
    const places = ["--library", join(dir, "library"), "--data", join(dir, "data")];
    const code = await runCommandLine([...args, ...places, "--json"]);
    return { code, json: JSON.parse(out.join("\n")) as Json };
  } finally {
    for (const spy of [log, error, input]) spy.mockRestore();
  }
}

/** A story with everything the rules ask for. */
async function written(headline = "Đường về làng"): Promise<string> {
  const opened = await openDesk({
    libraryDir: join(dir, "library"),
    dataDir: join(dir, "data"),
    host: "cli",
    version: "0.0.0",
    systemLanguage: "vi",
    settings: settingsIn(join(dir, "data"), new Date()),
    secrets: secretsIn(join(dir, "data", "secrets.json")),
    secretsKept: { kept: "file", path: "" },
    site: null,
    openExternal: null,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    random: Math.random,
    fetch,
    log: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const desk = opened.value;
  const created = await desk.library.create({
    details: { ...EMPTY_DETAILS, section: "xa-hoi" },
    blocks: [
      { kind: "headline", text: lineOf(headline) },
      { kind: "lead", text: lineOf("Sa-pô của bài.") },
      { kind: "paragraph", text: lineOf("Một đoạn.") },
      { kind: "byline", text: lineOf("Minh") },
    ],
  });
  await desk.close();
  if (!created.ok) throw new Error(created.problem.kind);
  return created.value.id;
}

/** A running site of ours, added as a target by the command. */
async function siteAdded(): Promise<Target> {
  const secret = await siteSecret(join(dir, "site"));
  site = await startSite({
    dir: join(dir, "site"),
    port: 0,
    secret,
    now: () => new Date(),
    sections: [{ slug: "xa-hoi", name: "Xã hội" }],
    siteName: "Bản tin",
  });
  stdin = `${secret}\n`;
  const added = await morasse<{ ok: boolean; target: Target }>(
    ...["target", "add", "--kind", "site", "--name", "Bản tin", "--url", site.url, "--password-stdin"],
  );
  expect([added.code, added.json.ok]).toEqual([0, true]);
  return added.json.target;
}

const statusOf = async (url: string) => (await fetch(url)).status;

test("C18 a target is added, listed and tested; its password goes to the secrets and nowhere else", async () => {
  const target = await siteAdded();
  const secret = stdin.trim();
  const { json } = await morasse<{ targets: readonly Target[] }>("target", "list");
  expect(json.targets).toEqual([target]);
  expect(JSON.stringify(json)).not.toContain(secret);
  expect(readFileSync(join(dir, "data", "targets.json"), "utf8")).not.toContain(secret);
  const tested = await morasse<{ account: { siteName: string } }>("target", "test", "Bản tin");
  expect([tested.code, tested.json.account.siteName]).toEqual([0, "Bản tin"]);
  await site!.close();
  site = null;
  const away = await morasse("target", "test", target.id);
  expect([away.code, away.json.problem?.kind]).toEqual([1, "siteUnreachable"]);
});

test("C18 a Ghost site is added without an account's name", async () => {
  stdin = `${"a".repeat(24)}:${"b".repeat(64)}\n`;
  const ghost = ["target", "add", "--kind", "ghost", "--name", "Tạp chí", "--url", "https://tapchi.example"];
  const added = await morasse<{ target: Target }>(...ghost, "--password-stdin");
  expect([added.code, added.json.target]).toMatchObject([0, { kind: "ghost", themeShowsTop: true }]);
  const again = await morasse<{ target: Target }>(...ghost, "--lead-in-text");
  expect(again.json.target).toEqual({ ...added.json.target, themeShowsTop: false });
});

test("C18 a folder for files is added by its path, tested, and handed a story", async () => {
  const folder = join(dir, "Nhà in");
  const add = ["target", "add", "--kind", "handover", "--name", "Nhà in", "--url", folder, "--as", "ninjs"];
  const { target } = (await morasse<{ target: Target }>(...add)).json;
  expect(target).toMatchObject({ kind: "handover", user: "", formats: ["ninjs"] });
  const away = await morasse("target", "test", "Nhà in");
  expect([away.code, away.json.problem?.kind]).toEqual([1, "folderGone"]);
  mkdirSync(folder);
  expect((await morasse("target", "test", "Nhà in")).code).toBe(0);
  await written();
  const sent = await morasse<{ url: string }>("publish", "duong-ve-lang", "--to", "Nhà in", "--wait");
  expect([sent.code, sent.json.url]).toEqual([0, expect.stringMatching(/^file:.*manifest\.json$/)]);
  const again = await morasse<{ nothingNew?: boolean }>("publish", "duong-ve-lang", "--to", "Nhà in");
  expect(again.json.nothingNew).toBe(true);
});

test("C18 what is wrong with a new target is said, and nothing is saved", async () => {
  const wrong: readonly (readonly string[])[] = [
    ["target", "add", "--url", "https://bao.example", "--user", "a"],
    ["target", "add", "--name", "A", "--user", "a"],
    ["target", "add", "--name", "A", "--url", "bao.example", "--user", "a"],
    ["target", "add", "--name", "A", "--url", "https://bao.example"],
    ["target", "add", "--name", "A", "--url", "https://bao.example", "--kind", "blog"],
    ["target", "add", "--name", "A", "--url", "https://bao.example", "--user", "a", "--category", "thoi-su"],
    ["target", "add", "--name", "A", "--url", "https://bao.example", "--user", "a", "--password-stdin"],
    ["target", "add", "--name", "A", "--kind", "handover", "--url", "ftp://bao.example/in/", "--user", "a"],
    ["target", "add", "--name", "A", "--kind", "handover", "--url", "sftp://bao.example/in/"],
    ["target", "add", "--name", "A", "--kind", "handover", "--url", "/tmp", "--as", "ninjs,pdf"],
    ["target", "add", "--name", "A", "--kind", "handover", "--url", "/tmp", "--host-key", "MD5:aa"],
    ["target", "remove"],
  ];
  for (const args of wrong)
    expect([args.join(" "), (await morasse(...args)).code]).toEqual([args.join(" "), 2]);
  expect((await morasse<{ targets: readonly Target[] }>("target", "list")).json.targets).toEqual([]);
});

test("C19 a story is published, withdrawn with its reason and published again; the receipts tell it", async () => {
  await written();
  await siteAdded();
  const to = ["--to", "Bản tin", "--wait"];
  const { json: out } = await morasse<{ ok: boolean; url: string }>("publish", "duong-ve-lang", ...to);
  expect([out.ok, await statusOf(out.url)]).toEqual([true, 200]);
  const down = await morasse("withdraw", "duong-ve-lang", ...to, "--reason", "Nguồn rút lời");
  expect([down.code, await statusOf(out.url)]).toEqual([0, 410]);
  expect((await morasse("publish", "duong-ve-lang", ...to)).code).toBe(0);
  expect(await statusOf(out.url)).toBe(200);
  expect((await morasse("kill", "duong-ve-lang", ...to, "--reason", "Sai sự thật")).code).toBe(0);
  const { json } = await morasse<{ receipts: readonly Receipt[] }>("receipt", "duong-ve-lang");
  expect(json.receipts.map(({ aim }) => aim)).toEqual([
    { kind: "public" },
    { kind: "withdrawn", reason: "Nguồn rút lời" },
    { kind: "public" },
    { kind: "killed", reason: "Sai sự thật" },
  ]);
  expect(await statusOf(out.url)).toBe(410);
});

test("C21 every page that is out is looked at again, and a script sees when one is gone", async () => {
  await written();
  await siteAdded();
  expect((await morasse("published")).json.ok).toBe(true);
  await morasse("publish", "duong-ve-lang", "--to", "Bản tin", "--wait");
  const whole = await morasse<{ proofs: readonly Proof[] }>("published", "--to", "Bản tin");
  expect([whole.code, whole.json.proofs.map(({ title, found }) => [title, found.kind])]).toEqual([
    0,
    [["Đường về làng", "whole"]],
  ]);
  await site!.close();
  site = null;
  const away = await morasse<{ proofs: readonly Proof[] }>("published");
  expect([away.code, away.json.proofs.map(({ found }) => found.kind)]).toEqual([1, ["unread"]]);
});

test("C19 a package is taken into the library and published by one command", async () => {
  const id = await written();
  await siteAdded();
  const file = join(dir, "bai.morasse");
  expect((await morasse("export", id, "--format", "package", "--out", file)).code).toBe(0);
  rmSync(join(dir, "library"), { recursive: true });
  mkdirSync(join(dir, "library"));
  const { code, json } = await morasse<{ url: string; job: JobView }>(
    ...["publish", file, "--to", "Bản tin", "--wait"],
  );
  expect([code, json.job.storyId]).toEqual([0, id]);
  expect(await statusOf(json.url)).toBe(200);
  writeFileSync(file, "no package");
  expect((await morasse("publish", file, "--to", "Bản tin")).json.problem?.kind).toBe("notAPackage");
});

test("C19 what a target cannot do, and an hour that is none, is said before anything is queued", async () => {
  await written();
  await siteAdded();
  const said = async (...args: readonly string[]) => {
    const { code, json } = await morasse("publish", "duong-ve-lang", "--to", "Bản tin", ...args);
    return [code, json.problem?.kind];
  };
  expect(await said("--draft")).toEqual([1, "aimUnknown"]);
  expect(await said("--at", "2099-01-01T07:00")).toEqual([1, "aimUnknown"]);
  expect(await said("--at", "2020-01-01T07:00")).toEqual([2, "usage"]);
  expect(await said("--at", "ngày mai")).toEqual([2, "usage"]);
  expect(await said("--draft", "--at", "07:00")).toEqual([2, "usage"]);
  expect((await morasse<{ jobs: readonly JobView[] }>("outbox", "list", "--all")).json.jobs).toEqual([]);
});

test("C20 the outbox is listed; a job that waits is sent again, or cancelled, by the beginning of its id", async () => {
  await written();
  const target = await siteAdded();
  const { port } = new URL(site!.url);
  await site!.close();
  site = null;
  const gone = await morasse("publish", "duong-ve-lang", "--to", target.id, "--timeout", "1");
  expect([gone.code, gone.json.problem?.kind]).toEqual([1, "notYet"]);
  const { json } = await morasse<{ jobs: readonly JobView[] }>("outbox");
  expect(json.jobs.map(({ title }) => title)).toEqual(["Đường về làng"]);
  const { id } = json.jobs[0]!;
  expect((await morasse("outbox", "retry", "zzzz")).json.problem?.kind).toBe("jobUnknown");
  expect((await morasse("outbox", "retry")).code).toBe(2);
  expect((await morasse("outbox", "throw")).code).toBe(2);
  const tried = await morasse("outbox", "retry", id.slice(0, 8), "--timeout", "1");
  expect([tried.code, tried.json.problem?.kind]).toEqual([1, "notYet"]);
  site = await startSite({
    dir: join(dir, "site"),
    port: Number(port),
    secret: stdin.trim(),
    now: () => new Date(),
    sections: [{ slug: "xa-hoi", name: "Xã hội" }],
    siteName: "Bản tin",
  });
  const sent = await morasse<{ jobs: readonly JobView[] }>("outbox", "retry", "all", "--wait");
  expect([sent.code, sent.json.jobs.map(({ state }) => state.kind)]).toEqual([0, ["done"]]);
  expect((await morasse<{ jobs: readonly JobView[] }>("outbox", "list")).json.jobs).toEqual([]);
});

test("C20 a job that waits is cancelled", async () => {
  await written();
  const target = await siteAdded();
  await site!.close();
  site = null;
  await morasse("publish", "duong-ve-lang", "--to", target.id, "--timeout", "1");
  const { code, json } = await morasse<{ jobs: readonly JobView[] }>("outbox", "cancel", "all");
  expect([code, json.jobs.map(({ state }) => state.kind)]).toEqual([0, ["cancelled"]]);
  expect((await morasse<{ jobs: readonly JobView[] }>("outbox", "list")).json.jobs).toEqual([]);
});

test("C19 an hour is the next time it strikes, or one of a day, by this machine's clock unless a zone is named", () => {
  const now = new Date(2026, 10, 24, 14, 30);
  expect(hourIn("15:00", now)).toEqual(new Date(2026, 10, 24, 15));
  expect(hourIn("7:05", now)).toEqual(new Date(2026, 10, 25, 7, 5));
  expect(hourIn("2026-12-01 07:00", now)).toEqual(new Date(2026, 11, 1, 7));
  expect(hourIn("2026-12-01T07:00+07:00", now)).toEqual(new Date("2026-12-01T00:00Z"));
  expect(hourIn("2026-12-01T07:00:30Z", now)).toEqual(new Date("2026-12-01T07:00:30Z"));
  for (const wrong of [
    "",
    "24:00",
    "7",
    "7:60",
    "2026-02-30T07:00",
    "2026-13-01T07:00",
    "01-12-2026",
    "tomorrow",
  ])
    expect([wrong, hourIn(wrong, now)]).toEqual([wrong, null]);
});
