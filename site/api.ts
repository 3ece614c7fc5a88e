import { createHash, createHmac } from "node:crypto";
import { Hono, type Context } from "hono";
import {
  PROTOCOL,
  SIGNATURE_HEADER,
  TIME_HEADER,
  publicationOf,
  signedHead,
  timely,
  type PushRequest,
  type SiteMedia,
  type SiteName,
  type SiteRefusal,
} from "#core/exchange";
import { isSha256, mediaPath, sameSignature, type MediaFolder } from "./media.ts";
import type { SiteSection } from "./archive.ts";
import type { Intake } from "./intake.ts";

/**
 * What desks may ask: `core/exchange/push.ts` is its description. Every answer is JSON; a refusal says why
 * and has changed nothing. Nothing is looked at before the signature is found right.
 */
export interface ApiOptions {
  readonly intake: Intake;
  readonly media: MediaFolder;
  readonly secret: string;
  readonly now: () => Date;
  readonly siteName: string;
  readonly sections: readonly SiteSection[];
  readonly limits: { readonly storyBytes: number; readonly mediaBytes: number };
}

const STATUS = {
  signatureWrong: 401,
  clocksDiffer: 401,
  notNinjs: 400,
  mediaWrong: 400,
  olderThanSite: 409,
  versionTaken: 409,
  tooLarge: 413,
  mediaMissing: 422,
  unknownAddress: 404,
} as const satisfies Readonly<Record<SiteRefusal["kind"], number>>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function apiOf(options: ApiOptions): Hono {
  const { intake, media, secret, now, limits } = options;
  const api = new Hono();

  const refuse = (c: Context, refusal: SiteRefusal): Response => c.json(refusal, STATUS[refusal.kind]);

  /** What is signed of a request, or why its headers alone are reason enough to refuse it. */
  const signingOf = (c: Context): { readonly head: Uint8Array; readonly signature: string } | SiteRefusal => {
    const time = c.req.header(TIME_HEADER) ?? "";
    const signature = c.req.header(SIGNATURE_HEADER) ?? "";
    if (!/^[0-9a-f]{64}$/.test(signature) || time === "" || time.length > 40) return WRONG;
    const request: PushRequest = {
      method: c.req.method as PushRequest["method"],
      path: new URL(c.req.url).pathname,
      time,
    };
    return { head: signedHead(request), signature };
  };

  /** Why a request with this signature is refused, or null when it is a desk's and of now. */
  const refusalOf = (c: Context, given: string, expected: string): SiteRefusal | null => {
    if (!sameSignature(given, expected)) return WRONG;
    const at = now();
    if (timely(c.req.header(TIME_HEADER) ?? "", at.getTime())) return null;
    return {
      kind: "clocksDiffer",
      now: at.toISOString(),
      message: "the clocks of desk and site differ by more than five minutes",
    };
  };

  /** For requests without a body. */
  const refusalOfEmpty = (c: Context): SiteRefusal | null => {
    const signing = signingOf(c);
    if ("kind" in signing) return signing;
    const expected = createHmac("sha256", secret).update(signing.head).digest("hex");
    return refusalOf(c, signing.signature, expected);
  };

  api.get("/api/", (c) => {
    const refusal = refusalOfEmpty(c);
    if (refusal !== null) return refuse(c, refusal);
    const { siteName: name, sections } = options;
    return c.json({ protocol: PROTOCOL, name, sections, limits } satisfies SiteName);
  });

  api.get("/api/media/:sha256", async (c) => {
    const refusal = refusalOfEmpty(c);
    if (refusal !== null) return refuse(c, refusal);
    const sha256 = c.req.param("sha256");
    const there = isSha256(sha256) ? intake.media(sha256) : null;
    if (there === null || !media.has(sha256, there.size_bytes)) {
      return refuse(c, { kind: "unknownAddress", message: "these bytes are not on the site" });
    }
    return c.json({
      sha256,
      sizeBytes: there.size_bytes,
      path: mediaPath(sha256, there.type),
    } satisfies SiteMedia);
  });

  api.put("/api/media/:sha256", async (c) => {
    const signing = signingOf(c);
    if ("kind" in signing) return refuse(c, signing);
    const sha256 = c.req.param("sha256");
    const tooLarge: SiteRefusal = {
      kind: "tooLarge",
      mostBytes: limits.mediaBytes,
      message: `a picture may have at most ${limits.mediaBytes} bytes`,
    };
    if (declaredBytes(c) > limits.mediaBytes) return refuse(c, tooLarge);
    const received = await media.receive(c.req.raw.body, limits.mediaBytes, { secret, head: signing.head });
    if (received === null) return refuse(c, tooLarge);
    try {
      const refusal = refusalOf(c, signing.signature, received.signature);
      if (refusal !== null) return refuse(c, refusal);
      if (received.sha256 !== sha256) {
        return refuse(c, {
          kind: "mediaWrong",
          message: "the bytes have another SHA-256 than the address says",
        });
      }
      if (received.type === null) {
        return refuse(c, {
          kind: "mediaWrong",
          message: "the bytes are no JPEG, PNG, WebP, GIF or AVIF picture",
        });
      }
      const known = intake.media(sha256) !== null && media.has(sha256, received.sizeBytes);
      // The file first: a row never names bytes that are not there.
      if (!known) await received.keep();
      intake.keepMedia(sha256, received.type, received.sizeBytes);
      const { sizeBytes, type } = received;
      return c.json(
        { sha256, sizeBytes, path: mediaPath(sha256, type) } satisfies SiteMedia,
        known ? 200 : 201,
      );
    } finally {
      await received.drop();
    }
  });

  api.get("/api/stories/:id", (c) => {
    const refusal = refusalOfEmpty(c);
    if (refusal !== null) return refuse(c, refusal);
    const story = intake.siteStory(c.req.param("id"));
    if (story === null)
      return refuse(c, { kind: "unknownAddress", message: "the site never had this story" });
    return c.json(story);
  });

  api.put("/api/stories/:id", async (c) => {
    const signing = signingOf(c);
    if ("kind" in signing) return refuse(c, signing);
    const body = await bodyOf(c, limits.storyBytes);
    if (body === null) {
      return refuse(c, {
        kind: "tooLarge",
        mostBytes: limits.storyBytes,
        message: `a story may have at most ${limits.storyBytes} bytes`,
      });
    }
    const expected = createHmac("sha256", secret).update(signing.head).update(body).digest("hex");
    const refusal = refusalOf(c, signing.signature, expected);
    if (refusal !== null) return refuse(c, refusal);

    const json = jsonOf(body);
    if (!json.ok)
      return refuse(c, { kind: "notNinjs", field: "the item", message: "the body is no JSON in UTF-8" });
    const sent = publicationOf(json.value);
    if (!sent.ok) return refuse(c, sent.problem);
    const id = sent.value.pubStatus === "canceled" ? sent.value.id : sent.value.article.id;
    if (id !== c.req.param("id") || !UUID.test(id)) {
      return refuse(c, {
        kind: "notNinjs",
        field: "uri",
        message: "uri is another story than the address says",
      });
    }
    const taken = intake.take(sent.value, createHash("sha256").update(body).digest("hex"), now());
    if (!taken.ok) return refuse(c, taken.refusal);
    return c.json(taken.story, taken.fresh ? 201 : 200);
  });

  api.all("/api/*", (c) =>
    refuse(c, { kind: "unknownAddress", message: "no such address in this protocol" }),
  );
  return api;
}

const WRONG: SiteRefusal = { kind: "signatureWrong", message: "the signature is missing or wrong" };

/** What the sender says it will send; unknown counts as nothing. */
function declaredBytes(c: Context): number {
  const length = Number(c.req.header("content-length") ?? 0);
  return Number.isFinite(length) ? length : 0;
}

/** The raw body, or null as soon as it is longer than taken. */
async function bodyOf(c: Context, mostBytes: number): Promise<Buffer | null> {
  if (declaredBytes(c) > mostBytes) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of c.req.raw.body ?? []) {
    size += part.length;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function jsonOf(bytes: Uint8Array): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false };
  }
}
