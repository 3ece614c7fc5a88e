// @vitest-environment node
import { beforeAll, expect, test, vi } from "vitest";
import type * as Keys from "../../renderer/desk/keys.ts";

// The desk's commands reach the page and its editor, which want a browser; the keys alone do not.
vi.mock("../../renderer/desk/commands.ts", () => ({ DESK_COMMANDS: [] }));
vi.mock("../../renderer/desk/keyboard.ts", () => ({ goPage: () => undefined }));
vi.mock("../../renderer/desk/room.ts", () => ({ useRoom: {} }));

let keys: typeof Keys;
beforeAll(async () => {
  keys = await import("../../renderer/desk/keys.ts");
});

function pressed(key: string, held: Partial<KeyboardEvent> = {}, code = "") {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

test("a key is written as the person's keyboard names it", () => {
  expect(keys.keyText("Mod-Shift-l", false)).toBe("Ctrl+Shift+L");
  expect(keys.keyText("Mod-Shift-l", true)).toBe("⌘⇧L");
  expect(keys.keyText("Alt-ArrowUp", false)).toBe("Alt+↑");
  expect(keys.keyText("F7", false)).toBe("F7");
});

test("a key is itself and nothing more", () => {
  expect(keys.isKey(pressed("n", { ctrlKey: true }), "Mod-n", false)).toBe(true);
  expect(keys.isKey(pressed("N", { ctrlKey: true, shiftKey: true }), "Mod-n", false)).toBe(false);
  expect(keys.isKey(pressed("n", { metaKey: true }), "Mod-n", true)).toBe(true);
  expect(keys.isKey(pressed("n", { ctrlKey: true }), "Mod-n", true)).toBe(false);
  expect(keys.isKey(pressed("n"), "Mod-n", false)).toBe(false);
  expect(keys.isKey(pressed("Enter", { ctrlKey: true }), "Mod-Enter", false)).toBe(true);
});

test("Alt+1 is the key at that place, whatever the layout types with it", () => {
  expect(keys.isKey(pressed("&", { altKey: true }, "Digit1"), "Alt-1", false)).toBe(true);
  expect(keys.isKey(pressed("¡", { altKey: true }, "Digit1"), "Alt-1", true)).toBe(true);
});

test("AltGr, which Windows reports as Ctrl and Alt together, is no key of the desk", () => {
  expect(keys.isKey(pressed("1", { altKey: true, ctrlKey: true }, "Digit1"), "Alt-1", false)).toBe(false);
  const held = { altKey: true, ctrlKey: true, getModifierState: (name: string) => name === "AltGraph" };
  expect(keys.isKey(pressed("£", held, "Digit3"), "Mod-Alt-3", false)).toBe(false);
  expect(
    keys.isKey(pressed("3", { ...held, getModifierState: () => false }, "Digit3"), "Mod-Alt-3", false),
  ).toBe(true);
});
