import { createHash } from "node:crypto";
import { done, failed, type Outcome } from "#core/bridge";
import type { Rendition } from "#core/media";
import type { PictureToSend, PublishProblem, RemotePicture, StoryToSend } from "#core/publishing";
import {
  fieldsOf,
  listOf,
  numberIn,
  rawIn,
  textIn,
  type Fields,
  type WordPressApi,
} from "./wordpress-api.ts";

/** WordPress scales a picture down which is larger than this in either direction. */
const SCALED_OVER_PX = 2560;

const MEDIA_FIELDS = "id,slug,post,source_url,alt_text,caption,media_details";

/** WordPress numbers equal slugs; further ones than these are not looked for. */
const SLUG_ENDS = ["", "-2", "-3", "-4", "-5"];

interface Notes {
  readonly caption: string;
  readonly alt_text: string;
}

/**
 * A picture in the site's media library: found by the hash of its bytes, or uploaded with it.
 *
 * @param settled waits for what an earlier try may have left under way; true when a second look is worth it.
 * @param seesAll whether the account may edit what others made; else theirs are looked up as a reader sees them.
 */
export async function putPicture(
  api: WordPressApi,
  story: StoryToSend,
  picture: PictureToSend,
  notes: Notes,
  settled: () => Promise<boolean>,
  seesAll: boolean,
): Promise<Outcome<RemotePicture, PublishProblem>> {
  const rendition = renditionToSend(picture);
  const file = `${story.slug}-${rendition.sha256.slice(0, 10)}.${ENDINGS[rendition.mimeType]}`;
  const slug = `img-${rendition.sha256.slice(0, 16)}`;

  const bytes = () => picture.read(rendition);
  let found = await foundMedia(api, slug, rendition, bytes, file, seesAll);
  if (found.ok && found.value === null && (await settled())) {
    found = await foundMedia(api, slug, rendition, bytes, file, seesAll);
  }
  if (!found.ok) return found;
  if (found.value !== null) {
    const noted = await withNotes(api, found.value, notes, file);
    return noted.ok ? done(remoteOf(noted.value, picture)) : noted;
  }

  const sending = await bytes();
  const form = new FormData();
  for (const [name, value] of Object.entries({ slug, title: titleOf(picture, file), ...notes })) {
    form.set(name, value);
  }
  form.set("file", new Blob([sending], { type: rendition.mimeType }), file);
  const sent = await api.ask(
    "wp/v2/media",
    { context: "edit", _fields: MEDIA_FIELDS },
    { act: "upload", file },
    {
      method: "POST",
      body: form,
      headers: { "content-md5": createHash("md5").update(sending).digest("hex") },
    },
  );
  return sent.ok ? done(remoteOf(fieldsOf(sent.value.json), picture)) : sent;
}

const ENDINGS = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
} as const satisfies Record<Rendition["mimeType"], string>;

/** The widest size which WordPress keeps as it is; of a very tall picture the narrowest there is. */
function renditionToSend(picture: PictureToSend): Rendition {
  const widest = picture.renditions.findLast((one) => one.heightPx <= SCALED_OVER_PX);
  const sent = widest ?? picture.renditions[0];
  if (sent === undefined) throw new RangeError(`Picture ${picture.sha256} has no rendition`);
  return sent;
}

function titleOf(picture: PictureToSend, file: string): string {
  return picture.altText.trim() || picture.caption.trim() || file;
}

/**
 * The picture as it is there, the oldest first. What an upload left that was cut on its way is removed, to be
 * sent again; every other copy is left alone, since a page may show it.
 */
