import { ORPCError } from "@orpc/server";
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import {
  articleOf,
  blankArticle,
  documentOf,
  figuresOf,
  headlineOf,
  leadOf,
  preflight,
  wordsIn,
} from "#core/article";
import {
  base64Of,
  bytesOf,
  DEFAULT_SETTINGS,
  type Bridge,
  type DeskEvent,
  type OpenedStory,
} from "#core/bridge";
import { articleHtml } from "#core/exchange";
import { pictureFile, type SitePart } from "#node/desk";
import { closeNewsrooms, newsroom } from "./newsroom.ts";

afterEach(closeNewsrooms);

async function opened(bridge: Bridge, id: string): Promise<OpenedStory> {
  const story = await bridge.story.open({ id });
  if (!story.ok) throw new Error(story.problem.kind);
  return story.value;
}

async function articleIn(bridge: Bridge, id: string) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf((await opened(bridge, id)).state));
  return articleOf(id, doc);
}

function photo(): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 800, channels: 3, background: "#887766" } })
    .jpeg()
    .toBuffer();
}

test("D7 a screen that attaches while the library is away hears of it at once", async () => {
  const { bridge, desk, screen } = await newsroom();
  expect((await bridge.hello()).libraryProblem).toBeNull();
  const { dir } = desk.library;
  renameSync(dir, `${dir}-away`);
  expect((await bridge.library.create()).ok).toBe(false);
  expect((await screen().hello()).libraryProblem).toEqual({ kind: "libraryGone", path: dir });
  renameSync(`${dir}-away`, dir);
});

describe("the sample story", () => {
  test("D9 a new library opens with one story that lacks one picture and has one slip", async () => {
    const { bridge } = await newsroom();
    const hello = await bridge.hello();
    expect(hello.firstStart).toBe(true);
    const { stories } = await bridge.library.list({});
    expect(
      stories.map(({ title, picturesFilled, picturesAsked }) => ({ title, picturesFilled, picturesAsked })),
    ).toEqual([{ title: "Một buổi tối ở bàn soát bài", picturesFilled: 1, picturesAsked: 2 }]);
    const article = await articleIn(bridge, stories[0]!.id);
    const findings = preflight(article, DEFAULT_SETTINGS.preflight, []);
    expect([...new Set(findings.map(({ rule }) => rule))].filter((rule) => rule !== "slotEmpty")).toEqual([]);
    expect(findings.filter(({ rule }) => rule === "slotEmpty")).toHaveLength(1);
    expect(articleHtml(article).match(/han chế/g)).toHaveLength(1);
    expect(wordsIn(leadOf(article))).toBeLessThanOrEqual(50);
    expect(articleHtml(article)).toBe(articleHtml(article).normalize("NFC"));
  });

  test("D9 a library with stories gets no sample, and a second one can be asked for", async () => {
    const { desk, dir } = await newsroom();
    await desk.close();
    const again = await newsroom({}, dir);
    expect((await again.bridge.hello()).firstStart).toBe(false);
    expect((await again.bridge.library.list({})).total).toBe(1);
    const made = await again.bridge.library.createSample();
    expect(made.ok && made.value.title).toBe("Một buổi tối ở bàn soát bài");
    expect((await again.bridge.library.list({})).total).toBe(2);
  });

  test("D9 the sample's picture is served in the width that is asked for", async () => {
    const { bridge, desk } = await newsroom();
    const { stories } = await bridge.library.list({});
    const { id } = stories[0]!;
    const [figure] = figuresOf(await articleIn(bridge, id));
    const address = `${id}/${figure!.picture!.sha256}.jpg`;
    const original = await pictureFile(desk, address, null);
    expect(original?.mimeType).toBe("image/jpeg");
    const small = await pictureFile(desk, address, "500");
    expect((await sharp(small!.path).metadata()).width).toBe(1024);
    expect((await sharp((await pictureFile(desk, address, "9000"))!.path).metadata()).width).toBe(1600);
    for (const [bad, width] of [
      [`${id}/../${id}/${figure!.picture!.sha256}.jpg`, null],
      [`${id}/${"0".repeat(64)}.jpg`, null],
      [`..%2f${address}`, null],
      [`${address}/`, null],
      [address, "-1"],
      [address, "1e3"],
    ] as const) {
      expect(await pictureFile(desk, bad, width)).toBeNull();
    }
  });
});

