import { done, failed, type Outcome } from "#core/bridge";
import { bodyText, type PublishProblem } from "#core/publishing";
import { fieldsOf, rawIn, textIn, type Fields, type WordPressApi } from "./wordpress-api.ts";

/** What of a post is looked at. */
export const POST_FIELDS = "id,status,slug,link,date_gmt,modified_gmt,title,content,categories";

/** A post as it is, and the site's own time when it said so. */
export interface PostNow {
  readonly post: Fields;
  readonly siteTime: Date;
}

/** The post; one in the trash has gone from the site. */
export async function onePost(api: WordPressApi, remoteId: string): Promise<Outcome<Fields, PublishProblem>> {
  const answer = await askedPost(api, remoteId);
  return answer.ok ? done(answer.value.post) : answer;
}

/** The same with the site's time. */
export async function askedPost(
  api: WordPressApi,
  remoteId: string,
): Promise<Outcome<PostNow, PublishProblem>> {
  const answer = await api.ask(
    `wp/v2/posts/${Number(remoteId)}`,
    { context: "edit", _fields: POST_FIELDS },
    { act: "edit" },
  );
  if (!answer.ok) return answer;
  const post = fieldsOf(answer.value.json);
  if (textIn(post, "status") === "trash") return failed({ kind: "goneFromSite", host: api.host });
  const said = Date.parse(answer.value.headers.get("date") ?? "");
  return done({ post, siteTime: Number.isNaN(said) ? new Date() : new Date(said) });
}

/** Whether a post says and shows what a page of ours does, however the site has rewritten its markup. */
export function says(post: Fields, page: { readonly title: string; readonly content: string }): boolean {
  return (
    bodyText(rawIn(post, "title")) === bodyText(page.title) &&
    bodyText(rawIn(post, "content")) === bodyText(page.content)
  );
}

/** WordPress' time in UTC, which it writes without a zone, to the second. */
export function instantIn(post: Fields): string {
  const text = textIn(post, "modified_gmt");
  return /Z$/.test(text) || text === "" ? text : `${text}Z`;
}

/** A body of JSON to be sent. */
export function json(value: unknown) {
  return {
    method: "POST",
    body: JSON.stringify(value),
    headers: { "content-type": "application/json" },
  } as const;
}
