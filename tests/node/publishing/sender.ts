import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { DEFAULT_RULES } from "#core/article";
import { done, type Outcome } from "#core/bridge";
import type { PictureProblem } from "#core/media";
import type { Receipt } from "#core/publishing";
import { openPublisher } from "../../../node/publishing/index.ts";
import type { PublisherOptions } from "../../../node/publishing/port.ts";
import type { MadeRendition } from "../../../node/media/port.ts";
import { DOUBLE_PASSWORD, DOUBLE_USER } from "./wordpress-double.ts";
import { storyWith } from "../../core/publishing/newsroom.ts";

/**
 * A program that publishes one story and ends: `node sender.ts DIR SITE STORY`. It is killed by
 * `outbox-kill.test.ts` wherever it happens to be, and started again.
 *
 * Its library is a folder with the pictures and the receipts; the outbox is the real one.
 */

const [dir = "", url = "", storyId = ""] = process.argv.slice(2);
const article = { ...storyWith(3).article, id: storyId };
const receiptsDir = join(dir, `receipts-${storyId}`);
mkdirSync(receiptsDir, { recursive: true });

const picturePath = (sha256: string) => {
  const path = join(dir, `${storyId}-${sha256}.jpg`);
  if (!existsSync(path)) writeFileSync(path, `${storyId} ${sha256}`.repeat(200));
  return path;
};

const library = {
  article: async () => done(article),
  originalPath: async (_id: string, sha256: string) => picturePath(sha256),
  receipts: async (): Promise<readonly Receipt[]> => [],
  keepReceipt: async (_id: string, receipt: Receipt) => {
    writeFileSync(join(receiptsDir, `${receipt.jobId}.json`), JSON.stringify(receipt));
    return done(null);
  },
  markQueued: () => undefined,
  summary: () => null,
  listen: () => () => undefined,
} as unknown as PublisherOptions["library"];

/** Every picture has one size: itself. */
const renditionsOf = async (original: {
  readonly path: string;
}): Promise<Outcome<readonly MadeRendition[], PictureProblem>> => {
  const bytes = readFileSync(original.path);
  const sha256 = createHash("sha256").update(bytes).update(basename(original.path)).digest("hex");
  return done([
    {
      path: original.path,
      widthPx: 1200,
      heightPx: 800,
      sizeBytes: bytes.length,
      sha256,
      mimeType: "image/jpeg",
    },
  ]);
};

const publisher = await openPublisher({
  library,
  outboxDir: join(dir, "outbox"),
  renditionsDir: dir,
  targets: () => [{ kind: "wordpress", id: "wp", name: "Báo thử", url, user: DOUBLE_USER, categories: {} }],
  sections: () => [{ slug: "thoi-su", name: "Thời sự" }],
  rules: () => DEFAULT_RULES,
  secrets: { read: async () => DOUBLE_PASSWORD, save: async () => undefined, remove: async () => undefined },
  renditionsOf,
  now: () => new Date(),
  newId: randomUUID,
  random: () => 0,
  fetch,
  pace: { pollMs: 50, settleMs: 600, patience: { baseMs: 3_000, bytesPerSecond: 1e9 } },
});

const mine = () => publisher.jobs().find((job) => job.storyId === storyId);
if (mine() === undefined) {
  const queued = await publisher.publish(storyId, "wp");
  if (!queued.ok) throw new Error(JSON.stringify(queued.problem));
}
const end = Date.now() + 20_000;
while (mine()?.state.kind !== "done") {
  const state = mine()?.state;
  if (state?.kind === "stopped" || Date.now() > end) throw new Error(JSON.stringify(state));
  await new Promise((later) => setTimeout(later, 5));
}
await publisher.close();
process.stdout.write("done\n");