async function foundMedia(
  api: WordPressApi,
  slug: string,
  rendition: Rendition,
  bytes: () => Promise<Uint8Array<ArrayBuffer>>,
  file: string,
  seesAll: boolean,
): Promise<Outcome<Fields | null, PublishProblem>> {
  const slugs = SLUG_ENDS.map((end) => `${slug}${end}`);
  const look = (context: "edit" | "view") =>
    api.ask(
      "wp/v2/media",
      { slug: slugs.join(","), context, orderby: "id", order: "asc", _fields: MEDIA_FIELDS },
      { act: "upload", file },
    );
  let answer = await look("edit");
  if (answer.ok && !seesAll && listOf(answer.value.json).length === 0) answer = await look("view");
  if (!answer.ok) return answer;
  for (const media of listOf(answer.value.json)) {
    if (!slugs.includes(textIn(media, "slug"))) continue;
    const state = await stateOf(api, media, rendition, bytes);
    if (!state.ok) return state;
    if (state.value === "usable") return done(media);
    if (state.value === "other" || numberIn(media, "post") !== 0) continue;
    const removed = await api.ask(
      `wp/v2/media/${numberIn(media, "id")}`,
      { force: "true" },
      // Another account's damaged copy is left to those who may remove it; ours is then sent beside it.
      { act: "upload", file, taken: ["rest_post_invalid_id", "rest_cannot_delete"] },
      { method: "DELETE" },
    );
    if (!removed.ok) return removed;
  }
  return done(null);
}

/**
 * What a copy on the site is: `usable` with all its bytes, or as the site itself has written the picture
 * anew (plugins that make files smaller do); `cut` when it is only the beginning of ours; else `other`.
 */
async function stateOf(
  api: WordPressApi,
  media: Fields,
  rendition: Rendition,
  bytes: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Outcome<"usable" | "cut" | "other", PublishProblem>> {
  const details = fieldsOf(media["media_details"]);
  if (numberIn(details, "filesize") === rendition.sizeBytes) return done("usable");
  // Scaled down by the site, changed by it, or a site before 6.0: the file itself is looked at.
  const original = textIn(details, "original_image");
  const address = textIn(media, "source_url");
  const url = original === "" ? address : address.replace(/[^/]*$/, encodeURIComponent(original));
  const there = await api.read(url, rendition.sizeBytes + 1);
  if (!there.ok) return there.problem.kind === "siteMoved" ? done("other") : failed(there.problem);
  if (there.value.status !== 200) return done("other");
  const has = there.value.bytes;
  if (has.length === rendition.sizeBytes) return done("usable");
  const ours = await bytes();
  if (has.length < ours.length && has.every((byte, at) => byte === ours[at])) return done("cut");
  const asLarge =
    numberIn(details, "width") === rendition.widthPx && numberIn(details, "height") === rendition.heightPx;
  return done(asLarge ? "usable" : "other");
}

/** Brings caption and alt text of a picture found there up to date. */
async function withNotes(
  api: WordPressApi,
  media: Fields,
  notes: Notes,
  file: string,
): Promise<Outcome<Fields, PublishProblem>> {
  if (rawIn(media, "caption") === notes.caption && textIn(media, "alt_text") === notes.alt_text) {
    return done(media);
  }
  const answer = await api.ask(
    `wp/v2/media/${numberIn(media, "id")}`,
    { context: "edit", _fields: MEDIA_FIELDS },
    // A picture of another account keeps its notes; the page has its own caption and alt text.
    { act: "upload", file, taken: ["rest_cannot_edit"] },
    {
      method: "POST",
      body: JSON.stringify(notes),
      headers: { "content-type": "application/json" },
    },
  );
  if (!answer.ok) return answer;
  const changed = fieldsOf(answer.value.json);
  return done(numberIn(changed, "id") === numberIn(media, "id") ? changed : media);
}

/** The size for the page: WordPress' "large" where it made one, so that the page stays light. */
function remoteOf(media: Fields, picture: PictureToSend): RemotePicture {
  const details = fieldsOf(media["media_details"]);
  const large = fieldsOf(fieldsOf(details["sizes"])["large"]);
  const shown = textIn(large, "source_url") === "" ? { ...details, source_url: media["source_url"] } : large;
  return {
    sha256: picture.sha256,
    remoteId: String(numberIn(media, "id")),
    url: textIn(shown, "source_url"),
    widthPx: numberIn(shown, "width"),
    heightPx: numberIn(shown, "height"),
    renditions: picture.renditions,
  };
}
