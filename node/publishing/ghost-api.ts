import { createHmac } from "node:crypto";
import { done, failed, type Outcome } from "#core/bridge";
import type { GhostTarget, PublishProblem } from "#core/publishing";
import {
  connectionTo,
  isFine,
  jsonOf,
  problemOf,
  type Patience,
  type SiteAnswer,
  type SiteConnection,
  type SiteRequest,
} from "./http.ts";

/**
 * Ghost's Admin API, with the key of an integration or of a member of staff (https://docs.ghost.org/admin-api).
 * Observed on 5.130 and 6.65.
 *
 * The key itself never travels: each request carries a token signed with it, good for five minutes.
 */
export interface GhostApi {
  readonly host: string;
  /** Asks `ghost/api/admin/<route>`. */
  ask(
    route: string,
    query: Readonly<Record<string, string | number>>,
    attempt: Attempt,
    more?: Pick<SiteRequest, "method" | "body">,
  ): Promise<Outcome<GhostAnswer, PublishProblem>>;
  /** What the site says of itself: "title", and "url" under which readers know it. */
  describe(): Promise<Outcome<Fields, PublishProblem>>;
  /** How a public file of the site is there, told without fetching it; null when it is not. */
  fileAt(path: string): Promise<Outcome<PublicFile | null, PublishProblem>>;
  /** The site's clock, as it was in its latest answer. */
  siteTime(): Date;
  read: SiteConnection["read"];
}

export interface Attempt {
  readonly act: "publish" | "upload" | "edit";
  /** Name of the picture that is sent. */
  readonly file?: string;
  /** Statuses of refusals which the caller takes for an answer: 404 for a post that is to go. */
  readonly taken?: readonly number[];
}

export interface GhostAnswer {
  readonly status: number;
  readonly json: Fields;
}

export interface PublicFile {
  /** Null where the site does not say. */
  readonly sizeBytes: number | null;
}

export type Fields = Readonly<Record<string, unknown>>;

export interface GhostOptions {
  readonly target: Pick<GhostTarget, "url">;
  /** "id:secret", as Ghost shows it. */
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
}

/** Whether a text can be an Admin API key: 24 and 64 hexadecimal digits. */
export function isAdminKey(key: string): boolean {
  return /^[0-9a-f]{24}:[0-9a-f]{64}$/i.test(key.trim());
}

