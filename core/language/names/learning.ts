import type { Passage } from "../checker.ts";
import { add, directoryOf, withoutOne, wordsIn } from "./directory.ts";
import { namesFound, type NameFound } from "./gathering.ts";
import { likenessOf } from "./likeness.ts";
import { readPassage } from "./reading.ts";
import { cellText, type NameEntry, type NameRegister } from "./register.ts";

/** A story that was written once. */
export interface PastStory {
  readonly id: string;
  /** Day it was meant for: "2026-11-24". */
  readonly day: string;
  readonly passages: readonly Passage[];
}

export interface Counted {
  readonly text: string;
  readonly count: number;
}

/** An office or a rank as stories gave it, and on which days first and last. `body` is "" for a rank. */
export interface LearnedTitle {
  readonly title: string;
  readonly body: string;
  readonly count: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** A name which past stories use and the register lacks: a proposal, which a person accepts or not. */
export interface LearnedName {
  readonly kind: NameEntry["kind"];
  /** As it is written most often; a place with its sort: "xã Đồng Tâm". */
  readonly name: string;
  /** How often it stands in the stories, slips included. */
  readonly count: number;
  /** Other writings of it that are as right: tone placement, i or y, capitals. */
  readonly forms: readonly Counted[];
  /** Rare writings a mark or a letter off: slips, most likely. */
  readonly slips: readonly Counted[];
  readonly offices: readonly LearnedTitle[];
  readonly ranks: readonly LearnedTitle[];
  /** The first twenty stories that have it. */
  readonly stories: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Different names kept in mind; beyond it those met once are let go. */
const MOST_NAMES = 40_000;
const MOST_STORIES = 20;
const MOST_TITLES = 12;
const MOST_FORMS = 8;
/** A name without title must be met so often to be proposed. */
const LEAST_TIMES = 2;
/** A writing so many times rarer than the other is its slip. */
const RARER = 3;

interface Gathered {
  readonly kind: NameEntry["kind"];
  readonly key: string;
  count: number;
  readonly forms: Map<string, number>;
  readonly titles: Map<string, LearnedTitle & { readonly sort: "office" | "rank" }>;
  readonly stories: Set<string>;
  firstDay: string;
  lastDay: string;
}

/** Reads past stories one after another, for a screen that goes on between them. */
export interface NameLearner {
  read(story: PastStory): void;
  /** Names so far which the register does not have, most frequent first. */
  names(): readonly LearnedName[];
}

export function createNameLearner(register: NameRegister = []): NameLearner {
  const directory = directoryOf(register);
  const gathered = new Map<string, Gathered>();
  return {
    read: (story) => {
      for (const passage of story.passages) {
        const reading = readPassage(passage, directory.heads, directory.isPlace);
        for (const found of namesFound(reading, directory)) note(gathered, found, story);
      }
      if (gathered.size > MOST_NAMES) letGo(gathered);
    },
    names: () =>
      [...withSlips(gathered)]
        .filter(({ gathered: { count, titles } }) => count >= LEAST_TIMES || titles.size > 0)
        .map(learned)
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
  };
}

/** Names of past stories which a register does not have, most frequent first. Reads each story once. */
export function namesIn(stories: Iterable<PastStory>, register: NameRegister = []): readonly LearnedName[] {
  const learner = createNameLearner(register);
  for (const story of stories) learner.read(story);
  return learner.names();
}

function note(
  gathered: Map<string, Gathered>,
  { kind, key, text, titles }: NameFound,
  { id, day }: PastStory,
): void {
  const known = gathered.get(`${kind} ${key}`);
  const name: Gathered = known ?? {
    kind,
    key,
    count: 0,
    forms: new Map(),
    titles: new Map(),
    stories: new Set(),
    firstDay: day,
    lastDay: day,
  };
  if (!known) gathered.set(`${kind} ${key}`, name);
  name.count++;
  const form = cellText(text);
  const hasRoom = name.forms.has(form) || name.forms.size < MOST_FORMS;
  if (hasRoom) name.forms.set(form, (name.forms.get(form) ?? 0) + 1);
  if (name.stories.size < MOST_STORIES) name.stories.add(id);
  name.firstDay = earlier(name.firstDay, day);
  name.lastDay = later(name.lastDay, day);
  for (const title of titles) {
    const titleKey = `${title.title}|${title.body}`;
    const seen = name.titles.get(titleKey);
    if (!seen && name.titles.size === MOST_TITLES) continue;
    name.titles.set(titleKey, {
      ...title,
      count: (seen?.count ?? 0) + 1,
      firstDay: earlier(seen?.firstDay ?? day, day),
      lastDay: later(seen?.lastDay ?? day, day),
    });
  }
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** Names met once, of the oldest first, until a quarter of the room is free; then, if need be, the oldest of all. */
function letGo(gathered: Map<string, Gathered>): void {
  const least = MOST_NAMES * 0.75;
  for (const rare of [true, false]) {
    for (const [key, { count }] of gathered) {
      if (gathered.size <= least) return;
      if (!rare || count === 1) gathered.delete(key);
    }
  }
}

interface WithSlips {
  readonly gathered: Gathered;
  readonly slips: Gathered[];
}

/** Each name with the rarer ones that are a mark or a letter off it; those are proposed no more by themselves. */
function withSlips(gathered: ReadonlyMap<string, Gathered>): readonly WithSlips[] {
  const ordered = [...gathered.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const byRest = new Map<string, { readonly owner: WithSlips; readonly word: string }[]>();
  const all: WithSlips[] = [];
  for (const name of ordered) {
    const owner = ownerOf(name, byRest);
    if (owner) {
      owner.slips.push(name);
      continue;
    }
    const open: WithSlips = { gathered: name, slips: [] };
    all.push(open);
    for (const { rest, word } of withoutOne(name.key))
      add(byRest, `${name.kind} ${rest}`, { owner: open, word });
  }
  return all;
}

function ownerOf(
  name: Gathered,
  byRest: ReadonlyMap<string, readonly { readonly owner: WithSlips; readonly word: string }[]>,
): WithSlips | null {
  // Communes of two provinces do differ by a mark.
  if (name.kind === "place" || wordsIn(name.key) < 2) return null;
  for (const { rest, word } of withoutOne(name.key)) {
    for (const known of byRest.get(`${name.kind} ${rest}`) ?? []) {
      if (known.owner.gathered.count < RARER * name.count) continue;
      const likeness = likenessOf(word, known.word);
      if (likeness === "mark" || (likeness === "letter" && name.kind === "person")) return known.owner;
    }
  }
  return null;
}

function learned({ gathered, slips }: WithSlips): LearnedName {
  const [name, ...forms] = counted([gathered]);
  const titles = [...gathered.titles.values()].sort(
    (a, b) => b.count - a.count || (a.title < b.title ? -1 : 1),
  );
  const of = (wanted: "office" | "rank"): readonly LearnedTitle[] =>
    titles
      .filter(({ sort }) => sort === wanted)
      .map(({ title, body, count, firstDay, lastDay }) => ({ title, body, count, firstDay, lastDay }));
  const every = [gathered, ...slips];
  return {
    kind: gathered.kind,
    name: name!.text,
    count: every.reduce((sum, { count }) => sum + count, 0),
    forms,
    slips: counted(slips),
    offices: of("office"),
    ranks: of("rank"),
    stories: [...new Set(every.flatMap(({ stories }) => [...stories]))].slice(0, MOST_STORIES),
    firstDay: every.map(({ firstDay }) => firstDay).reduce(earlier),
    lastDay: every.map(({ lastDay }) => lastDay).reduce(later),
  };
}

function counted(names: readonly Gathered[]): readonly Counted[] {
  return names
    .flatMap(({ forms }) => [...forms].map(([text, count]) => ({ text, count })))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

/** A proposal as the register's entry: without dates, for stories only tell when an office was written of. */
export function entryFrom({ kind, name, offices, ranks }: LearnedName): NameEntry {
  if (kind !== "person") return { kind, name, others: [], former: [], note: "" };
  return {
    kind,
    name,
    others: [],
    ranks: ranks.map(({ title }) => ({ rank: title })),
    offices: offices.map(({ title, body }) => ({ title, body })),
    note: "",
  };
}
