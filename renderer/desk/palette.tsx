import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { StorySummary } from "#core/library";
import { COMMANDS, usePage } from "../editor/index.ts";
import { titleOrNone } from "../library/acts.ts";
import { useText } from "../text/index.ts";
import { DESK_COMMANDS, pageCommandName, runPageCommand } from "./commands.ts";
import { useHost } from "./host.ts";
import { keyText } from "./keys.ts";
import { matches } from "./matching.ts";
import { openStory } from "./open-story.ts";
import { paletteStore } from "./palette-store.ts";

const STORIES_SHOWN = 6;
const SEARCH_PAUSE_MS = 120;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly run: () => void;
}

/** Everything that can be done, by name, with its key; and every story, by its words. Marks need not be typed. */
export function Palette() {
  const text = useText().desk;
  const [query, setQuery] = useState("");
  const stories = useFoundStories(query);
  const editor = usePage((state) => state.editor);
  // Drawn again when the caret or the document changed what is possible.
  usePage((state) => state.caret);

  const pageLines: readonly Line[] = COMMANDS.filter(
    (command) => editor !== null && command.enabled(editor),
  ).map((command) => ({
    id: command.id,
    name: pageCommandName(command),
    key: command.key,
    run: () => runPageCommand(command),
  }));
  const deskLines: readonly Line[] = DESK_COMMANDS.filter(
    (command) => command.id !== "palette" && command.id !== "nextFlag" && command.enabled?.() !== false,
  ).map((command) => ({
    id: command.id,
    name: text.commands[command.id],
    key: command.key,
    run: command.run,
  }));
  const groups: readonly (readonly [name: string, lines: readonly Line[]])[] = [
    [text.paletteGroups.desk, deskLines.filter((line) => matches(line.name, query))],
    [text.paletteGroups.page, pageLines.filter((line) => matches(line.name, query))],
    [
      text.paletteGroups.stories,
      stories.map((story) => ({
        id: story.id,
        name: titleOrNone(story.title),
        key: null,
        run: () => void openStory(story.id),
      })),
    ],
  ];
  const nothing = groups.every(([, lines]) => lines.length === 0);

  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": text.palette } }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        classNames={{ input: "palette-search" }}
        placeholder={text.paletteSearch}
        aria-label={text.palette}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {groups.map(
          ([name, lines]) =>
            lines.length > 0 && (
              <Spotlight.ActionsGroup key={name} label={name}>
                {lines.map((line) => (
                  <Spotlight.Action key={line.id} onClick={line.run} className="palette-line">
                    <span className="palette-name">{line.name}</span>
                    {line.key !== null && <kbd>{keyText(line.key)}</kbd>}
                  </Spotlight.Action>
                ))}
              </Spotlight.ActionsGroup>
            ),
        )}
        {nothing && <Spotlight.Empty>{text.paletteNothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Stories which hold the typed words, asked of the host after a pause. */
function useFoundStories(query: string): readonly StorySummary[] {
  const bridge = useHost((state) => state.bridge);
  const [found, setFound] = useState<readonly StorySummary[]>([]);
  const words = query.normalize("NFC").trim();
  const wanted = words.length >= 2;
  useEffect(() => {
    if (!wanted || bridge === null) return;
    let current = true;
    const timer = setTimeout(() => {
      bridge.library.list({ text: words, limit: STORIES_SHOWN }).then(
        (list) => current && setFound(list.stories),
        // The palette still has its commands; the bar over the desk says that the host is away.
        () => current && setFound([]),
      );
    }, SEARCH_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [bridge, words, wanted]);
  return wanted ? found : [];
}
