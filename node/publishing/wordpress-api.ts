import { done, failed, type Outcome } from "#core/bridge";
import { withoutEntities, type PublishProblem, type WordPressTarget } from "#core/publishing";
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
 * WordPress' REST interface, version 2, with an application password
 * (https://developer.wordpress.org/rest-api/). Observed on 6.1.9 to 6.7.
 */
export interface WordPressApi {
  readonly host: string;
  /**
   * Asks `wp/v2/<route>`.
   *
   * @param attempt what is tried, to name what the account may not do; `file` when a picture is sent.
   */
  ask(
    route: string,
    query: Query,
    attempt: Attempt,
    more?: Pick<SiteRequest, "method" | "body" | "headers">,
  ): Promise<Outcome<WordPressAnswer, PublishProblem>>;
  /** The site's description of itself: name and interfaces. */
  describe(): Promise<Outcome<Fields, PublishProblem>>;
  read: SiteConnection["read"];
}

export type Query = Readonly<Record<string, string | number>>;
export type Fields = Readonly<Record<string, unknown>>;

export interface Attempt {
  readonly act: "publish" | "upload" | "edit";
  readonly file?: string;
  /** Codes of refusals which the caller takes for an answer: "term_exists". */
  readonly taken?: readonly string[];
}

export interface WordPressAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; a list as it is, an object as fields. */
  readonly json: unknown;
}

export interface WordPressOptions {
  readonly target: Pick<WordPressTarget, "url" | "user">;
  readonly password: string;
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
}

export function wordPressApi(options: WordPressOptions): WordPressApi {
  const { target, password } = options;
  const basic = Buffer.from(`${target.user}:${password}`, "utf8").toString("base64");
  const connection = connectionTo({
    url: siteAddress(target.url),
    authorization: `Basic ${basic}`,
    secrets: [password, password.replaceAll(" ", ""), basic],
    fetch: options.fetch,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const { host } = connection;
  // A site without permalinks has its interface only under ?rest_route=; found out at the first answer.
  let plain = false;
  let known = false;

  const path = (route: string, query: Query) => {
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
    );
    if (plain) {
      search.set("rest_route", `/${route}`);
      return `?${search.toString()}`;
    }
    const text = search.toString();
    return `wp-json/${route}${text === "" ? "" : `?${text}`}`;
  };

  const ask: WordPressApi["ask"] = async (route, query, attempt, more = {}) => {
    const answer = await connection.request({ ...more, path: path(route, query) });
    if (!answer.ok) return answer;
    const read = jsonOf(answer.value, host);
    if (isFine(answer.value)) {
      if (!read.ok || !isAnswerTo(route, more.method ?? "GET", read.value)) {
        return failed({ kind: "notTheApi", host });
      }
      known = true;
      return done({ status: answer.value.status, headers: answer.value.headers, json: read.value });
    }
    const refusal = read.ok ? fieldsOf(read.value) : {};
    if (textIn(refusal, "code") !== "") known = true;
    if (attempt.taken?.includes(textIn(refusal, "code"))) {
      return done({
        status: answer.value.status,
        headers: answer.value.headers,
        json: read.ok && read.value,
      });
    }
    return failed(refusalOf(answer.value, refusal, host, attempt, connection));
  };

  /** The same, trying the other form of addresses when the first is not there and none was seen to work. */
  const askEither: WordPressApi["ask"] = async (...question) => {
    const first = await ask(...question);
    if (first.ok || first.problem.kind !== "notTheApi" || known || plain) return first;
    plain = true;
    const second = await ask(...question);
    if (!second.ok && second.problem.kind === "notTheApi") {
      plain = false;
      return first;
    }
    return second;
  };

  return {
    host,
    ask: askEither,
    async describe() {
      const fields = "name,url,namespaces,authentication";
      let answer = await connection.request({ path: `wp-json/?_fields=${fields}` });
      if (answer.ok && !(isFine(answer.value) && jsonOf(answer.value, host).ok)) {
        const other = await connection.request({ path: `?rest_route=/&_fields=${fields}` });
        if (other.ok && isFine(other.value) && jsonOf(other.value, host).ok) {
          plain = true;
          answer = other;
        }
      }
      if (!answer.ok) return answer;
      if (!isFine(answer.value)) return failed(problemOf(answer.value, host, "publish"));
      const read = jsonOf(answer.value, host);
      if (!read.ok) return read;
      const said = fieldsOf(read.value);
      const namespaces = said["namespaces"];
      if (!Array.isArray(namespaces) || !namespaces.includes("wp/v2")) {
        return failed({ kind: "notTheApi", host });
      }
      known = true;
      return done(said);
    },
    read: (url, mostBytes) => connection.read(url, mostBytes),
  };
}

/**
 * Whether JSON is an answer to that question: a list of things with ids, one thing with the id that was asked for, or that it was
 * erased. A page of another program, or a cache of one, may be JSON as well and say nothing of it.
 */
function isAnswerTo(route: string, method: string, json: unknown): boolean {
  const isThing = (value: unknown) => numberIn(fieldsOf(value), "id") > 0;
  const asked = /\/(\d+)$/.exec(route)?.[1];
  if (asked !== undefined) {
    const { deleted, previous } = fieldsOf(json);
    const thing = method === "DELETE" && deleted === true ? fieldsOf(previous) : fieldsOf(json);
    return numberIn(thing, "id") === Number(asked);
  }
  if (method === "GET" && !route.endsWith("/me")) return Array.isArray(json) && json.every(isThing);
  return isThing(json);
}

/** The object an answer holds; no fields where it holds something else. */
export function fieldsOf(json: unknown): Fields {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Fields) : {};
}

