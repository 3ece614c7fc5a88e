import { Button, NativeSelect, SegmentedControl, TagsInput } from "@mantine/core";
import { bylineOf, headlineOf, isSlug, slugOf, SlugError, type Article, type Details } from "#core/article";
import { goTo, usePage } from "../editor/index.ts";
import { useArticle } from "../publish/preflight.ts";
import { useText } from "../text/index.ts";
import { DetailField } from "./detail-field.tsx";
import { useSettings } from "./host.ts";
import { useOpenStory } from "./open-story.ts";
import { showSettings } from "./room.ts";

/** Section, slug, tags, byline, dateline, language and stage of the open story. */
export function ArticleTab() {
  const text = useText().desk;
  const article = useArticle();
  const session = useOpenStory((state) => state.session);
  const { sections } = useSettings();
  if (article === null || session === null) return null;
  const { details } = article;
  const set = (change: Partial<Details>) => session.setDetails(change);
  const unknownSection =
    details.section !== "" && !sections.some((section) => section.slug === details.section);

  return (
    <div className="tab-body">
      <NativeSelect
        label={text.section}
        value={details.section}
        data-focus="detail-section"
        onChange={(event) => set({ section: event.currentTarget.value })}
      >
        <option value="">{text.sectionChoose}</option>
        {sections.map((section) => (
          <option key={section.slug} value={section.slug}>
            {section.name}
          </option>
        ))}
        {unknownSection && <option value={details.section}>{text.sectionUnknown(details.section)}</option>}
      </NativeSelect>
      <SlugField article={article} keep={(slug) => set({ slug })} />
      <TagsInput
        label={text.tags}
        placeholder={details.tags.length === 0 ? text.tagsHint : ""}
        value={[...details.tags]}
        onChange={(tags) => set({ tags: tags.map((tag) => tag.normalize("NFC").trim()).filter(Boolean) })}
        acceptValueOnBlur
        splitChars={[",", ";"]}
      />
      <DatelineField details={details} keep={(dateline) => set({ dateline })} />
      <Byline article={article} />
      <div>
        <span className="field-label" id="story-stage">
          {text.stage}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="story-stage"
          value={details.stage}
          onChange={(stage) => set({ stage: stage === "ready" ? "ready" : "draft" })}
          data={[
            { value: "draft", label: text.stages.draft },
            { value: "ready", label: text.stages.ready },
          ]}
        />
      </div>
      <div>
        <span className="field-label" id="story-language">
          {text.language}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="story-language"
          value={details.language}
          onChange={(language) => set({ language: language === "en" ? "en" : "vi" })}
          data={[
            { value: "vi", label: text.languages.vi },
            { value: "en", label: text.languages.en },
          ]}
        />
      </div>
      <div className="tab-foot">
        <span className="field-label">{text.folder}</span>
        <p className="path" title={session.opened.folder}>
          {session.opened.folder}
        </p>
      </div>
    </div>
  );
}

/** Address part of the page: the headline's own where nothing is typed. */
function SlugField({ article, keep }: { readonly article: Article; readonly keep: (slug: string) => void }) {
  const text = useText().desk;
  const { slug } = article.details;
  const wrong = slug !== "" && !isSlug(slug);
  const mended = wrong ? slugOr(slug) : null;
  return (
    <div>
      <DetailField
        label={text.slug}
        kept={slug}
        keep={(typed) => keep(typed.trim())}
        placeholder={slugOr(headlineOf(article)) ?? text.slugNone}
        error={wrong ? text.slugWrong : null}
        description={slug === "" ? text.slugHint : null}
        inputWrapperOrder={["label", "input", "error", "description"]}
      />
      {mended !== null && (
        <button type="button" className="proposed" onClick={() => keep(mended)}>
          {text.slugMend(mended)}
        </button>
      )}
    </div>
  );
}

function DatelineField({
  details,
  keep,
}: {
  readonly details: Details;
  readonly keep: (dateline: string) => void;
}) {
  const text = useText().desk;
  const place = /^([^,]+),/.exec(details.dateline)?.[1]?.trim() ?? "Hà Nội";
  const now = new Date();
  const today = `${place}, ${now.getDate()}-${now.getMonth() + 1}`;
  return (
    <div>
      <DetailField
        label={text.dateline}
        kept={details.dateline}
        keep={keep}
        placeholder={text.datelineExample}
      />
      {details.dateline !== today && (
        <button type="button" className="proposed" onClick={() => keep(today)}>
          {text.datelineToday(today)}
        </button>
      )}
    </div>
  );
}

/** The byline is typed on the page; here it is shown, and the writer's own is offered. */
function Byline({ article }: { readonly article: Article }) {
  const text = useText().desk;
  const own = useSettings().byline.trim();
  const byline = bylineOf(article);
  return (
    <div>
      <span className="field-label">{text.byline}</span>
      {byline === "" ? (
        <>
          <p className="field-missing">{text.bylineMissing}</p>
          {own === "" ? (
            <button type="button" className="proposed" onClick={() => showSettings("writing")}>
              {text.bylineSettings}
            </button>
          ) : (
            <Button variant="default" onClick={() => putByline(own)}>
              {text.bylinePut(own)}
            </Button>
          )}
        </>
      ) : (
        <p className="field-shown">
          <span title={byline}>{byline}</span>
          <button type="button" className="quiet-link" onClick={() => goTo({ at: "byline" })}>
            {text.bylineGo}
          </button>
        </p>
      )}
    </div>
  );
}

/** Signs the story: into its empty byline where there is one, at the end of the page otherwise. */
function putByline(name: string): void {
  const { editor } = usePage.getState();
  if (editor === null) return;
  let empty: number | null = null;
  editor.state.doc.forEach((block, offset) => {
    if (block.type.name === "byline" && block.content.size === 0) empty = offset;
  });
  const text = { type: "text", text: name.normalize("NFC") };
  if (empty !== null) editor.commands.insertContentAt(empty + 1, text);
  else editor.commands.insertContentAt(editor.state.doc.content.size, { type: "byline", content: [text] });
}

/** The slug of any text, null when no letter or digit is left. */
function slugOr(text: string): string | null {
  try {
    return slugOf(text);
  } catch (error) {
    if (error instanceof SlugError) return null;
    throw error;
  }
}
