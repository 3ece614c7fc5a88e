import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#core/bridge";
import { dataFolder, libraryFolder, spokenLanguage, systemLanguage } from "../../../node/desk/folders.ts";
import { readPlace, readSitePort, savePlace, saveSitePort } from "../../../node/desk/place.ts";
import { secretsIn } from "../../../node/desk/secrets.ts";
import { settingsIn } from "../../../node/desk/settings.ts";
import { openTargets } from "../../../node/desk/targets.ts";
import { openWords } from "../../../node/desk/words.ts";

const root = mkdtempSync(join(tmpdir(), "morasse-desk-"));
const NOW = () => new Date("2026-11-24T09:00:00Z");
let dir: string;
let number = 0;
beforeEach(() => {
  dir = join(root, String(number++));
  mkdirSync(dir);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const now = new Date("2026-11-22T07:00:00.000Z");
const OWN = { kind: "site", id: "site", name: "Trang tin", url: "http://127.0.0.1:4380" } as const;

describe("settings", () => {
  test("D1 a new desk has the default settings, and a change is there after a restart", () => {
    expect(settingsIn(dir, now).read()).toEqual(DEFAULT_SETTINGS);
    settingsIn(dir, now).save({ byline: "Lê Thị Ẵm", appearance: undefined });
    expect(settingsIn(dir, now).read()).toEqual({ ...DEFAULT_SETTINGS, byline: "Lê Thị Ẵm" });
  });

  for (const [what, text] of [
    ["broken JSON", '{"byline": "Lê'],
    ["no object", "[1, 2]"],
    ["nothing", ""],
  ] as const) {
    test(`D1 a settings file with ${what} is kept aside, and the desk opens with the defaults`, () => {
      writeFileSync(join(dir, "settings.json"), text);
      const settings = settingsIn(dir, now);
      expect(settings.read()).toEqual(DEFAULT_SETTINGS);
      settings.save({ byline: "x" });
      const aside = readdirSync(dir).filter((name) => name.startsWith("settings.json.damaged-"));
      expect(aside.map((name) => readFileSync(join(dir, name), "utf8"))).toEqual([text]);
    });
  }

  test("D1 one wrong field costs that field alone, and fields of a newer program stay in the file", () => {
    const path = join(dir, "settings.json");
    const { captionMissing: _, ...older } = DEFAULT_SETTINGS.preflight.weights;
    const stored = {
      byline: "Minh",
      appearance: "purple",
      later: { kept: true },
      preflight: { weights: { ...older, leadTooLong: "off" }, leadWords: 40 },
    };
    writeFileSync(path, JSON.stringify(stored));
    const settings = settingsIn(dir, now);
    expect(settings.read()).toEqual({
      ...DEFAULT_SETTINGS,
      byline: "Minh",
      preflight: {
        ...DEFAULT_SETTINGS.preflight,
        weights: { ...DEFAULT_SETTINGS.preflight.weights, leadTooLong: "off" },
        leadWords: 40,
      },
    });
    settings.save({ lightPage: true });
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ later: { kept: true }, lightPage: true });
  });
});

describe("secrets", () => {
  test("D2 secrets are in a file which only this user can read, also when it was opened to others", async () => {
    const path = join(dir, "inner", "secrets.json");
    const secrets = secretsIn(path);
    expect(await secrets.read("wp")).toBeNull();
    await Promise.all([secrets.save("wp", "abcd efgh"), secrets.save("site", "key"), secrets.remove("none")]);
    expect(await secretsIn(path).read("wp")).toBe("abcd efgh");
    expect(await secretsIn(path).read("site")).toBe("key");
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
    await secrets.remove("wp");
    expect(await secretsIn(path).read("wp")).toBeNull();
    expect(readdirSync(join(dir, "inner"))).toEqual(["secrets.json"]);
  });

  test("D2 what a keychain sealed is not in the file, and what it cannot open is asked for again", async () => {
    const path = join(dir, "secrets.json");
    const seal = {
      close: (secret: string) => Buffer.from(secret).toString("hex"),
      open: (text: string) => Buffer.from(text, "hex").toString(),
    };
    await secretsIn(path, seal).save("wp", "mật khẩu");
    expect(readFileSync(path, "utf8")).not.toContain("mật khẩu");
    expect(await secretsIn(path, seal).read("wp")).toBe("mật khẩu");
    expect(await secretsIn(path, { ...seal, open: () => null }).read("wp")).toBeNull();
  });
});

