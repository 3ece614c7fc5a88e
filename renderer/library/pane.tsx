import { ActionIcon, Button, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconPlus, IconSearch, IconTrash, IconX } from "@tabler/icons-react";
import { STORY_STATES } from "#core/library";
import { Empty } from "../desk/empty.tsx";
import { useSettings } from "../desk/host.ts";
import { Hint } from "../desk/rail.tsx";
import { focusPart } from "../desk/room.ts";
import { useText } from "../text/index.ts";
import { newStory, sampleStory } from "./acts.ts";
import { StoryListBox } from "./list-box.tsx";
import { NO_FILTER, filtered, setFilter, useStories } from "./stories.ts";

/** The library: search, filters, the list, and the trash behind it. */
export function LibraryPane() {
  const text = useText();
  const { filter, total } = useStories();
  return (
    <section className="library" aria-label={text.desk.library} data-pane="library">
      <header className="library-head">
        {filter.trashed ? (
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={16} stroke={1.8} />}
            onClick={() => setFilter({ ...NO_FILTER })}
          >
            {text.library.backToLibrary}
          </Button>
        ) : (
          <h1 className="library-title">{text.desk.library}</h1>
        )}
        <span className="library-space" />
        {!filter.trashed && (
          <>
            <Tooltip label={text.library.trash}>
              <ActionIcon
                aria-label={text.library.trash}
                onClick={() => setFilter({ ...NO_FILTER, trashed: true })}
              >
                <IconTrash size={18} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={<Hint name={text.desk.commands.new} shortcut="Mod-n" />}>
              <ActionIcon aria-label={text.desk.commands.new} onClick={() => void newStory()}>
                <IconPlus size={18} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </header>
      <Search />
      <Filters />
      <p className="library-count" role="status">
        {filter.trashed && `${text.library.trash} · `}
        {total === null ? "" : text.library.count(total)}
      </p>
      {total === 0 ? <NoStory /> : <StoryListBox />}
    </section>
  );
}

function Search() {
  const text = useText().library;
  const typed = useStories((state) => state.filter.text);
  return (
    <TextInput
      type="search"
      className="library-search"
      aria-label={text.search}
      placeholder={text.searchPlaceholder}
      data-focus="search"
      spellCheck={false}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        typed !== "" && (
          <ActionIcon
            size="1.5rem"
            aria-label={text.searchClear}
            onClick={() => {
              setFilter({ text: "" });
              focusPart("search");
            }}
          >
            <IconX size={14} stroke={1.8} />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={(event) => setFilter({ text: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "ArrowDown") {
          event.preventDefault();
          focusPart("stories");
        }
        if (event.key === "Escape" && typed !== "") {
          event.preventDefault();
          setFilter({ text: "" });
        }
      }}
    />
  );
}

function Filters() {
  const text = useText().library;
  const { sections } = useSettings();
  const filter = useStories((state) => state.filter);
  return (
    <div className="library-filters">
      <NativeSelect
        aria-label={text.section}
        value={filter.section ?? ""}
        onChange={(event) => setFilter({ section: event.currentTarget.value || null })}
      >
        <option value="">{text.anySection}</option>
        {sections.map((section) => (
          <option key={section.slug} value={section.slug}>
            {section.name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={text.state}
        value={filter.state ?? ""}
        onChange={(event) => {
          const state = STORY_STATES.find((one) => one === event.currentTarget.value);
          setFilter({ state: state ?? null });
        }}
      >
        <option value="">{text.anyState}</option>
        {STORY_STATES.map((state) => (
          <option key={state} value={state}>
            {text.states[state]}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

function NoStory() {
  const text = useText().library;
  const filter = useStories((state) => state.filter);
  if (filtered(filter))
    return (
      <Empty title={text.nothingTitle} why={text.nothingWhy}>
        <Button variant="default" onClick={() => setFilter({ ...NO_FILTER, trashed: filter.trashed })}>
          {text.nothingClear}
        </Button>
      </Empty>
    );
  if (filter.trashed) return <Empty title={text.emptyTrashTitle} why={text.emptyTrashWhy} />;
  return (
    <Empty title={text.emptyTitle} why={text.emptyWhy}>
      <Button variant="default" onClick={() => void newStory()}>
        {text.newStory}
      </Button>
      <Button variant="subtle" onClick={() => void sampleStory()}>
        {text.emptySample}
      </Button>
    </Empty>
  );
}
