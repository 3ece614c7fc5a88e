import { URL } from "node:url";
import { done, failed, type Outcome } from "#core/bridge";
import type { PublishProblem } from "#core/publishing";

/**
 * The way to one site over HTTP, for every target.
 *
 * - Credentials go to the site's own origin and nowhere else: paths are resolved against its address, and a
 *   redirect is a problem, never followed.
 * - Every answer has an end: one time-out over connection, upload and body, and a limit on the body's size.
 * - What is wrong on the way there comes back as a problem; what the site itself answers comes back as an
 *   answer, for the target to judge (`problemOf` knows what all sites have in common).
 */
export interface SiteConnection {
  /** Host with port, as named in problems. */
  readonly host: string;
  /** Asks the site itself, with credentials. */
  request(request: SiteRequest): Promise<Outcome<SiteAnswer, PublishProblem>>;
  /**
   * Fetches a public page or picture as any reader does: no credentials, up to three redirects followed.
   * A longer body than `mostBytes` is cut there and `whole` is false.
   */
  read(url: string, mostBytes?: number): Promise<Outcome<SiteAnswer, PublishProblem>>;
  /** A site's own words, fit for a problem: one line, at most 300 characters, no secret in it. */
  said(text: string): string;
}

export interface ConnectionOptions {
  /** Address of the site; a path is kept, a user name or password in it is dropped. */
  readonly url: string;
  /** Value of the Authorization header; null for none. */
  readonly authorization: string | null;
  /** Texts which must never be part of a problem. */
  readonly secrets?: readonly string[];
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
  /** Ends every request under way. */
  readonly signal?: AbortSignal;
}

/** How long a request may take: a base, and more for each byte sent. */
export interface Patience {
  readonly baseMs: number;
  /** The slowest upload still waited for. */
  readonly bytesPerSecond: number;
}

/** A site on a telephone's network in the field: 20 s, and 20 kB/s for what is sent. */
export const PATIENCE: Patience = { baseMs: 20_000, bytesPerSecond: 20_000 };

/** Largest JSON answer taken. A story with its rendered text is far below. */
export const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

export interface SiteRequest {
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PROPFIND" | "MKCOL" | "MOVE";
  /** Relative to the site's address: "wp-json/wp/v2/posts?slug=a". */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly mostBytes?: number;
  /** Takes the beginning of a longer answer; without it such an answer is a problem. */
  readonly cutLong?: true;
  /** Instead of the connection's patience, for a question that must be answered at once. */
  readonly timeoutMs?: number;
}

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False when the body was longer than taken. */
  readonly whole: boolean;
  /** Where it came from after redirects. */
  readonly url: string;
}

/** Whether a request can be sent to this address at all. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

export class OtherHostError extends RangeError {
  override readonly name = "OtherHostError";
}

/**
 * Opens the way to a site.
 *
 * @throws {TypeError} when `url` is no http or https address.
 */
