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

const MEDIA_FIELDS = "id,slug,source_url,alt_text,caption,media_details";

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

  let found = await foundMedia(api, slug, rendition, file, seesAll);
  if (found.ok && found.value === null && (await settled())) {
    found = await foundMedia(api, slug, rendition, file, seesAll);
  }
  if (!found.ok) return found;
  if (found.value !== null) {
    const noted = await withNotes(api, found.value, notes, file);
    return noted.ok ? done(remoteOf(noted.value, picture)) : noted;
  }

  const bytes = await picture.read(rendition);
  const form = new FormData();
  for (const [name, value] of Object.entries({ slug, title: titleOf(picture, file), ...notes })) {
    form.set(name, value);
  }
  form.set("file", new Blob([bytes], { type: rendition.mimeType }), file);
  const sent = await api.ask(
    "wp/v2/media",
    { context: "edit", _fields: MEDIA_FIELDS },
    { act: "upload", file },
    {
      method: "POST",
      body: form,
      headers: { "content-md5": createHash("md5").update(bytes).digest("hex") },
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

/** The picture as it is there; one whose bytes are not all there is removed, to be sent again. */
async function foundMedia(
  api: WordPressApi,
  slug: string,
  rendition: Rendition,
  file: string,
  seesAll: boolean,
): Promise<Outcome<Fields | null, PublishProblem>> {
  const look = (context: "edit" | "view") =>
    api.ask(
      "wp/v2/media",
      { slug: `${slug},${slug}-2`, context, orderby: "id", order: "asc", _fields: MEDIA_FIELDS },
      { act: "upload", file },
    );
  let answer = await look("edit");
  if (answer.ok && !seesAll && listOf(answer.value.json).length === 0) answer = await look("view");
  if (!answer.ok) return answer;
  let whole: Fields | null = null;
  for (const media of listOf(answer.value.json)) {
    const complete = await isWhole(api, media, rendition);
    if (!complete.ok) return complete;
    if (complete.value && whole === null) {
      whole = media;
      continue;
    }
    const removed = await api.ask(
      `wp/v2/media/${numberIn(media, "id")}`,
      { force: "true" },
      // Another account's damaged copy is left to those who may remove it; ours is then sent beside it.
      { act: "upload", file, taken: ["rest_post_invalid_id", "rest_cannot_delete"] },
      { method: "DELETE" },
    );
    if (!removed.ok) return removed;
  }
  return done(whole);
}

/** Whether all bytes of a rendition are there, by the size the site has noted or by the file itself. */
async function isWhole(
  api: WordPressApi,
  media: Fields,
  rendition: Rendition,
): Promise<Outcome<boolean, PublishProblem>> {
  const details = fieldsOf(media["media_details"]);
  if (numberIn(details, "filesize") === rendition.sizeBytes) return done(true);
  const original = textIn(details, "original_image");
  const noted = numberIn(details, "filesize") > 0;
  if (noted && original === "") return done(false);
  // Scaled down by the site, or a site before 6.0: the file itself is asked for its size.
  const address = textIn(media, "source_url");
  const url = original === "" ? address : address.replace(/[^/]*$/, encodeURIComponent(original));
  const there = await api.read(url, rendition.sizeBytes + 1);
  if (!there.ok) return there.problem.kind === "siteMoved" ? done(false) : failed(there.problem);
  return done(there.value.status === 200 && there.value.bytes.length === rendition.sizeBytes);
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
