import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { shellText } from "../electron/text.ts";
import { deskText } from "../renderer/text/desk.ts";
import { editorText } from "../renderer/text/editor.ts";
import { libraryText } from "../renderer/text/library.ts";

/** One thing has one name, whoever speaks: the screens, the menus of the desktop program, the command line. */
const ROOT = resolve(import.meta.dirname, "..");

test("the menus call things as the screens do", () => {
  for (const language of ["vi", "en"] as const) {
    const { menu } = shellText[language];
    const [desk, editor, library] = [deskText[language], editorText[language], libraryText[language]];
    expect(menu.settings).toBe(`${desk.settings}…`);
    expect(menu.crosshead).toBe(editor.commands.crosshead);
    expect(menu.duplicate.startsWith(library.duplicate)).toBe(true);
    expect(menu.nextFlag).toBe(desk.commands.nextFlag);
    expect(desk.commands.goInspector.toLowerCase()).toContain(menu.goInspector.toLowerCase());
    expect([menu.goLibrary, menu.goOutbox]).toEqual([desk.library, desk.outbox]);
  }
});

test("no host says in Vietnamese what the screens call otherwise", () => {
  for (const file of [
    "electron/text.ts",
    "loopback/text.ts",
    "node/cli/text.ts",
    "node/desk/sentences.ts",
    "site/text.ts",
  ]) {
    const said = readFileSync(join(ROOT, file), "utf8");
    expect([file, said.match(/thiết lập|nhân đôi|tít xen|bảng bên phải/i)]).toEqual([file, null]);
  }
});
