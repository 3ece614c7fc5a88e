import { done, failed, type Outcome } from "#core/bridge";
import { ghostText, type GhostPage, type PublishProblem } from "#core/publishing";
import { fieldsOf, listIn, textIn, type Fields, type GhostApi } from "./ghost-api.ts";

/** A post of a Ghost site: read, and compared with what is sent. */

/** What of a post is asked for: as its editor has it, with whom and what it is filed under. */
export const POST_QUERY = { formats: "lexical", include: "tags,authors" } as const;

export async function onePost(api: GhostApi, remoteId: string): Promise<Outcome<Fields, PublishProblem>> {
  const answer = await api.ask(`posts/${encodeURIComponent(remoteId)}/`, POST_QUERY, { act: "edit" });
  if (!answer.ok) return answer;
  return postIn(api, answer.value.json, remoteId);
}

/** The post of an answer, which must be the one that was asked for. */
export function postIn(
  api: GhostApi,
  json: Fields,
  remoteId: string | null,
): Outcome<Fields, PublishProblem> {
  const [post] = listIn(json, "posts");
  const id = post === undefined ? "" : textIn(post, "id");
  if (post === undefined || id === "" || (remoteId !== null && id !== remoteId)) {
    return failed({ kind: "notTheApi", host: api.host });
  }
  return done(post);
}

/** The body of a request that makes or changes a post. */
export function postBody(post: Fields): string {
  return JSON.stringify({ posts: [post] });
}

/** Whether a post says and shows what a page of ours does, however its editor has written it down since. */
export function says(post: Fields, page: GhostPage): boolean {
  return (
    plain(textIn(post, "title")) === plain(page.title) &&
    plain(textIn(post, "custom_excerpt")) === plain(page.excerpt) &&
    fileIn(textIn(post, "feature_image")) === fileIn(page.leadPicture?.url ?? "") &&
    ghostText(textIn(post, "lexical")) === ghostText(page.lexical)
  );
}

/** The addresses of the pictures a post shows. */
export function picturesIn(post: Fields): readonly string[] {
  const urls = new Set<string>();
  const read = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(read);
    const { src, children } = fieldsOf(value);
    if (typeof src === "string") urls.add(src);
    read(children ?? []);
  };
  try {
    read(fieldsOf(fieldsOf(JSON.parse(textIn(post, "lexical") || "{}"))["root"])["children"] ?? []);
  } catch {
    // Not a document of the editor: no picture of ours is in it.
  }
  const lead = textIn(post, "feature_image");
  if (lead !== "") urls.add(lead);
  return [...urls];
}

/**
 * Whether a post was changed since we last saw it. Ghost's own clock changes a post when its hour has come: that is
 * nobody's change. It comes a moment early or late, while a person's publishing sets the hour to its own moment.
 */
export function isChangedSince(post: Fields, changedAt: string | null): boolean {
  const updatedAt = textIn(post, "updated_at");
  if (changedAt === null || updatedAt === changedAt) return false;
  const hour = Date.parse(textIn(post, "published_at"));
  const lateMs = Date.parse(updatedAt) - hour;
  const isByClock = lateMs !== 0 || hour % 60_000 === 0;
  const cameByItself =
    textIn(post, "status") === "published" &&
    hour > Date.parse(changedAt) &&
    isByClock &&
    lateMs >= -SCHEDULER_EARLY_MS &&
    lateMs <= SCHEDULER_LATE_MS;
  return !cameByItself;
}

/** Seen: from the second before the hour on 5.130 to 2.1 s after it on 6.65. Ghost counts whole seconds. */
const SCHEDULER_EARLY_MS = 2_000;
const SCHEDULER_LATE_MS = 10_000;

function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function fileIn(url: string): string {
  return url.split("/").at(-1) ?? "";
}
