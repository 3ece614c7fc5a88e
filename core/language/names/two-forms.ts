import { add, withoutOne, wordsIn } from "./directory.ts";
import { likenessOf, type Likeness } from "./likeness.ts";
import type { Mention } from "./mentions.ts";
import { ageAfter } from "./misspelt.ts";
import { isBeside, textAt, type Reading } from "./reading.ts";
import { part, windowsOf, type Finding, type ReadStory } from "./sightings.ts";
import { titlesOf } from "./titles.ts";
import { isMilitaryRank, isUnit, phraseKey } from "./vocabulary.ts";
import { keyOf } from "./words.ts";

/** One writing of a name in a story, and everywhere it stands. */
interface Form {
  readonly key: string;
  readonly text: string;
  readonly standings: Standing[];
}

interface Standing {
  readonly passage: number;
  readonly mention: Mention;
  readonly reading: Reading;
}

/** Names a story writes in two ways, a mark or a letter apart; the register's names are not asked of here. */
export function twoFormsIn(story: ReadStory, settled: readonly Finding[]): readonly Finding[] {
  const forms = formsIn(story, settled);
  const found = new Map<Form, { readonly right: Form; readonly sure: boolean }>();
  for (const [one, other, likeness] of pairsOf(forms)) {
    const slip = slipOf(one, other, likeness);
    if (slip && !found.has(slip.wrong))
      found.set(slip.wrong, { right: slip.wrong === one ? other : one, sure: slip.sure });
  }
  return [...found].flatMap(([wrong, { right, sure }]) => findingsOn(wrong, right, sure));
}

/** @param sure the story says which of the two is right; else it is only told that there are two. */
function findingsOn(wrong: Form, right: Form, sure: boolean): readonly Finding[] {
  return wrong.standings.map(({ passage, mention: { first, last }, reading }) => ({
    passage,
    first,
    last,
    said: {
      rule: "nameInTwoForms",
      wrong: textAt(reading, first, last),
      right: right.text,
      sure,
      beside: isBeside(reading) && right.standings.some((standing) => !isBeside(standing.reading)),
    },
    suggestions: sure ? [right.text] : [],
  }));
}

/** Different names of one story that are compared with each other at most; a list of a whole year's graduates is none. */
const MOST_FORMS = 3_000;

function formsIn({ readings, sightings }: ReadStory, settled: readonly Finding[]): ReadonlyMap<string, Form> {
  const taken = new Set(
    [
      ...sightings.map(({ passage, mention: { last } }) => ({ passage, last })),
      ...settled.filter(({ said }) => said.rule === "nameMisspelt"),
    ].map(({ passage, last }) => `${passage} ${last}`),
  );
  const forms = new Map<string, Form>();
  const crowds: Standing[] = [];
  for (const [passage, reading] of readings.entries()) {
    for (const mention of reading.mentions) {
      const standing = { passage, mention, reading };
      if (mention.sort === "crowd") crowds.push(standing);
      else if (mention.sort !== "given" && !taken.has(`${passage} ${mention.last}`)) {
        const key = mention.sort === "thing" ? `${mention.before} ${mention.key}` : mention.key;
        const form = forms.get(key);
        if (form) form.standings.push(standing);
        else if (forms.size < MOST_FORMS)
          forms.set(key, {
            key,
            text: textAt(reading, mention.first, mention.last).normalize("NFC"),
            standings: [standing],
          });
      }
    }
  }
  joinUnits(forms);
  for (const crowd of crowds) addFromCrowd(crowd, forms, taken);
  return forms;
}

/** "UBND xã Lê Minh Tuấn" where the story has a Lê Minh Tuấn: it is he who is named. */
function joinUnits(forms: Map<string, Form>): void {
  for (const [key, { standings }] of forms) {
    const { sort, before, key: name } = standings[0]!.mention;
    const person = sort === "thing" && isUnit(before) ? forms.get(name) : undefined;
    if (!person || !isPerson(person)) continue;
    for (const standing of standings)
      person.standings.push({ ...standing, mention: { ...standing.mention, sort: "person", before: "" } });
    forms.delete(key);
  }
}

/** Names of the story in a row of capitals, as it writes them elsewhere or one word apart from it. */
function addFromCrowd(
  { passage, mention, reading }: Standing,
  forms: Map<string, Form>,
  taken: ReadonlySet<string>,
): void {
  const long = new Set(
    [...forms.values()]
      .filter(isPerson)
      .flatMap(({ key }) => (wordsIn(key) >= 3 ? withoutOne(key).map(({ rest }) => rest) : [])),
  );
  let end = -1;
  for (const { first, last } of windowsOf(mention, 2)) {
    const key = keyOf(reading.words, first, last);
    if (first <= end || taken.has(`${passage} ${last}`)) continue;
    const known = forms.get(key);
    if (!known && !withoutOne(key).some(({ rest }) => long.has(rest))) continue;
    const standing = { passage, mention: part(reading, mention, first, last), reading };
    if (known) known.standings.push(standing);
    else forms.set(key, { key, text: textAt(reading, first, last).normalize("NFC"), standings: [standing] });
    end = last;
  }
}

