import { create } from "zustand";
import type { Bridge, Hello, LibraryProblem, Newsroom, Settings } from "#core/bridge";
import type { Target } from "#core/publishing";

/** What this screen knows of its host. Everything here is told by the host; nothing is decided here. */
export interface HostState {
  readonly bridge: Bridge | null;
  /** Whether the host answers now; what is typed waits in the screen while it does not. */
  readonly up: boolean;
  /** Null until the host has answered for the first time. */
  readonly hello: Hello | null;
  readonly settings: Settings | null;
  readonly words: readonly string[];
  /** The file of my words where it cannot be read, null where it can. */
  readonly wordsUnreadable: string | null;
  /** Null until the host has answered for the first time. */
  readonly newsroom: Newsroom | null;
  readonly targets: readonly Target[];
  /** The library cannot be written, null when it can. */
  readonly libraryProblem: LibraryProblem | null;
  /** Whether each target answered when it was last asked, by id. */
  readonly reachable: Readonly<Record<string, boolean>>;
}

export const useHost = create<HostState>(() => ({
  bridge: null,
  up: false,
  hello: null,
  settings: null,
  words: [],
  wordsUnreadable: null,
  newsroom: null,
  targets: [],
  libraryProblem: null,
  reachable: {},
}));

/** The settings in a component drawn only after the host's first answer. */
export function useSettings(): Settings {
  const settings = useHost((state) => state.settings);
  if (settings === null) throw new TypeError("The desk is drawn before the host has answered.");
  return settings;
}

/** What the newsroom has laid down, in a component drawn only after the host's first answer. */
export function useNewsroom(): Newsroom {
  const newsroom = useHost((state) => state.newsroom);
  if (newsroom === null) throw new TypeError("The desk is drawn before the host has answered.");
  return newsroom;
}

/**
 * Shows a change of the settings at once and saves it; what the host kept is what stays.
 * A host that does not answer leaves the former settings.
 */
export async function saveSettings(change: Partial<Settings>): Promise<void> {
  const { bridge, settings } = useHost.getState();
  if (bridge === null || settings === null) return;
  useHost.setState({ settings: { ...settings, ...change } });
  try {
    useHost.setState({ settings: await bridge.settings.save(change) });
  } catch (error) {
    useHost.setState({ settings });
    throw error;
  }
}
