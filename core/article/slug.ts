/** Address of an article on the site: lower-case ASCII words joined by hyphens, 1 to 80 characters. */
export type Slug = string & { readonly __slug: true };

export class SlugError extends RangeError {
  override readonly name = "SlugError";
}

const LONGEST = 80;

/**
 * The slug of a headline: "Đường sắt Bắc – Nam" gives "duong-sat-bac-nam".
 *
 * Vietnamese marks are dropped after decomposition (Unicode NFD, UAX #15); đ has no decomposition, so it
 * is mapped by hand. Cut after a whole word; a single longer word is cut inside.
 *
 * @throws {SlugError} when no letter or digit is left.
 */
export function slugOf(headline: string): Slug {
  const words =
    plainLetters(headline)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word : `${slug}-${word}`;
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  if (slug === "") slug = (words[0] ?? "").slice(0, LONGEST);
  if (slug === "") throw new SlugError(`No letter or digit for a slug in “${headline.slice(0, 60)}”`);
  return slug as Slug;
}

/** Whether a text typed by hand is a slug as it stands. */
export function isSlug(text: string): text is Slug {
  return text.length <= LONGEST && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

/** Vietnamese without its marks: "Đường sắt" gives "Duong sat". Used for slugs and for search. */
export function plainLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}
