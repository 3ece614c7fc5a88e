import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArchive, IconBook2, IconSend, IconSettings } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { isOpen, useJobs } from "../publish/jobs.ts";
import { useText } from "../text/index.ts";
import { useHost } from "./host.ts";
import { keyText } from "./keys.ts";
import { openPane, paneOpen, showRoom, usePaneOpen, useRoom } from "./room.ts";

/** The rooms, always at the left edge. */
export function Rail() {
  const text = useText().desk;
  const room = useRoom((state) => state.room);
  const libraryOpen = usePaneOpen("library");
  const brought = useHost((state) => (state.newsroom?.brought.length ?? 0) > 0);
  const open = useJobs((state) => [...state.jobs.values()].filter(isOpen).length);
  const troubled = useJobs((state) => [...state.jobs.values()].some((job) => job.state.kind === "stopped"));

  return (
    <nav className="rail" aria-label={text.rail}>
      <RailButton
        name={text.library}
        shortcut="Alt-1"
        pressed={libraryOpen && room === "page"}
        run={() => {
          const leavesRoom = useRoom.getState().room !== "page";
          if (leavesRoom) showRoom("page");
          openPane("library", leavesRoom || !paneOpen("library"));
        }}
      >
        <IconArchive size={20} stroke={1.6} />
      </RailButton>
      <RailButton
        name={open > 0 ? text.outboxWaiting(open) : text.outbox}
        shortcut="Alt-4"
        current={room === "outbox"}
        run={() => showRoom(room === "outbox" ? "page" : "outbox")}
      >
        <IconSend size={20} stroke={1.6} />
        {open > 0 && (
          <span className="rail-count" data-troubled={troubled || undefined} aria-hidden>
            {open > 99 ? "99+" : open}
          </span>
        )}
      </RailButton>
      <RailButton
        name={text.newsroom}
        shortcut="Alt-5"
        current={room === "newsroom"}
        run={() => showRoom(room === "newsroom" ? "page" : "newsroom")}
      >
        <IconBook2 size={20} stroke={1.6} />
        {brought && <span className="rail-mark" aria-hidden />}
      </RailButton>
      <span className="rail-space" />
      <RailButton
        name={text.settings}
        shortcut="Mod-,"
        current={room === "settings"}
        run={() => showRoom(room === "settings" ? "page" : "settings")}
      >
        <IconSettings size={20} stroke={1.6} />
      </RailButton>
    </nav>
  );
}

interface RailButtonProps {
  readonly name: string;
  readonly shortcut: string;
  readonly pressed?: boolean;
  readonly current?: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

function RailButton({ name, shortcut, pressed, current, run, children }: RailButtonProps) {
  return (
    <Tooltip label={<Hint name={name} shortcut={shortcut} />} position="right">
      <ActionIcon
        className="rail-button"
        size="2.5rem"
        aria-label={name}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        {...(current ? { "aria-current": "page" as const } : {})}
        onClick={run}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** What a button does and the key that does the same. */
export function Hint({ name, shortcut }: { readonly name: string; readonly shortcut: string | null }) {
  return (
    <span className="hint">
      {name}
      {shortcut !== null && <span className="hint-key">{keyText(shortcut)}</span>}
    </span>
  );
}