describe("words", () => {
  test("D3 my words are a text file that a person can edit, composed and none twice", async () => {
    const path = join(dir, "words.txt");
    writeFileSync(path, "\uFEFF# của tôi\r\nFacebook\r\n\r\n  Đắk   Lắk \n");
    const words = await openWords(path, NOW);
    expect(words.list()).toEqual(["Facebook", "Đắk Lắk"]);
    writeFileSync(path, readFileSync(path, "utf8") + "Zalo\n");
    await Promise.all([
      words.change(["Nghe\u0302\u0323".normalize("NFD")], []),
      words.change(["Facebook"], []),
      words.change([], ["Zalo"]),
    ]);
    expect(words.list()).toEqual(["Facebook", "Đắk Lắk", "Nghệ"]);
    expect(readFileSync(path, "utf8")).toBe("# của tôi\nFacebook\nĐắk Lắk\nNghệ\n");
  });

  test("D3 a word cannot smuggle in a second line or a note", async () => {
    const words = await openWords(join(dir, "words.txt"), NOW);
    expect((await words.change(["# một\nhai"], [])).words).toEqual(["một hai"]);
  });
});

describe("words of another encoding", () => {
  const WINDOWS_1258 = Buffer.from([0x6e, 0x68, 0xe0, 0x20, 0x72, 0xf4, 0x6e, 0x67, 0x0a]);

  test("D3 a file that is no text is put aside byte for byte, and what was read before goes on", async () => {
    const path = join(dir, "words.txt");
    writeFileSync(path, "Zalo\n");
    const words = await openWords(path, NOW);
    writeFileSync(path, WINDOWS_1258);
    await words.readAgain();
    expect([words.isUnreadable, words.list()]).toEqual([true, ["Zalo"]]);
    const { words: now, aside } = await words.change(["Nghệ"], []);
    expect(now).toEqual(["Zalo", "Nghệ"]);
    expect(readFileSync(aside!)).toEqual(WINDOWS_1258);
    expect(readFileSync(path, "utf8")).toBe("Zalo\nNghệ\n");
    expect(words.isUnreadable).toBe(false);
  });

  test("D3 UTF-16 with its mark is read", async () => {
    const path = join(dir, "words.txt");
    writeFileSync(path, Buffer.from("\ufeffnhà rông\r\nZalo\r\n", "utf16le"));
    expect((await openWords(path, NOW)).list()).toEqual(["nhà rông", "Zalo"]);
  });
});

describe("targets", () => {
  test("D4 the site on this machine is first, cannot be replaced or removed, and is not kept", async () => {
    const path = join(dir, "targets.json");
    const targets = await openTargets(path, OWN);
    await targets.save({ ...OWN, url: "https://elsewhere.example" });
    await targets.save({ kind: "site", id: "b", name: "B", url: "https://b.example" });
    await targets.save({ kind: "site", id: "b", name: "B2", url: "https://b.example" });
    await targets.remove("site");
    const again = await openTargets(path, { ...OWN, url: "http://127.0.0.1:9" });
    expect(again.list()).toEqual([
      { ...OWN, url: "http://127.0.0.1:9" },
      { kind: "site", id: "b", name: "B2", url: "https://b.example" },
    ]);
  });

  test("D4 the site on this machine has the name a person gave it, and else says that nobody has", async () => {
    const path = join(dir, "targets.json");
    const own = { ...OWN, unnamed: true } as const;
    const targets = await openTargets(path, own);
    expect(targets.list()).toEqual([own]);
    await targets.save({ ...own, name: "Báo nội bộ", url: "https://elsewhere.example" });
    await targets.save({ kind: "site", id: "b", name: "B", url: "https://b.example" });
    expect((await openTargets(path, { ...own, url: "http://127.0.0.1:9" })).list()).toEqual([
      { ...OWN, name: "Báo nội bộ", url: "http://127.0.0.1:9" },
      { kind: "site", id: "b", name: "B", url: "https://b.example" },
    ]);
    await targets.remove("site");
    expect(targets.list().map(({ name }) => name)).toEqual(["Báo nội bộ", "B"]);
  });

  test("D4 what a program on another library added is kept", async () => {
    const path = join(dir, "targets.json");
    const [one, other] = [await openTargets(path, OWN), await openTargets(path, OWN)];
    await one.save({ kind: "site", id: "a", name: "A", url: "https://a.example" });
    await other.save({ kind: "site", id: "b", name: "B", url: "https://b.example" });
    expect((await openTargets(path, null)).list().map(({ id }) => id)).toEqual(["a", "b"]);
    expect(other.list().map(({ id }) => id)).toEqual(["site", "a", "b"]);
  });

  test("D4 a target that cannot be read costs itself alone", async () => {
    const path = join(dir, "targets.json");
    const good = { kind: "site", id: "b", name: "B", url: "https://b.example" };
    const elsewhere = ["ftp://b.example", "b.example", "javascript:0"].map((url) => ({ ...good, url }));
    writeFileSync(path, JSON.stringify({ targets: [{ kind: "ftp" }, ...elsewhere, good] }));
    expect((await openTargets(path, null)).list()).toEqual([good]);
    writeFileSync(path, "{");
    expect((await openTargets(path, null)).list()).toEqual([]);
    expect(readdirSync(dir).some((name) => name.startsWith("targets.json.damaged-"))).toBe(true);
  });
});

