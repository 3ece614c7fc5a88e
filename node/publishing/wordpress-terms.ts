import { plainLetters } from "#core/article";
import { done, failed, type Outcome } from "#core/bridge";
import type { PublishProblem, StoryToSend, WordPressTarget } from "#core/publishing";
import { fieldsOf, listOf, numberIn, plainName, textIn, type WordPressApi } from "./wordpress-api.ts";

/**
 * The category of a story's section: the mapped one, else the one of the same name. None is ever made: the
 * categories of a site are its owner's. Null, for a story without a section, leaves the choice to the site.
 */
export async function categoryOf(
  api: WordPressApi,
  target: WordPressTarget,
  section: StoryToSend["section"],
): Promise<Outcome<number | null, PublishProblem>> {
  if (section.slug === "") return done(null);
  const mapped = target.categories[section.slug];
  if (mapped !== undefined) return done(mapped);
  const answer = await api.ask(
    "wp/v2/categories",
    { search: section.name, per_page: 100, _fields: "id,name" },
    { act: "publish" },
  );
  if (!answer.ok) return answer;
  const named = listOf(answer.value.json).find((one) => sameName(textIn(one, "name"), section.name));
  if (named !== undefined) return done(numberIn(named, "id"));
  return failed({ kind: "sectionNotMapped", host: api.host, section: section.name });
}

/** The ids of a story's tags, made where they are not there yet, in the order of the article. */
export async function tagsOf(
  api: WordPressApi,
  tags: readonly string[],
): Promise<Outcome<readonly number[], PublishProblem>> {
  const names = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  if (names.length === 0) return done([]);
  const slugs = names.map(slugOfTag).filter((slug) => slug !== "");
  const answer = await api.ask(
    "wp/v2/tags",
    { slug: slugs.join(","), per_page: 100, _fields: "id,name" },
    { act: "publish" },
  );
  if (!answer.ok) return answer;
  const there = listOf(answer.value.json);
  const ids: number[] = [];
  for (const name of names) {
    const known = there.find((one) => sameName(textIn(one, "name"), name));
    const id = known ? done(numberIn(known, "id")) : await madeTag(api, name);
    if (!id.ok) return id;
    if (id.value !== null) ids.push(id.value);
  }
  return done(ids);
}

/** Makes a tag; one which is there already answers with its id. Null when the account may not make any. */
async function madeTag(api: WordPressApi, name: string): Promise<Outcome<number | null, PublishProblem>> {
  const made = await api.ask(
    "wp/v2/tags",
    {},
    { act: "publish", taken: ["term_exists", "rest_cannot_create"] },
    {
      method: "POST",
      body: JSON.stringify({ name }),
      headers: { "content-type": "application/json" },
    },
  );
  if (!made.ok) return made;
  const fields = fieldsOf(made.value.json);
  if (textIn(fields, "code") === "rest_cannot_create") return done(null);
  if (textIn(fields, "code") === "term_exists") return done(numberIn(fieldsOf(fields["data"]), "term_id"));
  return done(numberIn(fields, "id"));
}

function sameName(html: string, name: string): boolean {
  const fold = (text: string) => text.normalize("NFC").trim().toLowerCase();
  return fold(plainName(html)) === fold(name);
}

/** The slug WordPress gives a tag of this name; a guess that only saves a request. */
function slugOfTag(name: string): string {
  return (
    plainLetters(name)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join("-");
}
