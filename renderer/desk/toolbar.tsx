import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconCamera,
  IconDots,
  IconH2,
  IconItalic,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
  IconLink,
  IconList,
  IconListNumbers,
  IconListSearch,
  IconQuote,
  IconTextCaption,
  IconTextPlus,
  type Icon,
} from "@tabler/icons-react";
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { COMMANDS, usePage, type Command } from "../editor/index.ts";
import { PublishButton } from "../publish/publish-button.tsx";
import { useText } from "../text/index.ts";
import { pageCommandName, runPageCommand } from "./commands.ts";
import { goPage } from "./keyboard.ts";
import { keyAria, keyText } from "./keys.ts";
import { openPalette } from "./palette-store.ts";
import { Hint } from "./rail.tsx";
import { openPane, usePaneOpen } from "./room.ts";
import { toolsShown } from "./tools-shown.ts";

/** What a reporter reaches for, in groups; everything else is in the palette. */
const SHOWN: readonly (readonly (readonly [id: string, icon: Icon])[])[] = [
  [
    ["undo", IconArrowBackUp],
    ["redo", IconArrowForwardUp],
  ],
  [
    ["makeLead", IconTextPlus],
    ["crosshead", IconH2],
    ["bold", IconBold],
    ["italic", IconItalic],
    ["link", IconLink],
  ],
  [
    ["bulletList", IconList],
    ["orderedList", IconListNumbers],
    ["quote", IconQuote],
  ],
  [
    ["insertSlot", IconCamera],
    ["makeCaption", IconTextCaption],
  ],
];

/** The bar over the page: tools, and the publish button always at the same place at its right. */
export function ToolBar() {
  const text = useText();
  const inspectorOpen = usePaneOpen("inspector");
  const session = usePage((state) => state.session);

  return (
    <div className="bar">
      {session === null ? <span className="bar-space" /> : <Tools />}
      <Tool name={text.desk.openPalette} shortcut="Mod-k" run={openPalette}>
        <IconListSearch size={18} stroke={1.6} />
      </Tool>
      <PublishButton />
      <Tool
        name={inspectorOpen ? text.desk.foldInspector : text.desk.unfoldInspector}
        shortcut={null}
        run={() => openPane("inspector", !inspectorOpen)}
      >
        {inspectorOpen ? (
          <IconLayoutSidebarRightCollapse size={18} stroke={1.6} />
        ) : (
          <IconLayoutSidebarRightExpand size={18} stroke={1.6} />
        )}
      </Tool>
    </div>
  );
}

/**
 * The tools themselves: one stop of the Tab key, arrows inside (WAI-ARIA toolbar pattern). Those the window has
 * no room for stand in a menu at the end, whole and with their names.
 */
function Tools() {
  const text = useText();
  const editor = usePage((state) => state.editor);
  // Both say that the answers below may have changed.
  usePage((state) => state.revision);
  usePage((state) => state.caret);
  const bar = useRef<HTMLDivElement>(null);
  const [roomRem, setRoomRem] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (bar.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setRoomRem((entry?.contentRect.width ?? 0) / remPx);
    });
    watch.observe(bar.current);
    return () => watch.disconnect();
  }, []);

  const groups = SHOWN.map((group) =>
    group.flatMap(([id, Shape]) => {
      const command = COMMANDS.find((one) => one.id === id);
      return command ? [{ command, Shape }] : [];
    }),
  ).filter((group) => group.length > 0);
  const counts = toolsShown(
    groups.map((group) => group.length),
    roomRem,
  );
  const shown = groups.flatMap((group, at) => (counts[at]! > 0 ? [group.slice(0, counts[at])] : []));
  const folded = groups.flatMap((group, at) => group.slice(counts[at]));
  const first = shown[0]?.[0]?.command.id;

  const moved = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tools = [...(bar.current?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
    const at = tools.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = tools[(at + step + tools.length) % tools.length]!;
    for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
    next.focus();
  };

  return (
    <div className="tools" role="toolbar" aria-label={text.desk.toolbar} ref={bar} onKeyDown={moved}>
      {shown.map((group) => (
        <div className="tool-group" role="presentation" key={group[0]!.command.id}>
          {group.map(({ command, Shape }) => (
            <Tool
              key={command.id}
              name={pageCommandName(command)}
              shortcut={command.key}
              tabIndex={command.id === first ? 0 : -1}
              disabled={editor === null || !command.enabled(editor)}
              pressed={pressedOf(command, editor)}
              run={() => runPageCommand(command)}
            >
              <Shape size={18} stroke={1.6} />
            </Tool>
          ))}
        </div>
      ))}
      {folded.length > 0 && (
        <Menu
          position="bottom-end"
          returnFocus={false}
          // A command says itself where the keyboard goes; without one it goes back to the page.
          onClose={() =>
            requestAnimationFrame(() => {
              if (document.activeElement === document.body) goPage();
            })
          }
        >
          <Menu.Target>
            <ActionIcon
              className="tool"
              aria-label={text.desk.moreTools}
              tabIndex={first === undefined ? 0 : -1}
              onMouseDown={(event) => event.preventDefault()}
            >
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {folded.map(({ command, Shape }) => (
              <Menu.Item
                key={command.id}
                disabled={editor === null || !command.enabled(editor)}
                leftSection={<Shape size={16} stroke={1.6} />}
                rightSection={command.key === null ? null : <kbd>{keyText(command.key)}</kbd>}
                onClick={() => runPageCommand(command)}
              >
                {pageCommandName(command)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function pressedOf(command: Command, editor: Parameters<Command["run"]>[0] | null): boolean | undefined {
  return editor === null ? undefined : command.active?.(editor);
}

interface ToolProps {
  readonly name: string;
  readonly shortcut: string | null;
  readonly run: () => void;
  readonly children: ReactNode;
  readonly tabIndex?: number;
  readonly disabled?: boolean;
  readonly pressed?: boolean | undefined;
}

function Tool({ name, shortcut, run, children, tabIndex, disabled = false, pressed }: ToolProps) {
  return (
    <Tooltip label={<Hint name={name} shortcut={shortcut} />}>
      <ActionIcon
        className="tool"
        aria-label={name}
        aria-disabled={disabled}
        {...(shortcut === null ? {} : { "aria-keyshortcuts": keyAria(shortcut) })}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        // The caret stays on the page.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => !disabled && run()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
