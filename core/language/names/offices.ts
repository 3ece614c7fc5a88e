import type { HeldOffice } from "./register.ts";
import { ABBREVIATIONS, phraseKey } from "./vocabulary.ts";

/** Words which one writes or leaves out in an office without changing it. */
const IDLE = new Set(["của", "tỉnh"]);

/** The words of an office as it is compared: abbreviations written out, "của", "tỉnh" and "thành phố" left out. */
export function officeWords(keys: readonly string[]): readonly string[] {
  const long = keys.flatMap((key) => ABBREVIATIONS.get(key) ?? [key]);
  return long.filter(
    (key, at) =>
      !IDLE.has(key) &&
      !(key === "thành" && long[at + 1] === "phố") &&
      !(key === "phố" && long[at - 1] === "thành"),
  );
}

export function officeKey({ title, body }: Pick<HeldOffice, "title" | "body">): string {
  return officeWords(phraseKey(`${title} ${body}`).split(" ")).join(" ");
}

/** The ways an office is written: "bộ trưởng bộ quốc phòng", "bộ trưởng quốc phòng"; its title alone comes apart. */
interface OfficeKeys {
  readonly whole: readonly string[];
  readonly title: string;
}

function keysOf(office: HeldOffice): OfficeKeys {
  const title = officeWords(phraseKey(office.title).split(" ")).join(" ");
  const body = officeWords(phraseKey(office.body).split(" "));
  const whole = [officeKey(office)];
  if (body.length > 1 && title.split(" ")[0] === body[0]) whole.push([title, ...body.slice(1)].join(" "));
  return { whole, title };
}

/** How far an office of a person reaches in a phrase of the text. */
export interface OfficeMatch {
  readonly office: HeldOffice;
  /** Words of the phrase that name it. */
  readonly count: number;
}

/**
 * The offices which a phrase names: "Bộ trưởng Bộ Quốc phòng", or "Bộ trưởng" alone, which is every office of that title.
 *
 * @param phrase keys of the text's words.
 * @param isWhole the phrase ends where the office must end, directly before the name; else it may go on: "…cho biết".
 */
export function officesNamed(
  offices: readonly HeldOffice[],
  phrase: readonly string[],
  isWhole: boolean,
): readonly OfficeMatch[] {
  const ends = isWhole ? [phrase.length] : phrase.map((_, index) => phrase.length - index);
  const forms = ends.map((count) => ({ count, key: officeWords(phrase.slice(0, count)).join(" ") }));
  const wholly = offices.flatMap((office) => {
    const { whole } = keysOf(office);
    const form = forms.find(({ key }) => whole.includes(key));
    return form ? [{ office, count: form.count }] : [];
  });
  if (wholly.length > 0) return wholly;
  const [all] = forms;
  return offices.flatMap((office) =>
    all && keysOf(office).title === all.key ? [{ office, count: all.count }] : [],
  );
}