export function connectionTo(options: ConnectionOptions): SiteConnection {
  const base = new URL(options.url);
  if (!isWebAddress(options.url)) {
    throw new TypeError(`Not an http address: ${base.protocol}//${base.host}`);
  }
  base.username = "";
  base.password = "";
  base.search = "";
  base.hash = "";
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const patience = options.patience ?? PATIENCE;
  const secrets = (options.secrets ?? []).filter((secret) => secret !== "");

  const send = async (
    url: URL,
    init: RequestInit,
    waitMs: number,
    mostBytes: number,
    cutLong: boolean,
  ): Promise<Sent> => {
    const host = url.host;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), waitMs);
    const signal = options.signal ? AbortSignal.any([late.signal, options.signal]) : late.signal;
    try {
      const response = await options.fetch(url.href, { ...init, redirect: "manual", signal });
      const { bytes, whole } = await bodyOf(response, mostBytes);
      if (!whole && !cutLong) return failed({ kind: "notTheApi", host });
      return done({ status: response.status, headers: response.headers, bytes, whole, url: url.href });
    } catch (error) {
      if (late.signal.aborted && !options.signal?.aborted) {
        return failed({ kind: "siteSlow", host, waitedMs: waitMs });
      }
      const codes = codesOf(error);
      if (codes.some(isOfCertificate)) return failed({ kind: "certificateRefused", host });
      if (!options.signal?.aborted && !isOfNetwork(error, codes)) throw error;
      return { ...failed({ kind: "siteUnreachable", host }), cut: codes.some((code) => CUT.has(code)) };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    host: base.host,

    async request({
      method = "GET",
      path,
      headers = {},
      body,
      mostBytes = MOST_ANSWER_BYTES,
      cutLong = false,
      timeoutMs,
    }) {
      const url = new URL(path, base);
      if (url.origin !== base.origin) throw new OtherHostError(`${url.origin} is not ${base.origin}`);
      const waitMs = timeoutMs ?? patience.baseMs + (sizeOf(body) / patience.bytesPerSecond) * 1000;
      const init: RequestInit = {
        method,
        headers: {
          accept: "application/json",
          ...headers,
          ...(options.authorization === null ? {} : { authorization: options.authorization }),
        },
        ...(body === undefined ? {} : { body }),
      };
      let answer = await send(url, init, waitMs, mostBytes, cutLong);
      // A kept-alive connection may have been closed by the site since its last answer. A question that
      // changes nothing is simply asked again; anything else is looked up first, by the target.
      const changesNothing = method === "GET" || method === "HEAD" || method === "PROPFIND";
      if (!answer.ok && answer.cut === true && changesNothing) {
        answer = await send(url, init, waitMs, mostBytes, cutLong);
      }
      if (!answer.ok) return failed(answer.problem);
      const location = redirectOf(answer.value);
      if (location !== null) {
        return failed({ kind: "siteMoved", host: base.host, location: siteAt(location, url, base) });
      }
      return answer;
    },

    async read(address, mostBytes = MOST_ANSWER_BYTES) {
      let url = new URL(address, base);
      for (let hops = 0; ; hops++) {
        if (url.protocol !== "http:" && url.protocol !== "https:") {
          return failed({ kind: "siteMoved", host: base.host, location: url.href.slice(0, 300) });
        }
        const init: RequestInit = { headers: { accept: "text/html,image/*;q=0.9,*/*;q=0.8" } };
        let answer = await send(url, init, patience.baseMs, mostBytes, true);
        if (!answer.ok && answer.cut === true) {
          answer = await send(url, init, patience.baseMs, mostBytes, true);
        }
        if (!answer.ok) return failed(answer.problem);
        const location = redirectOf(answer.value);
        if (location === null) return answer;
        if (hops === 3 || !URL.canParse(location)) {
          return failed({ kind: "siteMoved", host: base.host, location });
        }
        url = new URL(location);
      }
    },

    said(text) {
      let line = text.replace(/<[^>]*>/g, " ");
      for (const secret of secrets) line = line.replaceAll(secret, "…");
      line = line.replace(/\s+/g, " ").trim();
      return line.length > 300 ? `${line.slice(0, 299)}…` : line;
    },
  };
}

/** The JSON of an answer, or `notTheApi` when it is something else: a captive portal, a login page. */
export function jsonOf(answer: SiteAnswer, host: string): Outcome<unknown, PublishProblem> {
  try {
    return done(JSON.parse(new TextDecoder().decode(answer.bytes)) as unknown);
  } catch {
    return failed({ kind: "notTheApi", host });
  }
}

