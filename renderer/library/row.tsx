import type { StorySummary } from "#core/library";
import { useSettings } from "../desk/host.ts";
import { clockOf, dayTextOf, useLanguage, useText, type ScreenLanguage } from "../text/index.ts";

interface StoryRowProps {
  /** Null while its page of the list is on its way. */
  readonly story: StorySummary | null;
  readonly number: number;
  readonly of: number;
  readonly top: string;
  /** The keyboard is on it. */
  readonly active: boolean;
  /** It is on the page. */
  readonly chosen: boolean;
  readonly point: () => void;
  readonly choose: () => void;
  readonly askMenu: () => void;
}

/** One story of the list: title, section, pictures, state, last change. */
export function StoryRow({ story, number, of, top, active, chosen, point, choose, askMenu }: StoryRowProps) {
  const text = useText().library;
  const language = useLanguage((state) => state.language);
  const { sections } = useSettings();
  if (story === null)
    return <div className="story story-coming" role="presentation" style={{ top }} aria-hidden />;
  const title = story.title === "" ? text.untitled : story.title;
  const section = sections.find((one) => one.slug === story.section)?.name ?? story.section;
  const facts = [
    ...(story.picturesAsked === 0 ? [] : [text.pictures(story.picturesFilled, story.picturesAsked)]),
    text.states[story.state],
  ].join(" · ");
  return (
    <div
      id={`story-${story.id}`}
      className="story"
      role="option"
      aria-selected={chosen}
      aria-posinset={number}
      aria-setsize={of}
      data-active={active || undefined}
      data-untitled={story.title === "" || undefined}
      style={{ top }}
      title={title}
      onMouseEnter={point}
      onClick={choose}
      onContextMenu={(event) => {
        event.preventDefault();
        askMenu();
      }}
    >
      <span className="story-title">{title}</span>
      <span className="story-facts">
        <span className="story-what" data-state={story.state}>
          {/* In a narrow pane the section's name gives way, not what became of the story. */}
          {section !== "" && <span className="story-section">{section}</span>}
          <span className="story-state">{section === "" ? facts : ` · ${facts}`}</span>
        </span>
        <time dateTime={story.changedAt}>{whenOf(story.changedAt, language)}</time>
      </span>
    </div>
  );
}

/** The clock today, the day before that: a list has room for one of them. */
function whenOf(instant: string, language: ScreenLanguage): string {
  const today = new Date(instant).toDateString() === new Date().toDateString();
  return today ? clockOf(instant) : dayTextOf(instant, language);
}