describe("the bridge", () => {
  test("D7 a screen hears every change of the others, and not its own", async () => {
    const { bridge, screen } = await newsroom();
    const created = await bridge.library.create();
    if (!created.ok) throw new Error(created.problem.kind);
    const { id } = created.value;
    const [mine, theirs] = [screen(), screen()];
    const [heardMine, heardTheirs] = [await mine.story.follow({ id }), await theirs.story.follow({ id })];
    const state = await heardMine.next();
    expect(state.value).toBe((await opened(mine, id)).state);
    await heardTheirs.next();

    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytesOf(String(state.value)));
    const update = (headline: string) => {
      const before = Y.encodeStateVector(doc);
      const article = {
        ...blankArticle(),
        blocks: [{ kind: "headline" as const, text: [{ text: headline }] }],
      };
      const [node] = documentOf(article).getXmlFragment("body").toArray();
      doc.getXmlFragment("body").delete(0, 1);
      doc.getXmlFragment("body").insert(0, [(node as Y.XmlElement).clone()]);
      return base64Of(Y.encodeStateAsUpdate(doc, before));
    };
    const first = update("Một");
    expect(await mine.story.append({ id, update: first })).toMatchObject({ ok: true });
    expect((await heardTheirs.next()).value).toBe(first);
    const second = update("Hai");
    expect(await theirs.story.append({ id, update: second })).toMatchObject({ ok: true });
    expect((await heardMine.next()).value).toBe(second);
    expect(headlineOf(await articleIn(bridge, id))).toBe("Hai");
    await heardMine.return?.();
    await heardTheirs.return?.();
  });

  test("D7 settings, words, targets and stories are told to every screen", async () => {
    const { bridge, screen } = await newsroom();
    const events = await screen().events();
    await bridge.settings.save({ byline: "Minh" });
    await bridge.words.change({ add: ["Zalo"], remove: [] });
    await bridge.targets.save({ target: { kind: "site", id: "b", name: "B", url: "https://b.example" } });
    await bridge.library.create();
    const told: DeskEvent["kind"][] = [];
    for await (const event of events) {
      told.push(event.kind);
      if (event.kind === "story") break;
    }
    expect(told).toEqual(["settings", "words", "targets", "story"]);
    const hello = await bridge.hello();
    expect([hello.settings.byline, hello.words, hello.targets.map(({ id }) => id)]).toEqual([
      "Minh",
      ["Zalo"],
      ["b"],
    ]);
  });

  test("D4 a target is an http or https address, whatever its kind", async () => {
    const { bridge } = await newsroom();
    const site = { kind: "site", id: "b", name: "B" } as const;
    for (const url of ["ftp://b.example", "file:///etc/passwd", "b.example"]) {
      for (const target of [
        { ...site, url },
        { ...site, kind: "wordpress", url, user: "h", categories: {} },
        { ...site, kind: "ghost", url, themeShowsTop: true },
      ] as const) {
        await expect(bridge.targets.save({ target }), url).rejects.toThrow(/validation/i);
      }
    }
    expect((await bridge.hello()).targets).toEqual([]);
  });

  test("D2 a saved password does not come back, and goes with its target", async () => {
    const { bridge, desk } = await newsroom();
    const target = {
      kind: "wordpress",
      id: "wp",
      name: "Báo",
      url: "https://bao.example",
      user: "minh",
      categories: {},
    } as const;
    const list = await bridge.targets.save({ target, secret: "abcd efgh" });
    expect(JSON.stringify([list, await bridge.hello()])).not.toContain("abcd");
    expect(await desk.options.secrets.read("wp")).toBe("abcd efgh");
    await bridge.targets.remove({ id: "wp" });
    expect(await desk.options.secrets.read("wp")).toBeNull();
  });

  test("D2 a Ghost site is kept with its key, which does not come back", async () => {
    const { bridge, desk } = await newsroom();
    const target = {
      kind: "ghost",
      id: "gh",
      name: "Tạp chí",
      url: "https://tapchi.example",
      themeShowsTop: false,
    } as const;
    const key = `${"a".repeat(24)}:${"b".repeat(64)}`;
    expect(await bridge.targets.save({ target, secret: key })).toContainEqual(target);
    expect(JSON.stringify(await bridge.hello())).not.toContain("bbbb");
    expect(await desk.options.secrets.read("gh")).toBe(key);
  });

  test("D2 a kept password goes to the address and account it was given for, and nowhere else", async () => {
    const asked: { readonly url: string; readonly authorization: string | null }[] = [];
    const { bridge, desk } = await newsroom({
      fetch: (input, init) => {
        asked.push({ url: String(input), authorization: new Headers(init?.headers).get("authorization") });
        return Promise.reject(new TypeError("fetch failed"));
      },
    });
    const target = {
      kind: "wordpress",
      id: "wp",
      name: "Báo",
      url: "https://bao.example/tin",
      user: "minh",
      categories: {},
    } as const;
    const basic = `Basic ${Buffer.from("minh:abcd efgh").toString("base64")}`;
    const others = [
      { ...target, url: "https://thief.example" },
      { ...target, url: "http://bao.example" },
      { ...target, url: "https://bao.example:8443" },
      { ...target, user: "an" },
      { kind: "site", id: "wp", name: "Báo", url: "https://bao.example" } as const,
    ];
    await bridge.targets.save({ target, secret: "abcd efgh" });
    await bridge.targets.test({ target: { ...target, name: "Báo khác", url: "https://bao.example/" } });
    expect(asked.some(({ authorization }) => authorization === basic)).toBe(true);
    for (const other of others) {
      asked.length = 0;
      await bridge.targets.test({ target: other });
      expect(JSON.stringify(asked)).not.toContain(basic);
      expect(asked.filter(({ authorization }) => authorization?.includes("YWJjZCBlZmdo"))).toEqual([]);
    }
    expect(await bridge.targets.test({ target: others[0]! })).toMatchObject({ ok: false });

    await bridge.targets.save({ target: { ...target, name: "Báo mới", categories: { a: 1 } } });
    expect(await desk.options.secrets.read("wp")).toBe("abcd efgh");
    for (const other of others) {
      await bridge.targets.save({ target, secret: "abcd efgh" });
      await bridge.targets.save({ target: other });
      expect(await desk.options.secrets.read("wp")).toBeNull();
    }
    await bridge.targets.save({ target: others[0]!, secret: "new one" });
    expect(await desk.options.secrets.read("wp")).toBe("new one");
  });

  test("D8 a picture is looked into and kept; a file that is none is a problem, and so is an unknown story", async () => {
    const { bridge } = await newsroom();
    const created = await bridge.library.create();
    if (!created.ok) throw new Error(created.problem.kind);
    const storyId = created.value.id;
    const file = new File([new Uint8Array(await photo())], "họp.jpg", { type: "image/jpeg" });
    const added = await bridge.pictures.add({ storyId, file });
    expect(added).toMatchObject({
      ok: true,
      value: { picture: { extension: "jpg", widthPx: 1200, heightPx: 800 } },
    });
    const text = new File(["không phải ảnh"], "x.jpg", { type: "image/jpeg" });
    expect(await bridge.pictures.add({ storyId, file: text })).toMatchObject({
      ok: false,
      problem: { kind: "notAPicture", file: "x.jpg" },
    });
    const elsewhere = "123e4567-e89b-42d3-a456-426614174000";
    expect(await bridge.pictures.add({ storyId: elsewhere, file })).toMatchObject({
      ok: false,
      problem: { kind: "storyUnknown" },
    });
  });

  test("D8 what does not fit the contract is refused before anything is done", async () => {
    const { bridge, logged } = await newsroom();
    const id = "123e4567-e89b-42d3-a456-426614174000";
    const asked: readonly Promise<unknown>[] = [
      bridge.story.open({ id: "../../etc/passwd" }),
      bridge.story.append({ id, update: "kein base64!" }),
      bridge.library.list({ limit: 1_000_000 }),
      bridge.words.change({ add: [""], remove: [] }),
      bridge.openExternal({ url: "file:///etc/passwd" }),
      bridge.settings.save({ byline: "x".repeat(500) }),
    ];
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(logged).toEqual([]);
  });

  test("D8 bytes that are no update are refused and never written", async () => {
    const { bridge } = await newsroom();
    const created = await bridge.library.create();
    if (!created.ok) throw new Error(created.problem.kind);
    const { id } = created.value;
    const before = (await opened(bridge, id)).state;
    const update = base64Of(new Uint8Array([255, 1, 2, 3]));
    await expect(bridge.story.append({ id, update })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await opened(bridge, id)).state).toBe(before);
  });

  test("D8 an error nobody expected is logged and crosses without its inside", async () => {
    const settings = {
      read: () => DEFAULT_SETTINGS,
      save: () => {
        throw new Error("secret path /home/minh");
      },
    };
    const { bridge, logged } = await newsroom({ settings });
    const error: unknown = await bridge.settings.save({ byline: "x" }).catch((thrown: unknown) => thrown);
    const crossing = error instanceof ORPCError ? JSON.stringify(error.toJSON()) : "Internal server error";
    expect(crossing).toContain("Internal server error");
    expect(crossing).not.toContain("/home");
    expect(logged.join()).toContain("/home/minh");
  });
});

