import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { isSlug, slugOf, SlugError } from "#core/article";
import type { Section } from "#core/bridge";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { saveSettings, useSettings } from "../host.ts";

/** A line of the editor: may be unfinished, which the settings may not. */
interface Line {
  readonly key: number;
  readonly name: string;
  readonly slug: string;
  /** The slug follows the name until it is typed by hand. */
  readonly follows: boolean;
}

let keys = 0;

/** The newsroom's sections, in the order they are offered. What is unfinished is not saved until it is whole. */
export function SectionsPart() {
  const text = useText().settings;
  const { sections } = useSettings();
  const [lines, setLines] = useState<readonly Line[]>(() =>
    sections.map((section) => ({ ...section, key: (keys += 1), follows: false })),
  );

  const take = (next: readonly Line[]) => {
    setLines(next);
    const whole: Section[] = next.map(({ name, slug }) => ({ name: name.trim().normalize("NFC"), slug }));
    if (next.every((line) => problemOf(line, next) === null))
      void ask(() => saveSettings({ sections: whole }));
  };
  const change = (key: number, part: Partial<Line>) =>
    take(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const move = (from: number, to: number) => {
    const next = [...lines];
    const [line] = next.splice(from, 1);
    if (line) next.splice(to, 0, line);
    take(next);
  };

  return (
    <>
      <p className="settings-note">{text.sectionsHint}</p>
      <ul className="section-lines">
        {lines.map((line, at) => {
          const problem = problemOf(line, lines);
          const name = line.name || String(at + 1);
          return (
            <li key={line.key} className="section-line">
              <TextInput
                aria-label={`${text.sectionName} ${at + 1}`}
                placeholder={text.sectionName}
                value={line.name}
                maxLength={80}
                error={problem === "name" ? text.sectionNameMissing : null}
                onChange={(event) => {
                  const typed = event.currentTarget.value;
                  change(line.key, { name: typed, ...(line.follows ? { slug: slugOr(typed) } : {}) });
                }}
              />
              <TextInput
                aria-label={`${text.sectionSlug} ${at + 1}`}
                placeholder={text.sectionSlug}
                value={line.slug}
                maxLength={80}
                error={
                  problem === "slug" ? text.sectionSlugWrong : problem === "twice" ? text.sectionTwice : null
                }
                onChange={(event) => change(line.key, { slug: event.currentTarget.value, follows: false })}
              />
              <ActionIcon
                aria-label={text.sectionUp(name)}
                aria-disabled={at === 0}
                onClick={() => at > 0 && move(at, at - 1)}
              >
                <IconArrowUp size={16} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                aria-label={text.sectionDown(name)}
                aria-disabled={at === lines.length - 1}
                onClick={() => at < lines.length - 1 && move(at, at + 1)}
              >
                <IconArrowDown size={16} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                aria-label={text.sectionRemove(name)}
                onClick={() => take(lines.filter((one) => one.key !== line.key))}
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.8} />}
        onClick={() => setLines([...lines, { key: (keys += 1), name: "", slug: "", follows: true }])}
      >
        {text.sectionAdd}
      </Button>
    </>
  );
}

function problemOf(line: Line, lines: readonly Line[]): "name" | "slug" | "twice" | null {
  if (line.name.trim() === "") return "name";
  if (!isSlug(line.slug)) return "slug";
  if (lines.some((other) => other.key < line.key && other.slug === line.slug)) return "twice";
  return null;
}

function slugOr(name: string): string {
  try {
    return slugOf(name);
  } catch (error) {
    if (error instanceof SlugError) return "";
    throw error;
  }
}
