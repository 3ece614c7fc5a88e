import { z } from "zod";
import { isDate } from "./dates.ts";

/**
 * The newsroom's register of names as plain data: people with their ranks and offices, organisations and places with the
 * names they had before. What it does not hold nothing is known of.
 */

/** Longest cell of the register's table. */
export const MOST_CELL_CHARACTERS = 200;
/** Ranks, offices, other or former names of one entry at most. */
export const MOST_FACTS_OF_ONE = 100;
/** Entries of one kind and name at most. */
export const MOST_NAMESAKES = 100;
export const MOST_NAMES = 100_000;

/** The register: in the newsroom's order. Namesakes have notes that differ. */
export const NameRegister = /* @__PURE__ */ registerSchema();

export type NameRegister = z.infer<typeof NameRegister>;
export type NameEntry = NameRegister[number];
export type Person = Extract<NameEntry, { readonly kind: "person" }>;
export type Organisation = Extract<NameEntry, { readonly kind: "organisation" }>;
export type Place = Extract<NameEntry, { readonly kind: "place" }>;
/** "Thượng tướng", "GS.TS": of the army, the police or a university. */
export type HeldRank = Person["ranks"][number];
/** An office: what it is called and of which body, "Bộ trưởng" of the "Bộ Quốc phòng". The body may be empty. */
export type HeldOffice = Person["offices"][number];
/** A name which an organisation or a place bore, and when. */
export type FormerName = Place["former"][number];

/** Made in a function, so that a bundle which only reads spelling can leave it out. */
function registerSchema() {
  // One line of text as a table's cell holds it: composed, without spaces at its ends or doubled within.
  const cell = z
    .string()
    .max(MOST_CELL_CHARACTERS)
    .refine((text) => text === cellText(text), { error: "not composed, or with spaces to spare" });
  const name = cell.min(1);
  // Several of these stand in one cell of a table, with “;” between them.
  const otherName = name.refine((text) => !text.includes(";"), { error: "“;” stands between names" });
  const date = z.string().refine(isDate, { error: "no date" });
  const within = { from: date.optional(), until: date.optional() };
  const listOf = <Fact extends z.ZodType>(fact: Fact) => z.array(fact).max(MOST_FACTS_OF_ONE).readonly();
  const person = z.strictObject({
    kind: z.literal("person"),
    name,
    /** Pen names, and how the person is called after the first mention. */
    others: listOf(otherName),
    ranks: listOf(z.strictObject({ rank: name, ...within }).readonly()),
    offices: listOf(z.strictObject({ title: name, body: cell, ...within }).readonly()),
    /** For the newsroom; it tells namesakes apart. */
    note: cell,
  });
  const named = {
    name,
    /** Short forms and abbreviations; for a place also the forms with its sort: "tỉnh Đồng Nai". */
    others: listOf(otherName),
    former: listOf(z.strictObject({ name, ...within }).readonly()),
    note: cell,
  };
  const organisation = z.strictObject({ kind: z.literal("organisation"), ...named });
  const place = z.strictObject({ kind: z.literal("place"), ...named });
  return z
    .array(z.discriminatedUnion("kind", [person.readonly(), organisation.readonly(), place.readonly()]))
    .max(MOST_NAMES)
    .refine(namesakesTold, { error: "entries of one name are a hundred at most, and need notes that differ" })
    .readonly();
}

/** The first name of which a list says more than a register takes; null where it is a register. */
export function tooManyOf(names: NameRegister): string | null {
  const checked = NameRegister.safeParse(names);
  if (checked.success) return null;
  const at = checked.error.issues[0]?.path[0];
  return names[typeof at === "number" ? at : names.length - 1]?.name ?? "";
}

/** Text as the register keeps it: composed, one space where there was any, none at the ends. */
export function cellText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

export type NameKind = "person" | "organisation" | "place";

/** What makes two entries the same one, but for notes which tell namesakes apart. */
export function identityOf({ kind, name }: { readonly kind: NameKind; readonly name: string }): string {
  return `${kind} ${name.normalize("NFC").toLowerCase()}`;
}

function namesakesTold(
  entries: readonly { readonly kind: NameKind; readonly name: string; readonly note: string }[],
): boolean {
  const notes = new Map<string, Set<string>>();
  for (const entry of entries) {
    const identity = identityOf(entry);
    const told = notes.get(identity) ?? new Set();
    if (told.has(entry.note) || told.has("") || (told.size > 0 && entry.note === "")) return false;
    if (told.size === MOST_NAMESAKES) return false;
    notes.set(identity, told.add(entry.note));
  }
  return true;
}

/** "Bộ trưởng Bộ Quốc phòng". What both say is said once: "Chủ tịch UBND xã" of the "xã Tân Lập". */
export function officeText({ title, body }: Pick<HeldOffice, "title" | "body">): string {
  if (body === "") return title;
  const [ends, begins] = [title.split(" "), body.split(" ")];
  for (let count = Math.min(ends.length - 1, begins.length); count > 0; count--) {
    const isTwice = begins
      .slice(0, count)
      .every((word, at) => word.toLowerCase() === ends.at(at - count)!.toLowerCase());
    if (isTwice) return [...ends, ...begins.slice(count)].join(" ");
  }
  return `${title} ${body}`;
}
