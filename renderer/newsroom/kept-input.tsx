import { TextInput } from "@mantine/core";
import { useState } from "react";
import { MOST_CHARACTERS } from "#core/language";
import { useText } from "../text/index.ts";
import { cellProblem, clean, type Column } from "./style-fields.ts";

interface KeptInputProps {
  readonly label: string;
  readonly value: string;
  readonly kind: Column["kind"];
  readonly placeholder?: string;
  readonly onKeep: (text: string) => void;
}

/** One line of text, kept at every letter that leaves it whole; what cannot be kept stays in the field and is told. */
export function KeptInput({ label, value, kind, placeholder, onKeep }: KeptInputProps) {
  const text = useText().styleRoom;
  const [typed, setTyped] = useState<string | null>(null);
  /** Kept before somebody began to type: it holds while what is typed cannot be kept. */
  const [former, setFormer] = useState(value);
  const problem = useCellProblem(kind, typed ?? value);
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={typed ?? value}
      error={problem === null ? null : `${problem} ${text.notKept(value)}`}
      spellCheck={false}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const before = typed === null ? value : former;
        setTyped(next);
        setFormer(before);
        const kept = cellProblem(kind, next) === null ? clean(next) : before;
        if (kept !== value) onKeep(kept);
      }}
      onBlur={() => {
        if (problem === null) setTyped(null);
      }}
    />
  );
}

/** What is wrong with a cell, in words. */
export function useCellProblem(kind: Column["kind"], typed: string): string | null {
  const text = useText().styleRoom;
  const problem = cellProblem(kind, typed);
  if (problem === null) return null;
  return problem === "tooLong" ? text.tooLong(MOST_CHARACTERS) : text[problem];
}
