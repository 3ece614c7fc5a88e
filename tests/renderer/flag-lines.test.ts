import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FLAG_KINDS } from "#core/language";

/** "wavy var(--proof)": how a kind is underlined by a rule of a style sheet. */
function lineOf(css: string, selector: string): string | undefined {
  const from = css.indexOf(`${selector} {`);
  const rule = css.slice(from, css.indexOf("}", from));
  return from < 0 ? undefined : /underline (\w+ var\(--[\w-]+\))/.exec(rule)?.[1];
}

test("E9 every kind of flag has a line of its own, on the page and in the list the same", () => {
  const [page, list] = ["editor/page.css", "desk/inspector.css"].map((file) =>
    readFileSync(new URL(`../../renderer/${file}`, import.meta.url), "utf8"),
  ) as [string, string];
  const lines = FLAG_KINDS.map((kind) => lineOf(page, `::highlight(flag-${kind})`));
  expect(lines).not.toContain(undefined);
  expect(new Set(lines.map((line) => line?.split(" ")[0])).size).toBe(FLAG_KINDS.length);
  expect(new Set(lines.map((line) => line?.split(" ")[1]))).toEqual(
    new Set(["var(--proof)", "var(--act-text)"]),
  );
  const listed = FLAG_KINDS.map((kind) =>
    lineOf(list, kind === "spelling" ? ".flag-wrong" : `.flag-wrong-${kind}`),
  );
  expect(listed).toEqual(lines);
});
