import { readFile } from "node:fs/promises";
import { figuresOf, textOf, type Figure, type Picture } from "#core/article";
import { done, failed, type Outcome } from "#core/bridge";
import type { PictureToSend, PublishProblem, StoryToSend } from "#core/publishing";
import type { Library } from "#node/library";
import type { RenditionsOf } from "#node/media";

/** A story's pictures made ready to be sent: their web sizes, made one after the other ahead of the sending. */
export interface PictureDesk {
  /** The picture of an original of the story, when its sizes are made. */
  take(sha256: string): Promise<Outcome<PictureToSend, PublishProblem>>;
  /** Makes no more of them ahead; answers when the one in the making is done. */
  end(): Promise<void>;
}

export interface PictureDeskOptions {
  readonly library: Pick<Library, "originalPath">;
  readonly renditionsOf: RenditionsOf;
  readonly renditionsDir: string;
}

type Taken = Outcome<PictureToSend, PublishProblem>;

/** @param needed the originals which are not on the site yet, in the order they are sent. */
export function pictureDesk(
  options: PictureDeskOptions,
  story: StoryToSend,
  needed: readonly string[],
  host: string,
): PictureDesk {
  const ready = new Map<string, Promise<Taken>>();
  const take = (sha256: string): Promise<Taken> => {
    const making = ready.get(sha256) ?? pictureOf(options, story, sha256, host);
    ready.set(sha256, making);
    return making;
  };
  // While one picture is on its way the next is made; whoever takes it hears of what went wrong.
  const ahead = async () => {
    for (const sha256 of needed) if (!ended) await take(sha256);
  };
  let ended = false;
  const made = ahead().catch(() => undefined);
  return {
    take,
    end() {
      ended = true;
      return made;
    },
  };
}

/** Name of an original in the story's folder. */
export function fileOf(picture: Pick<Picture, "sha256" | "extension">): string {
  return `${picture.sha256}.${picture.extension}`;
}

async function pictureOf(
  { library, renditionsOf, renditionsDir }: PictureDeskOptions,
  story: StoryToSend,
  sha256: string,
  host: string,
): Promise<Taken> {
  const figure = figuresOf(story.article).find((each) => each.picture?.sha256 === sha256);
  const picture = figure?.picture;
  if (!figure || !picture) throw new RangeError(`The story has no picture ${sha256}`);
  const file = fileOf(picture);
  const path = await library.originalPath(story.storyId, sha256, picture.extension);
  if (path === null) return failed({ kind: "pictureLost", file });
  const made = await renditionsOf({ path, picture }, renditionsDir);
  if (!made.ok) {
    if (made.problem.kind === "pictureDamaged" || made.problem.kind === "emptyFile") {
      return failed({ kind: "pictureLost", file });
    }
    return failed({ kind: "pictureRefused", host, file, said: made.problem.kind });
  }
  const paths = new Map(made.value.map((one) => [one.sha256, one.path]));
  return done({
    sha256,
    extension: picture.extension,
    // Plain renditions: where they lie on this machine is nothing a site or a receipt should keep.
    renditions: made.value.map(({ path: _path, ...rendition }) => rendition),
    read: async (rendition) => {
      const at = paths.get(rendition.sha256);
      if (at === undefined) throw new RangeError(`Not a rendition of ${sha256}: ${rendition.sha256}`);
      return new Uint8Array(await readFile(at));
    },
    ...notesOf(figure),
  });
}

function notesOf(figure: Figure): Pick<PictureToSend, "caption" | "credit" | "altText"> {
  return {
    caption: textOf(figure.caption).trim(),
    credit: textOf(figure.credit).trim(),
    altText: textOf(figure.altText).trim(),
  };
}
