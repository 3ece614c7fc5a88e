import { randomUUID } from "node:crypto";
import { done, failed, type Outcome } from "#core/bridge";
import type { PublishProblem } from "#core/publishing";
import { isSameFile, temporaryNameOf, type Place, type PlaceFile } from "./handover-place.ts";
import { connectionTo, isFine, problemOf, type Patience, type SiteAnswer, type SiteRequest } from "./http.ts";
import { entriesIn, LISTING } from "./multistatus.ts";

export interface WebDavOptions {
  readonly url: string;
  readonly user: string;
  /** Null when none is kept. */
  readonly password: string | null;
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
}

/** A listing of so many bytes: some 100,000 stories. */
const MOST_LISTING_BYTES = 64 * 1024 * 1024;

/** So often a move is tried which another's move came in between. */
const MOST_MOVES = 5;

/** A folder of a WebDAV server (RFC 4918), with Basic sign-in. */
export function webDavPlace({ url, user, password, fetch, patience, signal }: WebDavOptions): Place {
  const connection = connectionTo({
    url,
    authorization:
      user === "" ? null : `Basic ${Buffer.from(`${user}:${password ?? ""}`, "utf8").toString("base64")}`,
    secrets: password === null ? [] : [password],
    fetch,
    ...(patience ? { patience } : {}),
    ...(signal ? { signal } : {}),
  });
  const { host } = connection;
  const base = new URL(url);
  base.search = "";
  base.hash = "";
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const escaped = (path: string) => path.split("/").map(encodeURIComponent).join("/");
  const addressOf = (path: string) => new URL(escaped(path), base.href).href;
  const gone: PublishProblem = { kind: "folderGone", path: base.href };

  const ask = async (
    path: string,
    request: Omit<SiteRequest, "path">,
  ): Promise<Outcome<SiteAnswer, PublishProblem>> => {
    if (user !== "" && password === null) return failed({ kind: "signInRefused", host });
    const { headers, ...rest } = request;
    return connection.request({ ...rest, path: addressOf(path), headers: { accept: "*/*", ...headers } });
  };

  /** What an answer means that is neither the one asked for nor one the caller knows. */
  const problem = (answer: SiteAnswer): PublishProblem => {
    // RFC 4918, section 11: 423 is locked by somebody for a while, 507 is a full disk; 409 lacks the folder above.
    if (answer.status === 507) return { kind: "placeFull", host };
    if (answer.status === 423) return { kind: "siteBusy", host, status: 423 };
    if (answer.status === 409) return gone;
    return problemOf(answer, host, "upload", { saidBySite: "" });
  };

  const list: Place["list"] = async (folder) => {
    const path = folder === "" ? "" : `${folder}/`;
    const answer = await ask(path, {
      method: "PROPFIND",
      headers: { depth: "1", "content-type": "application/xml" },
      body: LISTING,
      mostBytes: MOST_LISTING_BYTES,
    });
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return folder === "" ? failed(gone) : done(null);
    if (answer.value.status !== 207) {
      // A site that knows no PROPFIND is none that takes files, whatever it answers.
      return failed(isFine(answer.value) ? { kind: "notTheApi", host } : problem(answer.value));
    }
    const entries = entriesIn(new TextDecoder().decode(answer.value.bytes), new URL(addressOf(path)));
    return entries === null ? failed({ kind: "notTheApi", host }) : done(entries);
  };

  const read: Place["read"] = async (path, mostBytes) => {
    const answer = await ask(path, { mostBytes, cutLong: true });
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return done(null);
    if (!isFine(answer.value)) return failed(problem(answer.value));
    return done({ bytes: answer.value.bytes, tag: answer.value.headers.get("etag") });
  };

  const remove: Place["remove"] = async (path) => {
    const answer = await ask(path, { method: "DELETE" });
    if (!answer.ok) return answer;
    return isFine(answer.value) || answer.value.status === 404 ? done(null) : failed(problem(answer.value));
  };

  const makeFolder: Place["makeFolder"] = async (folder) => {
    const answer = await ask(`${folder}/`, { method: "MKCOL" });
    if (!answer.ok) return answer;
    // 405: there is something of this name (RFC 4918, section 9.3.1).
    return isFine(answer.value) || answer.value.status === 405 ? done(null) : failed(problem(answer.value));
  };

  const removeFolder: Place["removeFolder"] = async (folder) => {
    // DELETE takes all that lies in a folder along.
    const entries = await list(folder);
    if (!entries.ok) return entries;
    return entries.value === null || entries.value.length > 0 ? done(null) : remove(`${folder}/`);
  };

  const move = (from: string, to: string, condition: Readonly<Record<string, string>>) =>
    ask(from, { method: "MOVE", headers: { destination: addressOf(to), ...condition } });

  return {
    host,
    addressOf,
    list,
    read,
    remove,
    makeFolder,
    removeFolder,

    async test() {
      const there = await list("");
      if (!there.ok) return there;
      const folder = `.morasse-${randomUUID()}`;
      const made = await makeFolder(folder);
      if (!made.ok) return made;
      return remove(`${folder}/`);
    },

    async write(path, bytes, seen) {
      const temporary = temporaryNameOf(path, randomUUID());
      const put = await ask(temporary, { method: "PUT", headers: { "if-none-match": "*" }, body: bytes });
      if (!put.ok) return put;
      if (!isFine(put.value)) return failed(put.value.status === 404 ? gone : problem(put.value));
      let moved: Outcome<SiteAnswer, PublishProblem>;
      if (seen === undefined) moved = await moveOver(temporary, path);
      else if (seen === null) moved = await move(temporary, path, { overwrite: "F" });
      else moved = await replace(temporary, path, seen);
      if (moved.ok && isFine(moved.value)) return done("written");
      await remove(temporary); // What it says does not count: it is hidden, and cleared away later.
      if (!moved.ok) return moved;
      return moved.value.status === 412 && seen !== undefined ? done("taken") : failed(problem(moved.value));
    },
  };

  /**
   * Moves over whatever is there. A server that removes what is in the way before it renames (Apache does) answers 404 where
   * another's move came in between: then it is tried again.
   */
  async function moveOver(temporary: string, path: string): Promise<Outcome<SiteAnswer, PublishProblem>> {
    for (let left = MOST_MOVES - 1; ; left--) {
      const moved = await move(temporary, path, { overwrite: "T" });
      if (left === 0 || !moved.ok || moved.value.status !== 404) return moved;
    }
  }

  /**
   * Moves over a file while it is the one that was seen. The server checks that itself by the file's tag (RFC 4918,
   * section 10.4); one that has no tags, or says "no" to one that is still there, is asked right before.
   */
  async function replace(
    temporary: string,
    path: string,
    seen: PlaceFile,
  ): Promise<Outcome<SiteAnswer, PublishProblem>> {
    if (seen.tag !== null) {
      const moved = await move(temporary, path, {
        overwrite: "T",
        if: `<${addressOf(path)}> ([${seen.tag}])`,
      });
      if (!moved.ok || moved.value.status !== 412) return moved;
      const there = await read(path, seen.bytes.length + 1);
      if (!there.ok) return there;
      return there.value !== null && isSameFile(there.value, seen)
        ? move(temporary, path, { overwrite: "T" })
        : moved;
    }
    const there = await read(path, seen.bytes.length + 1);
    if (!there.ok) return there;
    const isThere = there.value !== null && isSameFile(there.value, seen);
    // Something else, or nothing, is there now: a move that may not overwrite says the first, and mends the second.
    return move(temporary, path, { overwrite: isThere ? "T" : "F" });
  }
}
