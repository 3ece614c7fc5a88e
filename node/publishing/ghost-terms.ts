import { plainLetters } from "#core/article";
import { done, type Outcome } from "#core/bridge";
import type { PublishProblem, StoryToSend } from "#core/publishing";
import { listIn, textIn, type Fields, type GhostApi } from "./ghost-api.ts";

/**
 * The tag that marks what we made on a site: internal ("#"), so that no reader is shown it. A theme may name it among
 * the classes of the page.
 */
export function markerTag({ marker }: Pick<StoryToSend, "marker">): {
  readonly name: string;
  readonly slug: string;
} {
  return { name: `#ws-${marker}`, slug: `hash-ws-${marker}` };
}

/**
 * What a story is filed under: its section, which is the primary tag by standing first, its tags and its marker. A tag
 * there is taken whatever its capitals; Ghost by itself would make a second one ("thời sự" beside "Thời sự").
 */
export async function tagsFor(
  api: GhostApi,
  story: StoryToSend,
): Promise<Outcome<readonly Fields[], PublishProblem>> {
  const names = new Map<string, string>();
  for (const typed of [story.section.name, ...story.article.details.tags]) {
    // "#" at the beginning would hide it from readers.
    const name = typed.replace(/^[#\s]+/, "").trim();
    if (name !== "" && !names.has(folded(name))) names.set(folded(name), name);
  }
  const slugs = [...names.keys()].map(slugOfTag).filter((slug) => slug !== "");
  let there: readonly Fields[] = [];
  if (slugs.length > 0) {
    const answer = await api.ask(
      "tags/",
      // Unquoted, Ghost's filters take no word of one letter.
      { filter: `slug:['${[...new Set(slugs)].join("','")}']`, limit: 100, fields: "id,name,slug" },
      { act: "publish" },
    );
    if (!answer.ok) return answer;
    there = listIn(answer.value.json, "tags");
  }
  const tags = [...names].map(([key, name]): Fields => {
    const known = there.find((tag) => folded(textIn(tag, "name")) === key);
    return known === undefined ? { name } : { id: textIn(known, "id") };
  });
  return done([...tags, { name: markerTag(story).name }]);
}

/**
 * The members of the site's staff whom a byline names ("AN BÌNH – MAI LAN"), in its order; none unless it names nobody
 * else, for then the site would show too few.
 */
export async function authorsFor(
  api: GhostApi,
  byline: string,
): Promise<Outcome<readonly Fields[], PublishProblem>> {
  const names = byline
    .split(/\s*[,;/&+]\s*|\s+[-–—]\s+|\s+(?:và|and)\s+/iu)
    .map(folded)
    .filter((name) => name !== "");
  if (names.length === 0) return done([]);
  const answer = await api.ask(
    "users/",
    { limit: 100, fields: "id,name" },
    // A key that may not see the staff leaves the choice to the site.
    { act: "publish", taken: [403] },
  );
  if (!answer.ok) return answer;
  const staff = listIn(answer.value.json, "users");
  const authors = names.flatMap((name) => {
    const [member, ...others] = staff.filter((one) => folded(textIn(one, "name")) === name);
    return member === undefined || others.length > 0 ? [] : [{ id: textIn(member, "id") }];
  });
  return done(authors.length === names.length ? authors : []);
}

function folded(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}

/** The slug Ghost gives a tag of this name: a guess. A tag it does not find is found by Ghost by its exact name. */
function slugOfTag(name: string): string {
  return (
    plainLetters(name)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join("-");
}
