/** Plain data: what JSON can say. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One text for equal data: JSON without spaces, keys in code unit order, keys of `undefined` left out
 * (RFC 8785 for the values an article has: strings, booleans and whole numbers).
 *
 * @throws {TypeError} for what JSON cannot say (a function, a cycle, NaN).
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value, []));
}

function sorted(value: unknown, above: readonly object[]): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") throw new TypeError(`Not plain data: ${String(value)}`);
  if (above.includes(value)) throw new TypeError("Not plain data: it contains itself");
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item: unknown) => sorted(item, inside));
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  // From entries, so that a key named "__proto__" stays a key.
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, inside)]));
}
