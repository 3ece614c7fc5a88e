import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowBackUp, IconCopy, IconDotsVertical, IconFileText, IconTrash } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import type { StorySummary } from "#core/library";
import { openStory, useOpenStory } from "../desk/open-story.ts";
import { goPage } from "../desk/keyboard.ts";
import { momentOf, useLanguage, useText } from "../text/index.ts";
import { duplicateStory, restoreStory, titleOrNone, trashStory } from "./acts.ts";
import { StoryRow } from "./row.tsx";
import { lookAt, useStories } from "./stories.ts";

/** Height of a row in rem: two lines of 13 px text on the 4 px grid. */
const ROW_REM = 3.25;
const BEYOND = 6;

/**
 * The list itself: only the rows in view are in the document, whatever its length. One stop of the Tab key;
 * arrows move, Enter opens, Delete throws away, the menu key shows the rest (WAI-ARIA listbox pattern).
 */
export function StoryListBox() {
  const text = useText();
  const { rows, total, filter } = useStories();
  const openId = useOpenStory((state) => state.id);
  const language = useLanguage((state) => state.language);
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [active, setActive] = useState<string | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [menu, setMenu] = useState(false);

  const count = total ?? 0;
  const rowPx = ROW_REM * remPx();
  const first = Math.max(0, Math.floor(scrollTop / rowPx) - BEYOND);
  const last = Math.min(count - 1, Math.ceil((scrollTop + height) / rowPx) + BEYOND);
  const activeAt = indexOf(rows, active ?? openId) ?? 0;

  useLayoutEffect(() => {
    if (box.current === null) return;
    const watch = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 600));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => lookAt(first, Math.max(first, last)), [first, last, rows]);
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
    setActive(null);
  }, [filter]);

  const openAt = indexOf(rows, openId);
  const openBefore = useRef<{ readonly id: string | null; readonly at: number | null }>({
    id: null,
    at: null,
  });
  useEffect(() => {
    const before = openBefore.current;
    openBefore.current = { id: openId, at: openAt };
    const view = box.current;
    if (view === null || openAt === null) return;
    if (before.id !== openId) {
      setActive(null);
      bringIntoView(view, openAt, rowPx);
      return;
    }
    if (before.at === null || before.at === openAt) return;
    const seen =
      before.at * rowPx < view.scrollTop + view.clientHeight && (before.at + 1) * rowPx > view.scrollTop;
    // The story being written rises to the top of the list: who had it in sight keeps it in sight.
    if (seen) bringIntoView(view, openAt, rowPx);
  }, [openId, openAt, rowPx]);

  const move = (to: number) => {
    const at = Math.min(Math.max(to, 0), count - 1);
    const story = rows.get(at);
    if (story) setActive(story.id);
    if (box.current !== null) bringIntoView(box.current, at, rowPx);
  };
  const story = rows.get(activeAt);

  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / rowPx) - 1);
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(activeAt + 1),
      ArrowUp: () => move(activeAt - 1),
      PageDown: () => move(activeAt + page),
      PageUp: () => move(activeAt - page),
      Home: () => move(0),
      End: () => move(count - 1),
      Enter: () => {
        if (story === undefined) return;
        if (!filter.trashed) return void openStory(story.id).then(goPage);
        setPointed(activeAt);
        setMenu(true);
      },
      Delete: () => story && void throwAway(story),
      ContextMenu: () => setMenu(true),
      F10: () => event.shiftKey && setMenu(true),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (act === undefined) return;
    event.preventDefault();
    if (event.key === "ContextMenu" || event.key === "F10") setPointed(activeAt);
    act();
  };
  const throwAway = async (thrown: StorySummary) => {
    if (filter.trashed) return;
    const next = rows.get(activeAt + 1) ?? rows.get(activeAt - 1);
    setActive(next?.id ?? null);
    await trashStory(thrown);
  };

  const shown: number[] = [];
  for (let at = first; at <= last; at++) shown.push(at);
  if (activeAt < first || activeAt > last) shown.push(activeAt);
  const menuAt = pointed ?? activeAt;
  const menuStory = rows.get(menuAt);
  const menuTop = menuAt * rowPx - scrollTop;

  return (
    <div className="stories-frame" onMouseLeave={() => !menu && setPointed(null)}>
      <div
        ref={box}
        className="stories"
        role="listbox"
        tabIndex={0}
        data-focus="stories"
        aria-label={filter.trashed ? text.library.trashList : text.library.list}
        aria-activedescendant={story === undefined ? undefined : `story-${story.id}`}
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
          if (!menu) setPointed(null);
        }}
        onKeyDown={pressed}
      >
        <div className="stories-all" role="presentation" style={{ height: `${count * ROW_REM}rem` }}>
          {shown.map((at) => {
            const one = rows.get(at);
            return (
              <StoryRow
                key={at}
                story={one ?? null}
                number={at + 1}
                of={count}
                top={`${at * ROW_REM}rem`}
                active={at === activeAt}
                chosen={one !== undefined && one.id === openId}
                point={() => !menu && setPointed(at)}
                choose={() => {
                  if (one === undefined) return;
                  setActive(one.id);
                  if (!filter.trashed) return void openStory(one.id);
                  // A thrown-away story is not opened: what can be done with it is shown.
                  setPointed(at);
                  setMenu(true);
                }}
                askMenu={() => {
                  if (one === undefined) return;
                  setActive(one.id);
                  setPointed(at);
                  setMenu(true);
                }}
              />
            );
          })}
        </div>
      </div>
      {menuStory !== undefined && menuTop > -rowPx / 2 && menuTop < height && (pointed !== null || menu) && (
        <Menu
          opened={menu}
          onChange={(opened) => {
            setMenu(opened);
            // After Mantine has given the focus to the button, which only a mouse needs.
            if (!opened) requestAnimationFrame(() => box.current?.focus());
          }}
          position="bottom-end"
          returnFocus={false}
          // Not "keydown" as well: the very key that opens the menu would close it.
          clickOutsideEvents={["mousedown", "touchstart"]}
        >
          <Menu.Target>
            <ActionIcon
              className="story-menu"
              size="1.5rem"
              style={{ top: menuTop + 4 }}
              tabIndex={-1}
              aria-label={text.library.commandsOf(titleOrNone(menuStory.title))}
            >
              <IconDotsVertical size={16} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {filter.trashed ? (
              <>
                <Menu.Item
                  leftSection={<IconArrowBackUp size={16} stroke={1.6} />}
                  onClick={() => void restoreStory(menuStory)}
                >
                  {text.library.restore}
                </Menu.Item>
                {menuStory.trashedAt !== null && (
                  <Menu.Label>{text.library.trashedAt(momentOf(menuStory.trashedAt, language))}</Menu.Label>
                )}
              </>
            ) : (
              <>
                <Menu.Item
                  leftSection={<IconFileText size={16} stroke={1.6} />}
                  onClick={() => void openStory(menuStory.id)}
                >
                  {text.library.open}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconCopy size={16} stroke={1.6} />}
                  onClick={() => void duplicateStory(menuStory)}
                >
                  {text.library.duplicate}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconTrash size={16} stroke={1.6} />}
                  rightSection={<kbd>Delete</kbd>}
                  onClick={() => void trashStory(menuStory)}
                >
                  {text.library.moveToTrash}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** Scrolls a row into view, no further than that needs. */
function bringIntoView(view: HTMLElement, at: number, rowPx: number): void {
  if (at * rowPx < view.scrollTop) view.scrollTop = at * rowPx;
  else if ((at + 1) * rowPx > view.scrollTop + view.clientHeight)
    view.scrollTop = (at + 1) * rowPx - view.clientHeight;
}

function indexOf(rows: ReadonlyMap<number, StorySummary>, id: string | null): number | null {
  if (id === null) return null;
  for (const [at, story] of rows) if (story.id === id) return at;
  return null;
}

/** The browser's text size, which zoom and settings change. */
function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