/** Whether an answer says that all went well. */
export function isFine(answer: SiteAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/**
 * What an answer outside 2xx means on any site. A target looks first for its site's own codes.
 *
 * @param act what was tried, for an account that may not.
 * @param file name of the picture that was sent, if one was.
 * @param saidBySite the site's own reason, already passed through `said`.
 */
export function problemOf(
  answer: SiteAnswer,
  host: string,
  act: "publish" | "upload" | "edit",
  { file, saidBySite = "" }: { readonly file?: string; readonly saidBySite?: string } = {},
): PublishProblem {
  const { status } = answer;
  const said = saidBySite === "" ? `HTTP ${status}` : saidBySite;
  if (status === 401) return { kind: "signInRefused", host };
  if (status === 403) return { kind: "notAllowed", host, act };
  if (status === 404 || status === 405) return { kind: "notTheApi", host };
  if (status === 410) return { kind: "goneFromSite", host };
  // May pass: https://www.rfc-editor.org/rfc/rfc9110#section-15.6, RFC 8470 (425) and RFC 6585 (429).
  const passing = status >= 500 && status !== 501 && status !== 505;
  if (passing || status === 408 || status === 425 || status === 429) {
    return { kind: "siteBusy", host, status, ...retryAfterOf(answer) };
  }
  if (file !== undefined) return { kind: "pictureRefused", host, file, said };
  return { kind: "storyRefused", host, said };
}

/** The longest a site's word is taken for how long it will be: an hour. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** How long a busy site asks to be left alone (RFC 9110, section 10.2.3: seconds or a date); nothing where it does not say. */
export function retryAfterOf({ headers }: Pick<SiteAnswer, "headers">): { readonly retryAfterMs?: number } {
  const said = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d{1,9}$/.test(said)
    ? Number(said) * 1_000
    : Date.parse(said) - (Date.parse(headers.get("date") ?? "") || Date.now());
  return ms > 0 ? { retryAfterMs: Math.min(ms, LONGEST_RETRY_AFTER_MS) } : {};
}

// --- private ---------------------------------------------------------------------------------

/** An answer, or a problem and whether it was a connection closed under the request. */
type Sent =
  | { readonly ok: true; readonly value: SiteAnswer }
  | { readonly ok: false; readonly problem: PublishProblem; readonly cut?: boolean };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Absolute address an answer leads to, or null when it is no redirect. */
function redirectOf(answer: SiteAnswer): string | null {
  if (!REDIRECTS.has(answer.status)) return null;
  const location = answer.headers.get("location") ?? "";
  if (!URL.canParse(location, answer.url)) return location.slice(0, 300);
  const url = new URL(location, answer.url);
  url.username = "";
  url.password = "";
  return url.href.slice(0, 300);
}

/**
 * The address of the site a question was sent on to, as it is put into the settings: "https://www.bao.example/tin/" for
 * "https://www.bao.example/tin/wp-json/?_fields=name". Its origin where the question is not asked there.
 */
function siteAt(location: string, asked: URL, base: URL): string {
  if (!URL.canParse(location)) return location;
  const there = new URL(location);
  const below = asked.pathname.slice(base.pathname.length);
  const isAsked =
    below !== "" &&
    asked.pathname.startsWith(base.pathname) &&
    there.pathname.endsWith(`/${below}`) &&
    (there.search === asked.search || there.search === "");
  return `${there.origin}${isAsked ? there.pathname.slice(0, -below.length) : "/"}`;
}

async function bodyOf(
  response: Response,
  mostBytes: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly whole: boolean }> {
  if (response.body === null) return { bytes: new Uint8Array(), whole: true };
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done: ended, value: part } = await reader.read();
    if (ended) break;
    const room = mostBytes - size;
    if (part.length > room) {
      await reader.cancel();
      parts.push(part.subarray(0, room));
      return { bytes: joined(parts, mostBytes), whole: false };
    }
    parts.push(part);
    size += part.length;
  }
  return { bytes: joined(parts, size), whole: true };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function sizeOf(body: SiteRequest["body"]): number {
  if (body === undefined) return 0;
  if (typeof body === "string") return body.length * 3;
  if (body instanceof Uint8Array) return body.length;
  let size = 0;
  for (const [, value] of body) size += typeof value === "string" ? value.length * 3 : value.size;
  return size;
}

/** Codes of a connection that was there and was closed: Node's, and those of its fetch (undici). */
const CUT = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** OpenSSL's reasons for not trusting a certificate, as Node names them (nodejs.org/api/tls.html, X509 errors). */
const CERTIFICATE = new Set([
  ...["CERT_CHAIN_TOO_LONG", "CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "CERT_REJECTED", "CERT_REVOKED"],
  ...["CERT_SIGNATURE_FAILURE", "CERT_UNTRUSTED", "DEPTH_ZERO_SELF_SIGNED_CERT", "HOSTNAME_MISMATCH"],
  ...["INVALID_CA", "INVALID_PURPOSE", "PATH_LENGTH_EXCEEDED", "SELF_SIGNED_CERT_IN_CHAIN"],
  ...["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ...["ERROR_IN_CERT_NOT_BEFORE_FIELD", "ERROR_IN_CERT_NOT_AFTER_FIELD"],
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function isOfCertificate(code: string): boolean {
  return CERTIFICATE.has(code);
}

/**
 * Whether it is the network that failed and not the program. Every error of a connection has a code or is
 * fetch's own word for one (https://fetch.spec.whatwg.org says no more than "network error").
 */
function isOfNetwork(error: unknown, codes: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError && (error.message === "fetch failed" || error.message === "terminated")) {
    return true;
  }
  // ERR_… are Node's own codes, of arguments that are wrong; those of TLS and of a closed stream are not.
  return codes.some(
    (code) =>
      !code.startsWith("ERR_") || code.startsWith("ERR_SSL_") || code === "ERR_STREAM_PREMATURE_CLOSE",
  );
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string") codes.push(code);
    // Several addresses of one host were tried: each has its own reason.
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap(codesOf));
  }
  return codes;
}