export function ghostApi(options: GhostOptions): GhostApi {
  const [id = "", secret = ""] = options.key.trim().split(":");
  const connection = connectionTo({
    url: siteAddress(options.target.url),
    authorization: null,
    secrets: [options.key, secret],
    fetch: options.fetch,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const { host } = connection;
  /** How much the site's clock is ahead of this machine's; null until it has answered. */
  let aheadMs: number | null = null;

  const send = async (request: SiteRequest) => {
    const answer = await connection.request(request);
    const said = answer.ok ? Date.parse(answer.value.headers.get("date") ?? "") : NaN;
    if (!Number.isNaN(said)) aheadMs = said - options.now().getTime();
    return answer;
  };
  const siteTime = () => new Date(options.now().getTime() + (aheadMs ?? 0));

  const signed = (request: SiteRequest) =>
    send({
      ...request,
      headers: {
        authorization: `Ghost ${tokenOf(id, secret, siteTime())}`,
        // What 5 and 6 both understand; without it a later version may answer differently.
        "accept-version": "v5.0",
        ...(typeof request.body === "string" ? { "content-type": "application/json" } : {}),
      },
    });

  return {
    host,
    siteTime,

    async ask(route, query, attempt, more = {}) {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString();
      const request = { ...more, path: `ghost/api/admin/${route}${search === "" ? "" : `?${search}`}` };
      const before = siteTime().getTime();
      let answer = await signed(request);
      // A token of a machine whose clock is wrong is out of date; the site's own clock is known now.
      const isUntimely = Math.abs(siteTime().getTime() - before) > CLOCKS_DIFFER_MS;
      if (answer.ok && answer.value.status === 401 && isUntimely) answer = await signed(request);
      if (!answer.ok) return answer;
      const { status } = answer.value;
      if (status === 204) return done({ status, json: {} });
      const read = jsonOf(answer.value, host);
      const json = read.ok ? fieldsOf(read.value) : {};
      if (isFine(answer.value)) {
        if (Object.keys(json).length === 0) return failed({ kind: "notTheApi", host });
        return done({ status, json });
      }
      const refusal = listIn(json, "errors")[0];
      if (refusal !== undefined && attempt.taken?.includes(status)) return done({ status, json });
      return failed(refusalOf(answer.value, refusal, host, attempt, connection));
    },

    async describe() {
      // Anybody may ask this.
      const answer = await send({ path: "ghost/api/admin/site/" });
      if (!answer.ok) return answer;
      if (!isFine(answer.value)) return failed(problemOf(answer.value, host, "publish"));
      const read = jsonOf(answer.value, host);
      if (!read.ok) return read;
      const site = fieldsOf(fieldsOf(read.value)["site"]);
      return textIn(site, "version") === "" ? failed({ kind: "notTheApi", host }) : done(site);
    },

    async fileAt(path) {
      // The question makes each look a new one for a cache in front of the site, which keeps "not there" for a while.
      const answer = await send({ method: "HEAD", path: `${path}?look=${options.now().getTime()}` });
      if (!answer.ok) return answer.problem.kind === "siteMoved" ? done(null) : answer;
      if (!isFine(answer.value)) {
        // A site that cannot answer now says nothing about the file.
        const problem = problemOf(answer.value, host, "upload");
        return problem.kind === "siteBusy" ? failed(problem) : done(null);
      }
      const isPicture = (answer.value.headers.get("content-type") ?? "").startsWith("image/");
      if (!isPicture) return done(null);
      const size = answer.value.headers.get("content-length");
      return done({ sizeBytes: size === null ? null : Number(size) });
    },

    read: (address, mostBytes) => connection.read(address, mostBytes),
  };
}

/** The object an answer holds; no fields where it holds something else. */
export function fieldsOf(json: unknown): Fields {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Fields) : {};
}

/** The objects of a list in an answer: `listIn(json, "posts")`. */
export function listIn(fields: Fields, name: string): readonly Fields[] {
  const list = fields[name];
  return Array.isArray(list) ? list.map(fieldsOf) : [];
}

export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

// --- private ---------------------------------------------------------------------------------

/** A clock this far off is said to be wrong; below it, a token cannot have been out of date. */
const CLOCKS_DIFFER_MS = 30_000;
/** Ghost takes none that is good for longer (docs, "Token Authentication"). */
const TOKEN_SECONDS = 300;

/** The site's address of what a person pasted: that of its administration is cut back to the site. */
function siteAddress(url: string): string {
  return url.replace(/\/ghost(?:[/?#].*)?$/, "/");
}

/** A JSON Web Token (RFC 7519) for the Admin API, by HMAC with SHA-256. */
function tokenOf(id: string, secret: string, now: Date): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const issued = Math.floor(now.getTime() / 1000);
  const content =
    `${part({ alg: "HS256", typ: "JWT", kid: id })}.` +
    part({ iat: issued, exp: issued + TOKEN_SECONDS, aud: "/admin/" });
  const signature = createHmac("sha256", Buffer.from(secret, "hex")).update(content).digest("base64url");
  return `${content}.${signature}`;
}

/** What Ghost's own words mean; what all sites have in common is left to `problemOf`. */
function refusalOf(
  answer: SiteAnswer,
  refusal: Fields | undefined,
  host: string,
  { act, file }: Attempt,
  { said }: SiteConnection,
): PublishProblem {
  if (refusal === undefined) return problemOf(answer, host, act, file === undefined ? {} : { file });
  const code = textIn(refusal, "code");
  if (code === "INVALID_JWT" || code === "UNKNOWN_ADMIN_API_KEY") return { kind: "signInRefused", host };
  if (textIn(refusal, "type") === "NotFoundError") return { kind: "goneFromSite", host };
  const reason = textIn(refusal, "context") || textIn(refusal, "message");
  return problemOf(answer, host, act, { saidBySite: said(reason), ...(file === undefined ? {} : { file }) });
}
