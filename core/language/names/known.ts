import { knownForm } from "../known-form.ts";
import type { NameRegister } from "./register.ts";

/** Every name form of the register, composed and in lower case: words which are never a slip of spelling. */
export function knownFrom(register: NameRegister): readonly string[] {
  const forms = register.flatMap((entry) => [
    entry.name,
    ...entry.others,
    ...(entry.kind === "person" ? [] : entry.former.map(({ name }) => name)),
  ]);
  return [...new Set(forms.map(knownForm))];
}