describe("the site on this machine", () => {
  const secret = async () => "s".repeat(32);

  test("D4 it is started in its own folder, its secret is known to the outbox, and its port is kept", async () => {
    const started: { port: number; dir: string }[] = [];
    const site = {
      secret,
      start: async ({ port, dir }: { port: number; dir: string }) => {
        started.push({ port, dir });
        return { url: "http://127.0.0.1:5001", close: async () => {} };
      },
    };
    const { desk, bridge, dir } = await newsroom({ site });
    expect((await bridge.hello()).targets[0]).toEqual({
      kind: "site",
      id: "site",
      name: "Trang tin trên máy này",
      unnamed: true,
      url: "http://127.0.0.1:5001",
    });
    expect(await desk.options.secrets.read("site")).toBe("s".repeat(32));
    await desk.close();
    await newsroom({ site }, dir);
    expect(started).toEqual([4380, 5001].map((port) => ({ port, dir: join(dir, "data", "site") })));
  });

  test("D4 a taken port moves the site to a free one; a site that does not start leaves the desk open", async () => {
    const ports: number[] = [];
    const start = async ({ port }: { port: number }) => {
      ports.push(port);
      if (port !== 0) throw Object.assign(new Error("taken"), { code: "EADDRINUSE" });
      return { url: "http://127.0.0.1:5002", close: async () => {} };
    };
    const first = await newsroom({ site: { secret, start } });
    expect(ports).toEqual([4380, 0]);
    expect([first.desk.siteUrl, first.logged]).toEqual(["http://127.0.0.1:5002", []]);
    const none = await newsroom({ site: { secret, start: () => Promise.reject(new Error("no disk")) } });
    expect((await none.bridge.library.list({})).total).toBe(1);
    expect(none.logged.join()).toContain("no disk");
  });
});

