import { likenessOf } from "./likeness.ts";
import { textAt } from "./reading.ts";
import type { Finding, ReadStory } from "./sightings.ts";
import { phraseKey } from "./vocabulary.ts";
import { wordsIn, add } from "./directory.ts";
import type { Mention } from "./mentions.ts";

/** A person of the story as the given name alone would mean them: "ông Hòa" for Nguyễn Văn Hòa. */
interface Bearer {
  readonly full: string;
  /** The given name as it is written in the full one. */
  readonly given: string;
  readonly registered: boolean;
  /** "ông", "bà", …, where the text says one. */
  readonly courtesies: Set<string>;
}

/**
 * "ông Hoá" in a story of Nguyễn Văn Hòa: a given name alone that nobody in the story bears, a mark off that of the only
 * person it could mean. It must stand there once only; a story may well speak of people without their full names.
 */
export function givenNamesIn(
  { readings, sightings }: ReadStory,
  misspelt: readonly Finding[],
): readonly Finding[] {
  const bearers = new Map<string, Bearer[]>();
  const alone = new Map<string, { readonly passage: number; readonly mention: Mention }[]>();
  const registered = new Set(sightings.map(({ mention }) => mention.key));
  // Whom the register writes otherwise is borne in mind as the register has it.
  const meant = new Map(
    misspelt.flatMap(({ passage, first, last, said }) =>
      said.rule === "nameMisspelt" ? [[`${passage} ${first} ${last}`, said.right] as const] : [],
    ),
  );
  for (const [passage, reading] of readings.entries()) {
    for (const mention of reading.mentions) {
      if (mention.sort === "given") add(alone, mention.key, { passage, mention });
      if (mention.sort !== "person" || wordsIn(mention.key) < 2) continue;
      const right = meant.get(`${passage} ${mention.first} ${mention.last}`);
      const full = right === undefined ? mention.key : phraseKey(right);
      const given = full.split(" ").at(-1)!;
      const known = bearers.get(given)?.find((bearer) => bearer.full === full);
      const courtesies = known?.courtesies ?? new Set<string>();
      if (mention.before !== "") courtesies.add(mention.before);
      if (!known) {
        const written = textAt(reading, mention.last, mention.last).normalize("NFC");
        add(bearers, given, {
          full,
          given: right?.split(" ").at(-1) ?? written,
          registered: right !== undefined || registered.has(full),
          courtesies,
        });
      }
    }
  }
  const findings: Finding[] = [];
  for (const [given, standings] of alone) {
    const [standing] = standings;
    if (!standing || standings.length > 1 || bearers.has(given)) continue;
    const { passage, mention } = standing;
    const alike = [...bearers].flatMap(([key, people]) => (likenessOf(key, given) === "mark" ? people : []));
    const [person] = alike;
    if (!person || alike.length > 1 || !isOfSex(person, mention.before)) continue;
    // A story that calls somebody else so by the given name alone does it more than once, or not by this courtesy.
    const same = alone.get(person.full.split(" ").at(-1)!) ?? [];
    if (same.length > 0 && !same.some((other) => other.mention.before === mention.before)) continue;
    if (same.length === 0 && person.courtesies.size === 0) continue;
    const reading = readings[passage]!;
    const wrong = textAt(reading, mention.first, mention.last);
    findings.push({
      passage,
      first: mention.first,
      last: mention.last,
      said: person.registered
        ? { rule: "nameMisspelt", wrong, right: person.given }
        : { rule: "nameInTwoForms", wrong, right: person.given, sure: true, beside: false },
      suggestions: [person.given],
    });
  }
  return findings;
}

function isOfSex({ courtesies }: Bearer, courtesy: string): boolean {
  return courtesies.size === 0 || courtesies.has(courtesy);
}
