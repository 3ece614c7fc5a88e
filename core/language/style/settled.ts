import { AS_WRITTEN, type RulesOfStyle, type StyleRule } from "./rules.ts";
import type { Occurrence } from "./finding.ts";

/** The choice that holds for a group of occurrences, and who made it. */
export interface Settled {
  readonly form: string;
  readonly by: "house" | "story";
}

/** The newsroom's choice for a rule and group of occurrences: AS_WRITTEN where the story decides. */
export function chosen(style: RulesOfStyle, rule: StyleRule, group: string): string {
  switch (rule) {
    case "tonePlacement":
      return style.tonePlacement.placement;
    case "iOrY":
      return style.iOrY.ending;
    case "currency":
      return group === "dong" ? style.currency.dong : style.currency.foreign;
    case "dashes":
      return group === "range" ? style.dashes.range : style.dashes.aside;
    case "quotes":
      return style.quotes.marks;
    case "offices":
      return style.offices.first;
    case "dates":
    case "units":
    case "percent":
    case "ellipses":
      return style[rule].form;
    default:
      return AS_WRITTEN;
  }
}

/**
 * What holds for each group of a story: the newsroom's choice, else the form written most often, and of two as frequent
 * ones that which comes first. A form that is none of the choices cannot win.
 */
export function settledFor(
  occurrences: readonly Occurrence[],
  style: RulesOfStyle,
): (occurrence: Occurrence) => Settled | null {
  const counts = new Map<string, Map<string, number>>();
  for (const occurrence of occurrences) {
    const { form, spelled } = occurrence;
    const forms = counts.get(keyOf(occurrence)) ?? new Map<string, number>();
    counts.set(keyOf(occurrence), forms);
    if (form in spelled) forms.set(form, (forms.get(form) ?? 0) + 1);
  }
  const settled = new Map<string, Settled | null>();
  return (occurrence) => {
    const key = keyOf(occurrence);
    const known = settled.get(key);
    if (known !== undefined) return known;
    const result = settle(occurrence, style, counts.get(key)!);
    settled.set(key, result);
    return result;
  };
}

function settle(
  { rule, group, otherwise }: Occurrence,
  style: RulesOfStyle,
  counts: ReadonlyMap<string, number>,
): Settled | null {
  const choice = chosen(style, rule, group);
  if (choice !== AS_WRITTEN) return { form: choice, by: "house" };
  let [best, most] = [otherwise, 0];
  for (const [form, times] of counts) if (times > most) [best, most] = [form, times];
  return best === undefined ? null : { form: best, by: most > 0 ? "story" : "house" };
}

function keyOf({ rule, group }: Occurrence): string {
  return `${rule} ${group}`;
}
