import { plainLetters } from "#core/article";
import { officeText, type NameEntry, type NameRegister } from "#core/language";

/** How the newsroom's names are found: by every word typed, with or without marks, in all that an entry says. */
const told = new WeakMap<NameEntry, string>();
/** Of fewer words all but one say little: half of all people are called Nguyễn. */
const LEAST_NEAR = 3;
const order = new Intl.Collator("vi");

/** By the alphabet. */
export function orderedNames(names: NameRegister): NameRegister {
  return names.toSorted((one, other) => order.compare(one.name, other.name));
}

export interface NamesFound {
  readonly names: NameRegister;
  /** None has all words that were typed; these have all but one of them in their name. */
  readonly isNear: boolean;
}

/** @returns those that match, whose own name does first; the order else stays. */
export function namesMatching(names: NameRegister, typed: string): NamesFound {
  const words = letters(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { names, isNear: false };
  const [byName, byRest]: [NameEntry[], NameEntry[]] = [[], []];
  for (const entry of names) {
    const text = told.get(entry) ?? remember(entry);
    if (!words.every((word) => text.includes(word))) continue;
    const name = letters(entry.name);
    (words.every((word) => name.includes(word)) ? byName : byRest).push(entry);
  }
  const found = [...byName, ...byRest];
  if (found.length > 0 || words.length < LEAST_NEAR) return { names: found, isNear: false };
  const near = names.filter(({ name }) => {
    const own = new Set(letters(name).split(/\s+/));
    return words.filter((word) => own.has(word)).length === words.length - 1;
  });
  return { names: near, isNear: near.length > 0 };
}

function remember(entry: NameEntry): string {
  const facts =
    entry.kind === "person"
      ? [...entry.offices.map(officeText), ...entry.ranks.map(({ rank }) => rank)]
      : entry.former.map(({ name }) => name);
  const text = letters([entry.name, ...entry.others, ...facts, entry.note].join("\n"));
  told.set(entry, text);
  return text;
}

function letters(text: string): string {
  return plainLetters(text).toLowerCase();
}
