import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import * as Y from "yjs";
import { DEFAULT_RULES, EMPTY_DETAILS, lineOf, type Block } from "#core/article";
import { bytesOf, type Outcome } from "#core/bridge";
import type { JobView, Target } from "#core/publishing";
import { openLibrary, type Library } from "#node/library";
import { renditionsOf, takePicture } from "#node/media";
import { openPublisher, type Publisher, type PublisherOptions } from "#node/publishing";

/** A newsroom for the tests of publishing: a real library and outbox in a temporary folder, real pictures. */
export interface Newsroom {
  readonly dir: string;
  readonly library: Library;
  /** Writes a story with so many pictures and answers its id. */
  write(story?: Partial<Story>): Promise<string>;
  /** Puts another text into the first paragraph of a story. */
  rewrite(id: string, text: string): Promise<void>;
  open(more?: Partial<PublisherOptions>): Promise<Publisher>;
  /** Closes what was opened and removes the folder. */
  close(): Promise<void>;
}

export interface Story {
  readonly headline: string;
  readonly lead: string;
  readonly paragraphs: readonly string[];
  readonly pictures: number;
  readonly tags: readonly string[];
  readonly byline: string;
  readonly section: string;
  readonly widthPx: number;
}

export const STORY: Story = {
  headline: "Cầu mới nối hai bờ sông Đáy",
  lead: "Sáng nay, cây cầu dài 320 mét được thông xe sau hai năm xây dựng.",
  paragraphs: [
    "Người dân hai xã từ nay không còn phải qua đò.",
    "Theo ban quản lý dự án, cầu chịu được xe 30 tấn & có làn riêng cho xe đạp.",
  ],
  pictures: 3,
  tags: ["giao thông", "Hà Nam"],
  byline: "AN BÌNH",
  section: "thoi-su",
  widthPx: 1300,
};

/** What is printed under picture n, from 1. */
export const captionOf = (n: number) => `Quang cảnh lễ thông xe, nhịp cầu số ${n}`;
export const CREDIT = "Mạnh Nguyên";

export async function newsroom(
  targets: () => readonly Target[],
  given: Partial<PublisherOptions> = {},
): Promise<Newsroom> {
  return newsroomIn(await mkdtemp(join(tmpdir(), "morasse-publishing-")), targets, given);
}

/** The same in a folder that may have been one before. */
export async function newsroomIn(
  dir: string,
  targets: () => readonly Target[],
  given: Partial<PublisherOptions> = {},
): Promise<Newsroom> {
  const library = must(
    await openLibrary(join(dir, "Library"), { host: "cli", now: () => new Date(), newId: randomUUID }),
  );
  const publishers: Publisher[] = [];
  return {
    dir,
    library,
    async write(story = {}) {
      const whole: Story = { ...STORY, ...story };
      const originals = await Promise.all(
        Array.from({ length: whole.pictures }, async (_, n) => {
          const bytes = await photograph(whole.widthPx);
          const { picture } = must(await takePicture(`anh-${n + 1}.jpg`, bytes));
          return { bytes, picture };
        }),
      );
      const figures = originals.map(({ picture }, n): Block => ({
        kind: "figure",
        id: randomUUID(),
        want: "",
        picture,
        caption: lineOf(captionOf(n + 1)),
        credit: lineOf(CREDIT),
        altText: lineOf(`Nhịp cầu ${n + 1} nhìn từ bờ nam`),
      }));
      const [first = "", ...rest] = whole.paragraphs;
      const created = must(
        await library.create({
          details: { ...EMPTY_DETAILS, section: whole.section, tags: [...whole.tags] },
          blocks: [
            { kind: "headline", text: lineOf(whole.headline) },
            { kind: "lead", text: lineOf(whole.lead) },
            { kind: "paragraph", text: lineOf(first) },
            ...figures,
            ...rest.map((text): Block => ({ kind: "paragraph", text: lineOf(text) })),
            { kind: "byline", text: lineOf(whole.byline) },
          ],
        }),
      );
      for (const { bytes, picture } of originals) {
        must(await library.keepOriginal(created.id, picture.sha256, picture.extension, bytes));
      }
      return created.id;
    },
    async rewrite(id, text) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, bytesOf(must(await library.open(id)).state));
      const before = Y.encodeStateVector(doc);
      const paragraph = doc
        .getXmlFragment("body")
        .toArray()
        .find((node) => node instanceof Y.XmlElement && node.nodeName === "paragraph");
      const typed = (paragraph as Y.XmlElement).get(0) as Y.XmlText;
      typed.delete(0, typed.length);
      typed.insert(0, text);
      must(await library.append(id, Y.encodeStateAsUpdate(doc, before), null));
    },
    async open(more = {}) {
      const publisher = await openPublisher({
        library,
        outboxDir: join(dir, "Library", "outbox"),
        renditionsDir: join(dir, "renditions"),
        targets,
        sections: () => [{ slug: "thoi-su", name: "Thời sự" }],
        rules: () => DEFAULT_RULES,
        secrets: { read: async () => null, save: async () => undefined, remove: async () => undefined },
        renditionsOf,
        now: () => new Date(),
        newId: randomUUID,
        random: () => 0,
        fetch,
        ...given,
        ...more,
      });
      publishers.push(publisher);
      return publisher;
    },
    async close() {
      for (const publisher of publishers) await publisher.close();
      await library.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A JPEG no other test has: noise in one colour, of no one's making. */
export async function photograph(widthPx: number): Promise<Buffer<ArrayBuffer>> {
  const heightPx = Math.round((widthPx * 2) / 3);
  const colour = () => Math.floor(Math.random() * 256);
  const grain = await sharp({
    create: {
      width: widthPx,
      height: heightPx,
      channels: 3,
      background: { r: colour(), g: colour(), b: colour() },
      noise: { type: "gaussian", mean: 128, sigma: 12 },
    },
  })
    .jpeg({ quality: 82 })
    .toBuffer();
  return Buffer.from(grain);
}

/** Waits until a job is where it is awaited; throws with where it is instead when that takes too long. */
export async function until(
  publisher: Publisher,
  jobId: string,
  kinds: readonly JobView["state"]["kind"][],
  mostMs = 30_000,
): Promise<JobView> {
  const end = Date.now() + mostMs;
  for (;;) {
    const job = publisher.jobs().find(({ id }) => id === jobId);
    if (job && kinds.includes(job.state.kind)) return job;
    if (Date.now() > end) throw new Error(`Job is not ${kinds.join("/")}: ${JSON.stringify(job)}`);
    await new Promise((later) => setTimeout(later, 15));
  }
}

/** The value of an outcome that must be good. */
export function must<Value>(outcome: Outcome<Value, unknown>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