/** The objects of a list; none where the answer is something else. */
export function listOf(json: unknown): readonly Fields[] {
  return Array.isArray(json) ? json.map(fieldsOf) : [];
}

export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

export function numberIn(fields: Fields, name: string): number {
  const value = Number(fields[name]);
  return Number.isFinite(value) ? value : 0;
}

/** The raw form of a field such as `title`, which an account that may edit is given. */
export function rawIn(fields: Fields, name: string): string {
  return textIn(fieldsOf(fields[name]), "raw");
}

/** A name without the entities WordPress keeps it with: "Văn hóa &amp; Giải trí". */
export function plainName(html: string): string {
  return withoutEntities(html);
}

// --- private ---------------------------------------------------------------------------------

/** The site's address of what a person pasted: its sign-in or interface address is cut back to the site. */
function siteAddress(url: string): string {
  return url.replace(/\/(?:wp-json|wp-admin|wp-login\.php)(?:[/?#].*)?$/, "/");
}

/** What WordPress' own codes mean; what all sites have in common is left to `problemOf`. */
function refusalOf(
  answer: SiteAnswer,
  refusal: Fields,
  host: string,
  { act, file }: Attempt,
  { said }: SiteConnection,
): PublishProblem {
  const code = textIn(refusal, "code");
  const saidBySite = said(plainName(textIn(refusal, "message")));
  switch (code) {
    // A wrong or revoked password counts as no sign-in at all on most sites, and is named on others.
    case "rest_not_logged_in":
    case "incorrect_password":
    case "invalid_username":
    case "invalid_email":
    case "application_passwords_disabled":
    case "application_passwords_disabled_for_user":
      return { kind: "signInRefused", host };
    case "rest_post_invalid_id":
    case "rest_already_trashed":
      return { kind: "goneFromSite", host };
    // The bytes were changed on their way; they are sent again.
    case "rest_upload_hash_mismatch":
      return { kind: "siteBusy", host, status: answer.status };
  }
  // Files a site does not take are answered with 500 (and with 400 when PHP threw a too large body away).
  if (code.startsWith("rest_upload_") && file !== undefined) {
    return { kind: "pictureRefused", host, file, said: saidBySite };
  }
  return problemOf(answer, host, act, { saidBySite, ...(file === undefined ? {} : { file }) });
}
