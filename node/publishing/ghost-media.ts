import { done, failed, type Outcome } from "#core/bridge";
import type { Rendition } from "#core/media";
import type { PageImage, PictureToSend, PublishProblem, RemotePicture, StoryToSend } from "#core/publishing";
import { listIn, textIn, type GhostApi } from "./ghost-api.ts";

/**
 * A picture on a Ghost site: found by its name, which is the hash of its bytes, or uploaded under it.
 *
 * Ghost has no list of its pictures and cannot remove one. It keeps a file it has made smaller under the name it was
 * sent with, and the file as it was sent under the same name with "_o".
 *
 * @param shown addresses of the pictures the story's post shows already.
 * @param settled waits for what an earlier try may have left under way; true when a second look is worth it.
 */
export async function putPicture(
  api: GhostApi,
  story: StoryToSend,
  picture: PictureToSend,
  shown: readonly string[],
  settled: () => Promise<boolean>,
): Promise<Outcome<RemotePicture, PublishProblem>> {
  const rendition = picture.renditions.at(-1);
  if (rendition === undefined) throw new RangeError(`Picture ${picture.sha256} has no rendition`);
  const name = `img-${rendition.sha256.slice(0, 16)}`;
  const file = `${name}.${ENDINGS[rendition.mimeType]}`;
  const remote = (url: string) => done(remoteOf(url, picture, rendition));

  // In the post it is known to be whole, wherever the site keeps its files.
  const known = shown.find((url) => fileOf(url) === file);
  if (known !== undefined) return remote(known);
  const find = () => foundFile(api, monthsOf(story, api.siteTime()), file, rendition.sizeBytes);
  let found = await find();
  if (found.ok && found.value === null && (await settled())) found = await find();
  if (!found.ok) return found;
  if (found.value !== null) {
    const site = await api.describe();
    if (!site.ok) return site;
    // As the site itself writes it in its pages, whatever address it was asked at.
    const url = textIn(site.value, "url");
    if (!URL.canParse(url)) return failed({ kind: "notTheApi", host: api.host });
    return remote(new URL(found.value, url.endsWith("/") ? url : `${url}/`).href);
  }

  const form = new FormData();
  form.set("file", new Blob([await picture.read(rendition)], { type: rendition.mimeType }), file);
  form.set("purpose", "image");
  form.set("ref", name);
  const sent = await api.ask("images/upload/", {}, { act: "upload", file }, { method: "POST", body: form });
  if (!sent.ok) return sent;
  const url = textIn(listIn(sent.value.json, "images")[0] ?? {}, "url");
  return URL.canParse(url) ? remote(url) : failed({ kind: "notTheApi", host: api.host });
}

/** Whether an image of a page is a picture of the site, in any of the sizes Ghost makes of it. */
export function isShown(image: PageImage, picture: RemotePicture): boolean {
  const file = fileOf(picture.url);
  return file !== "" && (fileOf(image.src) === file || image.srcset.includes(`/${file}`));
}

/** Those of the pictures that anybody can still fetch. */
export async function stillThere(
  api: GhostApi,
  pictures: readonly RemotePicture[],
): Promise<Outcome<readonly RemotePicture[], PublishProblem>> {
  const there: RemotePicture[] = [];
  for (const picture of pictures) {
    const file = await api.read(picture.url, 1);
    if (!file.ok) return file;
    if (file.value.status === 200) there.push(picture);
  }
  return done(there);
}

// --- private ---------------------------------------------------------------------------------

const ENDINGS = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
} as const satisfies Record<Rendition["mimeType"], string>;

/** Ghost shows no picture wider than this, and scales a wider one down (`imageOptimization.defaultMaxWidth`). */
const WIDEST_PX = 2000;

const HOUR_MS = 3_600_000;
/** No clock on earth is further from another. */
const ZONES_MS = 14 * HOUR_MS;

/**
 * The folders an earlier try may have put a picture in, the likeliest first: those of each month since the story was
 * queued, and of the month it was first published in. Ghost goes by the clock on its wall, whose zone is not known.
 */
function monthsOf(story: StoryToSend, siteTime: Date): readonly string[] {
  const months = new Set<string>();
  const add = (ms: number) => {
    for (const zone of [0, -ZONES_MS, ZONES_MS]) {
      const [year, month] = new Date(ms + zone).toISOString().split("-");
      months.add(`${year}/${month}`);
    }
  };
  add(siteTime.getTime());
  const queued = Date.parse(story.versionAt);
  // A month has 28 days at least; a story that waited for longer than a year is not looked for further.
  for (let n = 1; n <= 13; n++) {
    const at = siteTime.getTime() - n * 28 * 24 * HOUR_MS;
    if (at < queued) break;
    add(at);
  }
  for (const instant of [story.versionAt, story.firstPublishedAt]) {
    if (instant !== null && !Number.isNaN(Date.parse(instant))) add(Date.parse(instant));
  }
  return [...months];
}

/** Where a file of this name lies that has our bytes, below the site's address; null when there is none. */
async function foundFile(
  api: GhostApi,
  months: readonly string[],
  file: string,
  sizeBytes: number,
): Promise<Outcome<string | null, PublishProblem>> {
  for (const month of months) {
    const path = `content/images/${month}/${file}`;
    const shown = await api.fileAt(path);
    if (!shown.ok) return shown;
    if (shown.value === null) continue;
    if (shown.value.sizeBytes === sizeBytes) return done(path);
    const original = await api.fileAt(path.replace(/\.[a-z]+$/, "_o$&"));
    if (!original.ok) return original;
    // Ghost ended between the two files it writes; the first was made of the whole picture.
    if (original.value === null || original.value.sizeBytes === sizeBytes) return done(path);
  }
  return done(null);
}

function remoteOf(url: string, picture: PictureToSend, sent: Rendition): RemotePicture {
  const scale = Math.min(1, WIDEST_PX / sent.widthPx);
  return {
    sha256: picture.sha256,
    remoteId: fileOf(url),
    url,
    widthPx: Math.round(sent.widthPx * scale),
    heightPx: Math.round(sent.heightPx * scale),
    renditions: picture.renditions,
  };
}

function fileOf(url: string): string {
  return (
    url
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) ?? ""
  );
}
