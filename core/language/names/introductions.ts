import { standingOn } from "./dates.ts";
import { isRunning, textAt } from "./reading.ts";
import { officeText, type Person } from "./register.ts";
import type { Finding, ReadStory } from "./sightings.ts";
import { titlesOf } from "./titles.ts";

/**
 * First mentions of registered people in the running text without an office, a rank or an occupation. Headline, captions and
 * credits are not read before the text and introduce nobody.
 */
export function unintroducedIn({ readings, sightings, day }: ReadStory): readonly Finding[] {
  const met = new Set<Person>();
  const findings: Finding[] = [];
  for (const { passage, mention, people } of sightings) {
    const reading = readings[passage]!;
    const person = people[0]!.entry;
    if (!isRunning(reading) || met.has(person)) continue;
    for (const { entry } of people) met.add(entry);
    // Which of two namesakes it is, only a title would say.
    if (new Set(people.map(({ entry }) => entry)).size > 1) continue;
    const titles = titlesOn(person, day);
    if (titles.length === 0 || titlesOf(reading, mention).length > 0) continue;
    const { first, last, before } = mention;
    const name = textAt(reading, first, last);
    findings.push({
      passage,
      first: before === "" ? first : first - 1,
      last,
      said: { rule: "titleMissing", wrong: name, title: titles[0]! },
      suggestions: titles.map((title) => `${title} ${name}`),
    });
  }
  return findings;
}

/** What a person is called on a day: offices first, then ranks. */
function titlesOn({ offices, ranks }: Person, day: string): readonly string[] {
  return [
    ...offices.filter((office) => standingOn(office, day) === "holds").map(officeText),
    ...ranks.filter((rank) => standingOn(rank, day) === "holds").map(({ rank }) => rank),
  ];
}