describe("start and end", () => {
  test("D11 a desk that cannot be opened leaves no site behind", async () => {
    const dir = mkdtempSync(join(tmpdir(), "morasse-newsroom-"));
    mkdirSync(join(dir, "data", "targets.json"), { recursive: true }); // A folder where a file is wanted.
    let closed = 0;
    const running = { url: "http://127.0.0.1:9", close: async () => void closed++ };
    const site = { secret: async () => "secret", start: async () => running };
    await expect(newsroom({ site }, dir)).rejects.toThrow("could not be opened");
    expect(closed).toBe(1);
    rmSync(join(dir, "data", "targets.json"), { recursive: true });
    await newsroom({}, dir); // The library was let go of as well.
  });

  test("D4 one program runs the site of a data folder, and one on another library uses it", async () => {
    let started = 0;
    const site: SitePart = {
      secret: async () => "the site's secret",
      start: async () => ({ url: `http://127.0.0.1:${5_000 + ++started}`, close: async () => {} }),
    };
    const first = await newsroom({ site });
    const second = await newsroom({ site, libraryDir: join(first.dir, "other") }, first.dir);
    expect(started).toBe(1);
    const own = async ({ bridge }: typeof first) => (await bridge.hello()).targets[0];
    expect(await own(second)).toEqual(await own(first));
    await first.desk.close();
    await second.desk.close();
    await newsroom({ site }, first.dir); // The end of one frees it for the next.
    expect(started).toBe(2);
  });

  test("D11 what was typed is flushed while a running step of the outbox still holds up the end", async () => {
    let answer = () => {};
    let asked = () => {};
    const busy = new Promise<void>((resolve) => (asked = resolve));
    const { desk, bridge } = await newsroom({
      fetch: () =>
        new Promise((_resolve, reject) => {
          answer = () => reject(new TypeError("fetch failed"));
          asked();
        }),
    });
    await bridge.targets.save({
      target: { kind: "site", id: "b", name: "B", url: "http://127.0.0.1:9" },
      secret: "a secret of the site",
    });
    const { stories } = await bridge.library.list({});
    const story = stories[0]!.id;
    await bridge.settings.save({ preflight: withoutBlocks() });
    const job = await bridge.publishing.publish({ storyId: story, targetId: "b" });
    expect(job.ok).toBe(true);
    await busy;
    const flushed = vi.spyOn(desk.library, "flush");
    const closed = desk.close();
    expect(flushed).toHaveBeenCalledOnce();
    await flushed.mock.results[0]!.value;
    answer();
    await closed;
  });
});

function withoutBlocks() {
  const { preflight } = DEFAULT_SETTINGS;
  const weights = Object.fromEntries(Object.keys(preflight.weights).map((rule) => [rule, "off"]));
  return { ...preflight, weights: weights as typeof preflight.weights };
}