function isPerson({ standings }: Form): boolean {
  return standings.some(({ mention }) => mention.sort === "person");
}

/** Pairs of forms with all words but one the same, and that one alike; each pair once. */
function pairsOf(forms: ReadonlyMap<string, Form>): readonly (readonly [Form, Form, Likeness])[] {
  const byRest = new Map<string, { readonly form: Form; readonly word: string }[]>();
  const pairs: (readonly [Form, Form, Likeness])[] = [];
  for (const form of forms.values()) {
    for (const [index, { rest, word }] of withoutOne(form.key).entries()) {
      const isThing = form.standings[0]!.mention.sort === "thing";
      if (isThing && index === 0) continue;
      for (const other of byRest.get(rest) ?? []) {
        const likeness = likenessOf(word, other.word);
        if (likeness !== null && areComparable(form, other.form)) pairs.push([other.form, form, likeness]);
      }
      add(byRest, rest, { form, word });
    }
  }
  return pairs;
}

function areComparable(one: Form, other: Form): boolean {
  const sorts = [one, other].map(({ standings }) => new Set(standings.map(({ mention }) => mention.sort)));
  const [a, b] = sorts as [Set<Mention["sort"]>, Set<Mention["sort"]>];
  if (a.has("thing") || b.has("thing")) return a.has("thing") && b.has("thing");
  return isPerson(one) || isPerson(other) || (a.has("foreign") && b.has("foreign"));
}

/** So much oftener than the other a form must stand to be the right one, where the other is no single slip. */
const FAR_OFTENER = 3;

/** Of two forms the one that is flagged, and whether the story says that it is the wrong one. */
interface Slip {
  readonly wrong: Form;
  readonly sure: boolean;
}

/** Which of two forms is the slip; null where they may well be two people. */
function slipOf(one: Form, other: Form, likeness: Likeness): Slip | null {
  if (areApart(one, other)) return null;
  const [inOne, inOther] = [one, other].map(
    ({ standings }) => standings.filter(({ reading }) => !isBeside(reading)).length,
  ) as [number, number];
  if ((inOne === 0) !== (inOther === 0)) return { wrong: inOne === 0 ? one : other, sure: true };
  if (likeness === "anyLetter") return null;
  const [fewer, more] = one.standings.length < other.standings.length ? [one, other] : [other, one];
  const [less, most] = [fewer.standings.length, more.standings.length];
  if (less === most) return less === 1 ? ofTwoOnce(one, other) : null;
  return less === 1 || most >= FAR_OFTENER * less ? { wrong: fewer, sure: true } : null;
}

/** Of two forms that stand once each: the one no family name begins; else the later one is told, and neither is known to be right. */
function ofTwoOnce(one: Form, other: Form): Slip {
  if (isPerson(one) !== isPerson(other)) return { wrong: isPerson(one) ? other : one, sure: true };
  const [a, b] = [one.standings[0]!, other.standings[0]!];
  const isBefore = a.passage < b.passage || (a.passage === b.passage && a.mention.first < b.mention.first);
  return { wrong: isBefore ? other : one, sure: false };
}

/** The text keeps them apart: in one sentence or one list, of other ages, sexes, offices or ranks. */
function areApart(one: Form, other: Form): boolean {
  const sentence = ({ passage, mention, reading }: Standing): string =>
    `${passage} ${reading.words[mention.first]!.sentence}`;
  const items = (form: Form): boolean => form.standings.every(({ reading }) => reading.place === "item");
  if (items(one) && items(other)) return true;
  const met = new Set(one.standings.map(sentence));
  if (other.standings.some((standing) => met.has(sentence(standing)))) return true;
  return [agesOf, sexesOf, officesOf, ranksOf].some((factsOf) => differ(factsOf(one), factsOf(other)));
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && !one.some((fact) => other.includes(fact));
}

function agesOf({ standings }: Form): readonly string[] {
  return standings.flatMap(({ reading, mention }) => ageAfter(reading, mention.last) ?? []);
}

function sexesOf({ standings }: Form): readonly string[] {
  return standings.flatMap(({ mention: { before } }) => {
    if (["bà", "chị", "cô"].includes(before)) return ["woman"];
    return ["ông", "chú"].includes(before) ? ["man"] : [];
  });
}

function officesOf({ standings }: Form): readonly string[] {
  return standings.flatMap(({ reading, mention }) =>
    titlesOf(reading, mention)
      .filter(({ sort, side }) => sort === "office" && side === "before")
      .map(({ first, end }) => keyOf(reading.words, first, end)),
  );
}

function ranksOf({ standings }: Form): readonly string[] {
  return standings.flatMap(({ reading, mention }) =>
    titlesOf(reading, mention)
      .filter(({ sort }) => sort === "rank")
      .map(({ first, last }) => keyOf(reading.words, first, last))
      .filter((rank) => isMilitaryRank(phraseKey(rank))),
  );
}