describe("place", () => {
  test("D5 the address of a desk has 256 random bits, is kept, and only this user can read it", async () => {
    const place = readPlace(dir, "/library");
    expect(place.token).toMatch(/^[0-9a-f]{64}$/);
    expect(readPlace(dir, "/library").token).not.toBe(place.token);
    await savePlace(dir, "/library", { ...place, port: 4379 });
    expect(readPlace(dir, "/library")).toEqual({ ...place, port: 4379 });
    const [file] = readdirSync(join(dir, "desks"));
    if (process.platform !== "win32") expect(statSync(join(dir, "desks", file!)).mode & 0o777).toBe(0o600);
  });

  test("D5 two libraries with one data folder keep an address each", async () => {
    const [here, there] = [readPlace(dir, "/here"), readPlace(dir, "/there")];
    await Promise.all([
      savePlace(dir, "/here", { ...here, port: 4379 }),
      savePlace(dir, "/there", { ...there, port: 4400 }),
      saveSitePort(dir, 4380),
    ]);
    expect(readPlace(dir, "/here")).toEqual({ ...here, port: 4379 });
    expect(readPlace(dir, "/there")).toEqual({ ...there, port: 4400 });
    expect(readSitePort(dir)).toBe(4380);
  });

  test("D5 a token that was shortened by hand is replaced", async () => {
    await savePlace(dir, "/library", { token: "abc", port: 4379 });
    expect(readPlace(dir, "/library").token).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("folders and language", () => {
  test("D6 the data folder is what is asked for, else the system's place for it", () => {
    expect(dataFolder("/a/b", { MORASSE_DATA: "/c" }, "linux")).toBe("/a/b");
    expect(dataFolder(undefined, { MORASSE_DATA: "/c" }, "linux")).toBe("/c");
    expect(dataFolder(undefined, { XDG_CONFIG_HOME: "/x" }, "linux")).toBe(join("/x", "morasse"));
    expect(dataFolder(undefined, { XDG_CONFIG_HOME: "relative" }, "linux")).toMatch(/\.config.morasse$/);
    expect(dataFolder(undefined, { APPDATA: "/r" }, "win32")).toBe(join("/r", "Morasse"));
    expect(dataFolder(undefined, {}, "darwin")).toMatch(/Application Support.Morasse$/);
  });

  test("D6 the library is ~/Morasse, or that in the documents where it lies", () => {
    expect(libraryFolder(undefined, dir)).toBe(join(dir, "Morasse"));
    mkdirSync(join(dir, "Documents", "Morasse"), { recursive: true });
    expect(libraryFolder(undefined, dir)).toBe(join(dir, "Documents", "Morasse"));
    expect(libraryFolder("/l", dir)).toBe("/l");
  });

  test("D6 Vietnamese where the system is Vietnamese, English otherwise", () => {
    const spoken = (env: Record<string, string>) => spokenLanguage(systemLanguage(env));
    expect(spoken({ LANG: "vi_VN.UTF-8" })).toBe("vi");
    expect(spoken({ LANG: "vi_VN.UTF-8", LC_ALL: "en_US.UTF-8" })).toBe("en");
    expect(spoken({ LC_MESSAGES: "vi" })).toBe("vi");
    expect(spoken({ LANG: "C.UTF-8" })).toBe("en");
    expect(systemLanguage({ LANG: "fr_FR@euro" })).toBe("fr-FR");
    // Where the system has no language, the page's browser decides.
    expect(systemLanguage({ LANG: "C.UTF-8" })).toBe("");
    expect(systemLanguage({ LC_ALL: "POSIX" })).toBe("");
    expect(systemLanguage({}, "linux")).toBe("");
    expect(systemLanguage({}, "win32")).not.toBe("");
  });
});
