/**
 * How a desk talks to a site of ours: who signs what, and what the site answers.
 *
 * Desk and site share a secret. Every request carries its time and an HMAC-SHA256 (RFC 2104) over method,
 * path, time and the raw body, so a body cannot be moved to another address, changed, or sent again later
 * than `CLOCK_TOLERANCE_MS`. Within that time a story is kept from being sent back to an older state by
 * its version: a site takes a higher version or the same again, never a lower.
 *
 *   GET  /api/                   → SiteName
 *   GET  /api/media/<sha256>     → SiteMedia, 404 not there; HEAD the same without a body
 *   PUT  /api/media/<sha256>     raw bytes of a picture → SiteMedia (201 stored, 200 was there)
 *   GET  /api/stories/<uuid>     → SiteStory, 404 never seen
 *   PUT  /api/stories/<uuid>     ninjs 3.1 → SiteStory (201 new, 200 changed or unchanged), or a SiteRefusal
 */

export const PROTOCOL = "morasse-push/1";

export const TIME_HEADER = "x-morasse-time";
export const SIGNATURE_HEADER = "x-morasse-signature";

/** How far the clocks of desk and site may differ. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** HMAC-SHA256 of the bytes with the shared secret, as 64 lower-case hex digits. */
export type Hmac = (bytes: Uint8Array) => string;

/** A request as it is signed. */
export interface PushRequest {
  readonly method: "GET" | "HEAD" | "PUT";
  /** Path on the site, without origin and query: "/api/stories/<uuid>". */
  readonly path: string;
  /** ISO 8601 instant in UTC. */
  readonly time: string;
}

/** What stands before the raw body when it is signed: one line each of protocol, method, path and time. */
export function signedHead({ method, path, time }: PushRequest): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${PROTOCOL}\n${method}\n${path}\n${time}\n`);
}

/** The headers that make a request ours. */
export function signedHeaders(
  request: PushRequest,
  body: Uint8Array,
  hmac: Hmac,
): Readonly<Record<string, string>> {
  const head = signedHead(request);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return { [TIME_HEADER]: request.time, [SIGNATURE_HEADER]: hmac(bytes) };
}

/** Whether a request's time is near enough to the receiver's. Anything that is no instant is not. */
export function timely(time: string, nowMs: number): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(time)) return false;
  const sentMs = Date.parse(time);
  return Number.isFinite(sentMs) && Math.abs(nowMs - sentMs) <= CLOCK_TOLERANCE_MS;
}

/** Who the site is. */
export interface SiteName {
  readonly protocol: typeof PROTOCOL;
  readonly name: string;
  readonly sections: readonly { readonly slug: string; readonly name: string }[];
  readonly limits: { readonly storyBytes: number; readonly mediaBytes: number };
}

/** A picture file on the site. */
export interface SiteMedia {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Path for readers. */
  readonly path: string;
}

/** Where a story stands on the site. */
export interface SiteStory {
  readonly version: number;
  readonly pubStatus: "usable" | "canceled";
  /** When the site last changed it: ISO 8601 instant in UTC. */
  readonly changedAt: string;
  /** Path of the reader's page on the site; the slug may differ from the one asked for. */
  readonly path: string;
  /** The same with the site's public origin. */
  readonly url: string;
  /** Marker of the sender of this version. */
  readonly marker: string | null;
}

/** Why the site refused; nothing was changed. */
export type SiteRefusal =
  /** 401: signature missing or wrong. */
  | { readonly kind: "signatureWrong"; readonly message: string }
  /** 401: rightly signed, at a time too far from the site's, which is `now`. */
  | { readonly kind: "clocksDiffer"; readonly now: string; readonly message: string }
  /** 400: broken JSON or no ninjs; `field` is the ninjs name. */
  | { readonly kind: "notNinjs"; readonly field: string; readonly message: string }
  /** 400: the bytes are not what the address says, or no picture a page may show. */
  | { readonly kind: "mediaWrong"; readonly message: string }
  /** 409: the site has a newer version. */
  | { readonly kind: "olderThanSite"; readonly version: number; readonly message: string }
  /** 409: the site has this version with other content. */
  | { readonly kind: "versionTaken"; readonly version: number; readonly message: string }
  /** 413 */
  | { readonly kind: "tooLarge"; readonly mostBytes: number; readonly message: string }
  /** 422: renditions the story shows which the site does not have. */
  | { readonly kind: "mediaMissing"; readonly sha256: readonly string[]; readonly message: string }
  /** 404, 405: no such address or method in this protocol. */
  | { readonly kind: "unknownAddress"; readonly message: string };
