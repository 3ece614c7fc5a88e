import { useMemo } from "react";
import { create } from "zustand";
import type { HouseStyle } from "#core/language";
import { useHost, useNewsroom } from "../desk/host.ts";
import { changeNewsroom } from "./acts.ts";

/** A change of the style as it is then; one made twice is made once. */
export type StyleEdit = (style: HouseStyle) => HouseStyle;

/** What was changed on this screen and the host has not kept yet. It outlives the room: nothing typed is lost. */
interface StyleEdits {
  readonly edits: readonly StyleEdit[];
  readonly state: "saved" | "saving" | "failed";
}

export const useStyleEdits = create<StyleEdits>(() => ({ edits: [], state: "saved" }));

/** The style as this screen has it, what is on its way to the host among it. */
export function useStyle(): HouseStyle {
  const { style } = useNewsroom();
  const edits = useStyleEdits((state) => state.edits);
  return useMemo(() => withEdits(style, edits), [style, edits]);
}

export function styleNow(): HouseStyle | null {
  const { newsroom } = useHost.getState();
  return newsroom === null ? null : withEdits(newsroom.style, useStyleEdits.getState().edits);
}

/** Shows a change at once and saves it. */
export function editStyle(edit: StyleEdit): void {
  useStyleEdits.setState(({ edits }) => ({ edits: [...edits, edit] }));
  void saveEdits();
}

/** Saves what is not saved yet, one save after another: what is typed meanwhile goes with the next one. */
export async function saveEdits(): Promise<void> {
  if (useStyleEdits.getState().state === "saving") return;
  for (;;) {
    const { edits } = useStyleEdits.getState();
    const { newsroom } = useHost.getState();
    if (edits.length === 0 || newsroom === null) break;
    useStyleEdits.setState({ state: "saving" });
    const style = withEdits(newsroom.style, edits);
    if (!(await changeNewsroom((bridge) => bridge.newsroom.saveStyle({ style }))))
      return useStyleEdits.setState({ state: "failed" });
    useStyleEdits.setState((now) => ({ edits: now.edits.slice(edits.length) }));
  }
  useStyleEdits.setState({ state: "saved" });
}

function withEdits(style: HouseStyle, edits: readonly StyleEdit[]): HouseStyle {
  return edits.reduce((now, edit) => edit(now), style);
}
