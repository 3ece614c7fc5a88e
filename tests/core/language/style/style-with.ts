import { DEFAULT_HOUSE_STYLE, type HouseStyle } from "#core/language";

/** Choices that differ from the default ones, by rule. */
export type Changed = { readonly [Rule in keyof HouseStyle["rules"]]?: Partial<HouseStyle["rules"][Rule]> };

/** The default house style with other choices. */
export function styleWith(changed: Changed = {}): HouseStyle {
  const rules = Object.entries(DEFAULT_HOUSE_STYLE.rules).map(([rule, choices]) => [
    rule,
    { ...choices, ...changed[rule as keyof Changed] },
  ]);
  return { ...DEFAULT_HOUSE_STYLE, rules: Object.fromEntries(rules) as HouseStyle["rules"] };
}
