import Conf from "conf";
import { join } from "node:path";
import { z } from "zod";
import { DEFAULT_SETTINGS, Settings } from "#core/bridge";
import { putAsideIfDamaged } from "./aside.ts";

/** Where the settings of this desk are kept. */
export interface SettingsStore {
  /** All of them; what the file lacks or holds wrongly is as on a new desk. */
  read(): Settings;
  /** Changes the given ones and returns all. */
  save(patch: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): Settings;
}

/** What `conf` and `electron-store` have in common: one JSON object in a file, written atomically. */
export interface KeptObject {
  store: Record<string, unknown>;
}

export const SETTINGS_NAME = "settings";

/** Settings in a `conf` file of the data folder; a damaged file is put aside first. */
export function settingsIn(dataDir: string, now: Date): SettingsStore {
  putAsideIfDamaged(join(dataDir, `${SETTINGS_NAME}.json`), now);
  return settingsOver(new Conf({ cwd: dataDir, configName: SETTINGS_NAME }));
}

/** Settings over any kept object, each field checked when it is read. */
export function settingsOver(kept: KeptObject): SettingsStore {
  const read = (): Settings => {
    const stored = kept.store;
    const entries = Object.entries(DEFAULT_SETTINGS).map(([key, preset]) => {
      const field = Settings.shape[key as keyof Settings];
      const found = field.safeParse(filledUp(preset, stored[key]));
      return [key, found.success ? found.data : preset];
    });
    return Settings.parse(Object.fromEntries(entries));
  };
  return {
    read,
    save: (patch) => {
      const changed = { ...read(), ...withoutUndefined(patch) };
      // What a newer program keeps in the same file stays there.
      kept.store = { ...kept.store, ...Settings.parse(changed) };
      return read();
    },
  };
}

const PlainObject = z.record(z.string(), z.unknown());

/** The stored value, with fields which a newer program added taken from the preset. */
function filledUp(preset: unknown, stored: unknown): unknown {
  if (stored === undefined) return preset;
  const from = PlainObject.safeParse(preset);
  const to = PlainObject.safeParse(stored);
  if (!from.success || !to.success) return stored;
  const filled = Object.entries(from.data).map(([key, value]) => [key, filledUp(value, to.data[key])]);
  return { ...to.data, ...Object.fromEntries(filled) };
}

function withoutUndefined(patch: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
