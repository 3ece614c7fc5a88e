import * as Y from "yjs";
import { articleOf, BODY, documentOf, setDetails, slugOf, SlugError, type Article } from "#core/article";
import {
  base64Of,
  bytesOf,
  done,
  type Bridge,
  type LibraryProblem,
  type Mended,
  type Outcome,
} from "#core/bridge";
import type { StorySummary } from "#core/library";

/** Stories asked for in one question. */
const PAGE = 500;

/** Every story that is not in the trash. */
async function allStories(bridge: Bridge): Promise<readonly StorySummary[]> {
  const found: StorySummary[] = [];
  for (;;) {
    const { stories, total } = await bridge.library.list({ limit: PAGE, offset: found.length });
    found.push(...stories);
    if (stories.length === 0 || found.length >= total) return found;
  }
}

/**
 * The stories a person may mean: by id, by the beginning of an id (4 characters or more), or by the slug of
 * the headline. More than one when it is not clear.
 */
export async function storiesNamed(bridge: Bridge, name: string): Promise<readonly StorySummary[]> {
  const stories = await allStories(bridge);
  const asked = name.trim().toLowerCase();
  const byId = stories.filter(({ id }) => id === asked || (asked.length >= 4 && id.startsWith(asked)));
  if (byId.length > 0) return byId;
  return stories.filter(({ title }) => slugOrNull(title) === asked);
}

function slugOrNull(title: string): string | null {
  try {
    return slugOf(title);
  } catch (error) {
    if (error instanceof SlugError) return null;
    throw error;
  }
}

/** What was mended in a story and is still to be told to its writer; none where it cannot be opened. */
export async function mendedIn(bridge: Bridge, id: string): Promise<readonly Mended[]> {
  const opened = await bridge.story.open({ id });
  if (!opened.ok) return []; // what is done with the story next says why
  return opened.value.recovered.filter((one) => one.kind === "logCut" || one.kind === "readFromJson");
}

/** The article as it stands, and its folder. */
export async function readArticle(
  bridge: Bridge,
  id: string,
): Promise<Outcome<{ readonly article: Article; readonly folder: string }, LibraryProblem>> {
  const opened = await bridge.story.open({ id });
  if (!opened.ok) return opened;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(opened.value.state));
  return done({ article: articleOf(id, doc), folder: opened.value.folder });
}

/** Makes a story of the given article: a new one is asked for and written like any typed text. */
export async function createStory(
  bridge: Bridge,
  article: Pick<Article, "details" | "blocks">,
): Promise<Outcome<StorySummary, LibraryProblem>> {
  const created = await bridge.library.create();
  if (!created.ok) return created;
  const { id } = created.value;
  const opened = await bridge.story.open({ id });
  if (!opened.ok) return opened;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(opened.value.state));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    const body = doc.getXmlFragment(BODY);
    const written = documentOf(article).getXmlFragment(BODY).toArray();
    body.delete(0, body.length);
    body.insert(
      0,
      written.filter((node) => node instanceof Y.XmlElement).map((node) => node.clone()),
    );
    setDetails(doc, article.details);
  });
  const saved = await bridge.story.append({ id, update: base64Of(Y.encodeStateAsUpdate(doc, before)) });
  return saved.ok ? created : saved;
}
