import * as Y from "yjs";
import { base64Of, bytesOf, done, failed, type Bridge, type LibraryProblem } from "#core/bridge";
import type { PictureNotes, PictureProblem } from "#core/media";
import { BODY, documentOf, type Article } from "#core/article";

/**
 * A host in the page itself, for the tests of the page alone: the log is in memory, pictures go to the small
 * server which serves the page, and both can be told to fail.
 */
export interface HarnessHost {
  readonly bridge: Bridge;
  /** What the log holds now, as a fresh reader would see it. */
  log(): Y.Doc;
  /** From now on appends answer with this problem; "gone" rejects them as a lost connection does; null is well. */
  failWith(problem: LibraryProblem | "gone" | null): void;
  /** What the next pictures say of themselves. */
  notes: PictureNotes;
  /** How long the host takes over a picture, in milliseconds. */
  pictureMs: number;
  appends: number;
  /** Another screen writes at the start of the nth top-level place of a kind. */
  write(kind: string, text: string, nth?: number): void;
  /** Another screen takes the picture out of the first figure. */
  takePicture(): void;
}

export function harnessHost(story: Pick<Article, "details" | "blocks">): HarnessHost {
  const log = documentOf(story);
  const followers = new Set<(update: string) => void>();
  let failing: LibraryProblem | "gone" | null = null;
  const words: string[] = [];

  const placesOf = (kind: string) =>
    log
      .getXmlFragment(BODY)
      .toArray()
      .filter((place): place is Y.XmlElement => place instanceof Y.XmlElement && place.nodeName === kind);
  const elsewhere = (change: () => void) => {
    const before = Y.encodeStateVector(log);
    log.transact(change);
    const update = base64Of(Y.encodeStateAsUpdate(log, before));
    for (const follower of followers) follower(update);
  };

  const bridge = {
    story: {
      open: async ({ id }: { id: string }) =>
        done({
          id,
          state: base64Of(Y.encodeStateAsUpdate(log)),
          recovered: [],
          receipts: [],
          folder: "/story",
        }),
      append: async ({ update }: { id: string; update: string }) => {
        host.appends += 1;
        if (failing === "gone") throw Object.assign(new Error("gone"), { name: "ConnectionLost" });
        if (failing !== null) return failed(failing);
        Y.applyUpdate(log, bytesOf(update));
        for (const follower of followers) follower(update);
        return done({ savedAt: new Date().toISOString() });
      },
      follow: async (_input: { id: string }, { signal }: { signal?: AbortSignal } = {}) =>
        updates(log, followers, signal),
    },
    pictures: {
      add: async ({ file }: { storyId: string; file: File }) => {
        await new Promise((resolve) => setTimeout(resolve, host.pictureMs));
        if (failing !== null && failing !== "gone") return failed(failing);
        const bytes = new Uint8Array(await file.arrayBuffer());
        const format = formatOf(bytes);
        if (format === null) return failed<PictureProblem>({ kind: "notAPicture", file: file.name });
        const digest = await crypto.subtle.digest("SHA-256", bytes);
        const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        await fetch(`pictures/story/${sha256}.${format}`, { method: "PUT", body: bytes });
        const bitmap = await createImageBitmap(file).catch(() => null);
        if (bitmap === null) return failed<PictureProblem>({ kind: "pictureDamaged", file: file.name });
        return done({
          picture: { sha256, extension: format, widthPx: bitmap.width, heightPx: bitmap.height },
          notes: host.notes,
        });
      },
    },
    words: {
      change: async ({ add }: { readonly add: readonly string[] }) => {
        words.push(...add);
        return [...words];
      },
    },
  };
  const host: HarnessHost = {
    bridge: bridge as unknown as Bridge,
    log: () => log,
    failWith: (problem) => (failing = problem),
    notes: { caption: "", credit: "", altText: "" },
    pictureMs: 0,
    appends: 0,
    write(kind, text, nth = 0) {
      elsewhere(() => {
        const place = placesOf(kind)[nth]!;
        if (!(place.get(0) instanceof Y.XmlText)) place.insert(0, [new Y.XmlText()]);
        (place.get(0) as Y.XmlText).insert(0, text);
      });
    },
    takePicture() {
      elsewhere(() => (placesOf("figure")[0]!.get(0) as Y.XmlElement).removeAttribute("sha256"));
    },
  };
  return host;
}

async function* updates(log: Y.Doc, followers: Set<(update: string) => void>, signal?: AbortSignal) {
  const waiting: string[] = [base64Of(Y.encodeStateAsUpdate(log))];
  let wake = () => {};
  const heard = (update: string) => {
    waiting.push(update);
    wake();
  };
  followers.add(heard);
  signal?.addEventListener("abort", () => wake());
  try {
    while (signal?.aborted !== true) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    followers.delete(heard);
  }
}

function formatOf(bytes: Uint8Array): "jpg" | "png" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpg";
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "png";
  return null;
}
