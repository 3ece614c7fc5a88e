import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PictureToSend, RemoteStory, Target, TargetPort } from "#core/publishing";
import { targetPort } from "../../../node/publishing/target-port.ts";
import { hash, remotePicture, storyWith } from "../../core/publishing/newsroom.ts";

/** Sites that answer, and not with what was asked: whatever they say, nothing counts as done that is not. */

type Lie = (request: IncomingMessage, response: ServerResponse) => void;

const json = (value: unknown): Lie => {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
};
const html = (text: string, status = 200): Lie => {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end(text);
  };
};
/** 200 MB of nothing in some kilobytes. */
const BOMB = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 });

const LIES: Readonly<Record<string, Lie>> = {
  "a page that says there was an error": html("<h1>Error establishing a database connection</h1>"),
  "a sign-in page": html('<form action="/wp-login.php"><input name="pwd"></form>'),
  "a captive portal": html("<html><body>Chào mừng đến với Wi-Fi sân bay</body></html>"),
  "an empty object": json({}),
  "an empty list": json([]),
  "a number": json(7),
  null: json(null),
  "a list of nothing": json([null, 7, "a"]),
  "fields of other kinds": json({
    id: "seven",
    status: 7,
    posts: 7,
    images: {},
    capabilities: [],
    version: "x",
  }),
  "an error that is none": json({ code: "rest_ok", message: "fine", data: { status: 200 } }),
  "JSON that breaks off": (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"id": 7, "status": "pub');
  },
  "no bytes": (_request, response) => response.writeHead(200).end(),
  "no content": (_request, response) => response.writeHead(204).end(),
  "a redirect to itself": (request, response) =>
    response.writeHead(302, { location: request.url ?? "/" }).end(),
  "a redirect to another host": (_request, response) =>
    response.writeHead(301, { location: "http://127.0.0.1:9/elsewhere" }).end(),
  "a redirect to nowhere": (_request, response) =>
    response.writeHead(307, { location: "javascript:alert(1)" }).end(),
  "a body without end": (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  },
  "a compressed bomb": (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(BOMB);
  },
  "bytes that are not compressed as they say": (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end("not gzip at all");
  },
};

let url: string;
let lie: Lie;
const server = createServer((request, response) => {
  request.resume().on("error", () => undefined);
  response.on("error", () => undefined);
  lie(request, response);
});
beforeAll(async () => {
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const TARGETS: readonly ((at: string) => Target)[] = [
  (at) => ({ kind: "site", id: "t", name: "T", url: at }),
  (at) => ({ kind: "wordpress", id: "t", name: "T", url: at, user: "a", categories: {} }),
  (at) => ({ kind: "ghost", id: "t", name: "T", url: at, themeShowsTop: true }),
];

const SECRETS: Readonly<Partial<Record<Target["kind"], string>>> = {
  site: "a secret of the site",
  wordpress: "abcd efgh ijkl",
  ghost: `${"a".repeat(24)}:${"b".repeat(64)}`,
};

const story = storyWith(1);
const rendition = {
  widthPx: 1200,
  heightPx: 800,
  sizeBytes: 5,
  sha256: hash(9),
  mimeType: "image/jpeg",
} as const;
const picture: PictureToSend = {
  sha256: hash(0),
  extension: "jpg",
  renditions: [rendition],
  read: async () => new TextEncoder().encode("bytes"),
  caption: "Chú thích",
  credit: "TTXVN",
  altText: "Mô tả",
};
const remote: RemoteStory = {
  remoteId: "7",
  changedAt: "2026-11-22T07:00:00.000Z",
  url: "http://127.0.0.1/a",
};
const sent = [{ story, pictures: [remotePicture(hash(0))] }];

/** Every question a job asks a target, and a later look at the page. */
const ASKED: Readonly<
  Record<string, (port: TargetPort) => Promise<{ readonly ok: boolean; readonly value?: unknown }>>
> = {
  test: (port) => port.test(),
  findOrCreate: (port) => port.findOrCreate(story, null),
  "findOrCreate, known": (port) => port.findOrCreate(story, remote),
  putPicture: (port) => port.putPicture(story, picture),
  publish: (port) => port.publish(story, remote, sent[0]!.pictures),
  "publish a draft": (port) => port.publish({ ...story, aim: { kind: "draft" } }, remote, sent[0]!.pictures),
  takeDown: (port) =>
    port.takeDown({ ...story, aim: { kind: "killed", reason: "" } }, remote, sent[0]!.pictures),
  lookUp: (port) => port.lookUp(sent, remote),
};

for (const [name, told] of Object.entries(LIES)) {
  test(`P73 ${name} is taken for no answer, whatever was asked`, async () => {
    lie = told;
    const said: string[] = [];
    for (const make of TARGETS) {
      const target = make(url);
      for (const [question, ask] of Object.entries(ASKED)) {
        if (target.kind === "site" && question === "publish a draft") continue;
        const port = targetPort(
          target,
          SECRETS[target.kind] ?? null,
          {
            fetch,
            now: () => new Date(),
            pace: { settleMs: 1, patience: { baseMs: 4_000, bytesPerSecond: 1e9 } },
          },
          { unclearSince: null, signal: new AbortController().signal },
        );
        const answer = await ask(port);
        if (answer.ok) said.push(`${target.kind} ${question}: ${JSON.stringify(answer.value)}`);
      }
      const port = targetPort(
        target,
        SECRETS[target.kind] ?? null,
        { fetch, now: () => new Date(), pace: { patience: { baseMs: 4_000, bytesPerSecond: 1e9 } } },
        { unclearSince: null, signal: AbortSignal.timeout(20_000) },
      );
      const out = { remoteId: "7", url: `${url}/a`, changedAt: "" };
      const page = await port.readBack(story, out, sent[0]!.pictures);
      if (page.ok && page.value.differences.length === 0) said.push(`${target.kind} readBack: whole`);
    }
    expect(said).toEqual([]);
  }, 60_000);
}
