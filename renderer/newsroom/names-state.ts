import { create } from "zustand";
import { keyOfEntry, tooManyOf, type NameEntry, type NameRegister } from "#core/language";
import { tell, tellProblem } from "../desk/ask.tsx";
import { useHost } from "../desk/host.ts";
import { textNow, useLanguage } from "../text/index.ts";
import { changeNewsroom } from "./acts.ts";
import { blankDraft, draftOf, entryOf, sameDraft, type NameDraft } from "./name-draft.ts";
import { withoutChange } from "./names-undo.ts";

/** The entry which is being edited; what was typed stays while another room is shown. */
export interface OpenName {
  /** Key of the entry it is of; null for a new one. */
  readonly key: string | null;
  readonly start: NameDraft;
  readonly draft: NameDraft;
}

export const useOpenName = create<{ readonly open: OpenName | null }>(() => ({ open: null }));

export function openEntry(entry: NameEntry): void {
  const draft = draftOf(entry, useLanguage.getState().language);
  show({ key: keyOfEntry(entry), start: draft, draft });
}

export function openBlank(kind: NameEntry["kind"], name = ""): void {
  const draft = blankDraft(kind, name);
  show({ key: null, start: draft, draft });
}

/** Puts the form away; what was changed in it can be had back. */
export function closeName(): void {
  show(null);
}

export function changeDraft(draft: NameDraft): void {
  const { open } = useOpenName.getState();
  if (open !== null) useOpenName.setState({ open: { ...open, draft } });
}

function show(next: OpenName | null): void {
  const { open } = useOpenName.getState();
  useOpenName.setState({ open: next });
  if (open === null || sameDraft(open.draft, open.start)) return;
  const text = textNow().namesRoom;
  tell(text.left(open.draft.name), { name: text.back, run: () => show(open) });
}

export function namesNow(): NameRegister {
  return useHost.getState().newsroom?.names ?? [];
}

async function saveNames(names: NameRegister): Promise<boolean> {
  return changeNewsroom((bridge) => bridge.newsroom.saveNames({ names }));
}

/** Saves and says so, with the way back. @returns whether the names were kept. */
export async function saveTold(after: NameRegister, said: string): Promise<boolean> {
  const before = namesNow();
  const tooMany = tooManyOf(after);
  if (tooMany !== null) {
    tellProblem(textNow().newsroom.namesTooMany(tooMany));
    return false;
  }
  if (!(await saveNames(after))) return false;
  const undo = () => void saveNames(withoutChange(namesNow(), before, after));
  tell(said, { name: textNow().namesRoom.undo, run: undo });
  return true;
}

/** Saves the form that is open. @returns the key of the entry, null when it was not kept. */
export async function saveOpen({ key, draft }: OpenName): Promise<string | null> {
  const names = namesNow();
  const entry = entryOf(draft);
  const index = key === null ? -1 : names.findIndex((one) => keyOfEntry(one) === key);
  const next = index === -1 ? [...names, entry] : names.with(index, entry);
  if (!(await saveTold(next, textNow().namesRoom.saved(entry.name)))) return null;
  useOpenName.setState({ open: null });
  return keyOfEntry(entry);
}

/** @returns whether it was taken out. */
export async function removeEntry(entry: NameEntry): Promise<boolean> {
  const key = keyOfEntry(entry);
  const rest = namesNow().filter((one) => keyOfEntry(one) !== key);
  if (!(await saveTold(rest, textNow().namesRoom.removed(entry.name)))) return false;
  if (useOpenName.getState().open?.key === key) useOpenName.setState({ open: null });
  return true;
}
