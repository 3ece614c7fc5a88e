import { useMemo } from "react";
import type { Target } from "#core/publishing";
import { useText } from "../text/index.ts";
import { useHost } from "./host.ts";

/** The targets with the names they have on this screen: the site on this machine is called in its language. */
export function useTargets(): readonly Target[] {
  const targets = useHost((state) => state.targets);
  const { thisMachine } = useText().settings;
  return useMemo(() => targetsNamed(targets, thisMachine), [targets, thisMachine]);
}

/** @param thisMachine what a site is called that nobody has named. */
export function targetsNamed(targets: readonly Target[], thisMachine: string): readonly Target[] {
  return targets.map((target) =>
    target.kind === "site" && target.unnamed === true ? { ...target, name: thisMachine } : target,
  );
}
