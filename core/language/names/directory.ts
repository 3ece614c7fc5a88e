import { bare } from "../syllable.ts";
import type {
  FormerName,
  HeldOffice,
  NameEntry,
  NameRegister,
  Organisation,
  Person,
  Place,
} from "./register.ts";
import { headTable, type HeadTable } from "./heads.ts";
import { likenessOf, type Likeness } from "./likeness.ts";
import { officeKey } from "./offices.ts";
import { knownPlaces } from "./provinces.ts";
import { HEADS, phraseKey, type HeadSort } from "./vocabulary.ts";

/** A name as the register writes it, and whose it is. */
export interface Known<Entry extends NameEntry = NameEntry> {
  readonly entry: Entry;
  /** The form that was met, as the register writes it. */
  readonly form: string;
}

/** A registered name like the one in the text, one of its words being misspelt. */
export interface Like<Entry extends NameEntry = NameEntry> extends Known<Entry> {
  readonly likeness: Likeness;
}

/** A register made ready to be asked; building it takes a moment, asking it hardly any. */
export interface Directory {
  readonly heads: HeadTable;
  /** Most words of a name of an organisation or a place. */
  readonly mostWords: number;
  /** People of exactly this name, by key. Several are namesakes. */
  peopleAt(key: string): readonly Known<Person>[];
  /** Organisations and places which are called so today. */
  bodiesAt(key: string): readonly Known<Organisation | Place>[];
  /** And those which were once called so, with the name and its time. */
  formerAt(key: string): readonly (Known<Organisation | Place> & { readonly former: FormerName })[];
  /** Whether a name of an organisation or a place begins with this word. */
  beginsBody(word: string): boolean;
  peopleLike(key: string): readonly Like<Person>[];
  bodiesLike(key: string): readonly Like<Organisation | Place>[];
  /** Who else holds an office, by the key of its whole phrase. */
  holdersOf(key: string): readonly { readonly person: Person; readonly office: HeldOffice }[];
  isPlace(key: string): boolean;
}

const MOST_NAME_WORDS = 24;

export function directoryOf(register: NameRegister): Directory {
  const people = new Map<string, Known<Person>[]>();
  const bodies = new Map<string, Known<Organisation | Place>[]>();
  const former = new Map<string, (Known<Organisation | Place> & { readonly former: FormerName })[]>();
  const holders = new Map<string, { readonly person: Person; readonly office: HeldOffice }[]>();
  const places = new Set(knownPlaces().map(phraseKey));
  const firstWords = new Set<string>();
  const phrases: [string, HeadSort][] = [...HEADS];
  const likePeople = new LikeTable<Person>();
  const likeBodies = new LikeTable<Organisation | Place>();
  let mostWords = 0;
  for (const entry of register) {
    const forms = [entry.name, ...entry.others].map((form) => ({ form, key: phraseKey(form) }));
    for (const { form, key } of forms) {
      const count = wordsIn(key);
      if (count > MOST_NAME_WORDS || key === "") continue;
      if (entry.kind === "person") {
        if (count >= 2) {
          add(people, key, { entry, form });
          likePeople.add(key, { entry, form });
        }
        continue;
      }
      add(bodies, key, { entry, form });
      if (count >= 2) likeBodies.add(key, { entry, form });
      firstWords.add(key.split(" ")[0]!);
      mostWords = Math.max(mostWords, count);
      if (entry.kind === "place") places.add(key);
    }
    if (entry.kind === "person") {
      for (const office of entry.offices) {
        phrases.push([phraseKey(office.title), "office"]);
        add(holders, officeKey(office), { person: entry, office });
      }
      for (const { rank } of entry.ranks) phrases.push([phraseKey(rank), "rank"]);
      continue;
    }
    for (const name of entry.former) {
      const key = phraseKey(name.name);
      if (key === "" || wordsIn(key) > MOST_NAME_WORDS) continue;
      add(former, key, { entry, form: name.name, former: name });
      firstWords.add(key.split(" ")[0]!);
      mostWords = Math.max(mostWords, wordsIn(key));
      if (entry.kind === "place") places.add(key);
    }
  }
  return {
    heads: headTable(phrases.filter(([key]) => key !== "")),
    mostWords,
    peopleAt: (key) => people.get(key) ?? [],
    bodiesAt: (key) => bodies.get(key) ?? [],
    formerAt: (key) => former.get(key) ?? [],
    beginsBody: (word) => firstWords.has(word),
    peopleLike: (key) => likePeople.like(key),
    bodiesLike: (key) => likeBodies.like(key),
    holdersOf: (key) => holders.get(key) ?? [],
    isPlace: (key) => places.has(key),
  };
}

/** Names found by all of their words but one, whichever that is. */
class LikeTable<Entry extends NameEntry> {
  private readonly byRest = new Map<string, Map<string, Known<Entry>[]>>();
  private readonly byBare = new Map<string, { readonly key: string; readonly known: Known<Entry> }[]>();

  add(key: string, known: Known<Entry>): void {
    add(this.byBare, bare(key), { key, known });
    for (const { rest, word } of withoutOne(key)) {
      const words = this.byRest.get(rest) ?? new Map<string, Known<Entry>[]>();
      this.byRest.set(rest, words);
      add(words, word, known);
    }
  }

  like(key: string): readonly Like<Entry>[] {
    const oneOff = withoutOne(key).flatMap(({ rest, word }) =>
      [...(this.byRest.get(rest) ?? [])].flatMap(([other, knowns]) => {
        const likeness = other === word ? null : likenessOf(word, other);
        return likeness === null ? [] : knowns.map((known) => ({ ...known, likeness }));
      }),
    );
    // All marks lost at once: "Nguyen Van Hoa".
    if (oneOff.length > 0 || bare(key) !== key) return oneOff;
    const unmarked = (this.byBare.get(key) ?? []).filter((other) => other.key !== key);
    return unmarked.map(({ known }) => ({ ...known, likeness: "mark" as const }));
  }
}

/** A name with each of its words left out in turn. */
export function withoutOne(key: string): readonly { readonly rest: string; readonly word: string }[] {
  const words = key.split(" ");
  return words.map((word, index) => ({
    rest: [...words.slice(0, index), "*", ...words.slice(index + 1)].join(" "),
    word,
  }));
}

export function wordsIn(key: string): number {
  return key === "" ? 0 : key.split(" ").length;
}

export function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
