import { textOf, type Figure } from "#core/article";
import type { PictureAddress, Publication } from "#core/exchange";
import type { Rendition } from "#core/media";
import { mediaPath } from "../media.ts";
import type { StoryLine } from "../archive.ts";
import { markup, type Html } from "./layout.ts";

export function renditionPath({ sha256, mimeType }: Rendition): string {
  return mediaPath(sha256, mimeType);
}

/** The sizes of a figure's picture, narrowest first; none when they were not sent. */
function sizesOf(figure: Figure, pictures: Publication["pictures"]): readonly Rendition[] {
  return pictures.find(({ sha256 }) => sha256 === figure.picture?.sha256)?.renditions ?? [];
}

/** Width in pixels from which a size is good enough where nothing is known of the reader's screen. */
const PLAIN_WIDTH_PX = 1024;

export function addressOf(
  figure: Figure,
  pictures: Publication["pictures"],
  sizes: string,
  loading: "eager" | "lazy",
): PictureAddress | null {
  const renditions = sizesOf(figure, pictures);
  const widest = renditions.at(-1);
  if (widest === undefined) return null;
  const plain = renditions.find(({ widthPx }) => widthPx >= PLAIN_WIDTH_PX) ?? widest;
  return {
    src: renditionPath(plain),
    widthPx: widest.widthPx,
    heightPx: widest.heightPx,
    srcset: renditions.map((each) => `${renditionPath(each)} ${each.widthPx}w`).join(", "),
    sizes,
    loading,
  };
}

/** A story's picture in a list. It says nothing which the headline beside it does not: empty alt text. */
export function coverHtml(line: StoryLine, sizes: string, loading: "eager" | "lazy" = "lazy"): Html | "" {
  const address = line.cover === null ? null : addressOf(line.cover, line.pictures, sizes, loading);
  if (address === null) return "";
  return markup`<a class="cover" href="${line.path}" tabindex="-1" aria-hidden="true"><img src="${address.src}" srcset="${address.srcset}" sizes="${sizes}" width="${address.widthPx}" height="${address.heightPx}" alt="" loading="${loading}" decoding="async"></a>`;
}

/** For cards and feeds: the size nearest to 1,200 pixels, which is what they ask for. */
export function cardPicture(
  figure: Figure | null,
  pictures: Publication["pictures"],
): { readonly rendition: Rendition; readonly altText: string } | null {
  if (figure === null) return null;
  const renditions = sizesOf(figure, pictures);
  const rendition = renditions.filter(({ widthPx }) => widthPx <= 1600).at(-1) ?? renditions[0];
  return rendition === undefined ? null : { rendition, altText: textOf(figure.altText).trim() };
}
