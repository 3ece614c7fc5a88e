import { useRoom } from "./room.ts";
import { DESK_COMMANDS } from "./commands.ts";
import { goPage } from "./keyboard.ts";

const MAC = /Mac/.test(navigator.platform);

/** A key as a person reads it: "Mod-Shift-l" is "Ctrl+Shift+L", "⇧⌘L" on a Mac. */
export function keyText(key: string, mac: boolean = MAC): string {
  const parts = key.split("-").map((part) => {
    switch (part) {
      case "Mod":
        return mac ? "⌘" : "Ctrl";
      case "Shift":
        return mac ? "⇧" : "Shift";
      case "Alt":
        return mac ? "⌥" : "Alt";
      case "Ctrl":
        return mac ? "⌃" : "Ctrl";
      case "ArrowUp":
        return "↑";
      case "ArrowDown":
        return "↓";
      default:
        return part.length === 1 ? part.toUpperCase() : part;
    }
  });
  return parts.join(mac ? "" : "+");
}

/** The key as the browser wants it in `aria-keyshortcuts`. */
export function keyAria(key: string): string {
  return key
    .split("-")
    .map((part) => (part === "Mod" ? (MAC ? "Meta" : "Control") : part))
    .join("+");
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> &
  Partial<Pick<KeyboardEvent, "getModifierState">>;

/**
 * Whether a key event is the key of that notation. Letters and digits count by place where a layout hides them. What is
 * typed with AltGr is a letter of its layout, and Windows reports it as Ctrl and Alt together.
 */
export function isKey(event: Pressed, key: string, mac: boolean = MAC): boolean {
  if (event.getModifierState?.("AltGraph") === true) return false;
  const parts = key.split("-");
  const last = parts.at(-1) ?? "";
  const wants = new Set(parts.slice(0, -1));
  const mod = wants.has("Mod");
  if (event.ctrlKey !== ((mod && !mac) || wants.has("Ctrl"))) return false;
  if (event.metaKey !== (mod && mac)) return false;
  if (event.altKey !== wants.has("Alt") || event.shiftKey !== wants.has("Shift")) return false;
  if (/^[0-9]$/.test(last)) return event.code === `Digit${last}`;
  return event.key.toLowerCase() === last.toLowerCase();
}

/**
 * Answers the desk's keys before anybody else does. Every key of the desk has Ctrl, Alt or is a function key,
 * so plain typing is let through at the first line, and nothing is touched while an input method composes.
 *
 * @returns the way to stop.
 */
export function listenToKeys(): () => void {
  const heard = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (plain || event.isComposing || event.keyCode === 229) return;
    for (const command of DESK_COMMANDS) {
      if (command.key === null || !isKey(event, command.key)) continue;
      if (command.id === "nextFlag" && onPage(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      if (command.enabled?.() !== false) command.run();
      return;
    }
  };
  /** Escape last: menus, fields and the page itself come first. */
  const escaped = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (useRoom.getState().keysShown || onPage(event.target) || inLayer(event.target)) return;
    goPage();
  };
  addEventListener("keydown", heard, { capture: true });
  addEventListener("keydown", escaped);
  return () => {
    removeEventListener("keydown", heard, { capture: true });
    removeEventListener("keydown", escaped);
  };
}

function onPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".ProseMirror") !== null;
}

/** Menus, lists and dialogs close themselves. */
function inLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest("[role=dialog], [role=menu], [aria-expanded=true]") !== null
  );
}
