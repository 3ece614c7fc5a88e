import type { MenuItemConstructorOptions } from "electron";
import { shellText } from "./text.ts";

/** What a menu item does besides what Electron does by itself. */
export interface MenuActs {
  /** Runs a command of the desk or the page, by its id. */
  command(id: string): void;
  openLibraryFolder(): void;
  /** Lets the person choose story packages and takes them in. */
  openPackages(): void;
}

type Name = keyof (typeof shellText)["en"]["menu"];
type Role = NonNullable<MenuItemConstructorOptions["role"]>;

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/**
 * The menus in one language. Commands of the desk show their key but leave it to the page: it knows
 * whether an input method is composing.
 */
export function menuOf(
  language: "vi" | "en",
  platform: string,
  acts: MenuActs,
): readonly MenuItemConstructorOptions[] {
  const text = shellText[language].menu;
  const does = (id: Name, accelerator?: string, command: string = id): MenuItemConstructorOptions => ({
    id: `command:${command}`,
    label: text[id],
    click: () => acts.command(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const role = (name: Name, of: Role): MenuItemConstructorOptions => ({ role: of, label: text[name] });
  const mac = platform === "darwin";
  const settings = does("settings", "CmdOrCtrl+,", "goSettings");
  // The page's own command shows a file dialog, which a page may only do while a key or click of its own is answered.
  const packages = {
    label: text.openPackage,
    click: () => acts.openPackages(),
    accelerator: "CmdOrCtrl+O",
    registerAccelerator: false,
  };
  const folder = { label: text.openFolder, click: () => acts.openLibraryFolder() };

  return [
    ...(mac
      ? [
          {
            label: "Morasse",
            submenu: [
              role("about", "about"),
              SEPARATOR,
              settings,
              SEPARATOR,
              role("services", "services"),
              role("hide", "hide"),
              SEPARATOR,
              role("quit", "quit"),
            ],
          },
        ]
      : []),
    {
      label: text.file,
      submenu: [
        does("new", "CmdOrCtrl+N"),
        does("duplicate"),
        does("trash"),
        SEPARATOR,
        packages,
        SEPARATOR,
        does("publish", "CmdOrCtrl+Enter"),
        SEPARATOR,
        folder,
        ...(mac ? [role("close", "close")] : [settings, SEPARATOR, role("quit", "quit")]),
      ],
    },
    {
      label: text.edit,
      submenu: [
        does("undo", "CmdOrCtrl+Z"),
        does("redo", "CmdOrCtrl+Shift+Z"),
        SEPARATOR,
        role("cut", "cut"),
        role("copy", "copy"),
        role("paste", "paste"),
        role("pastePlain", "pasteAndMatchStyle"),
        role("selectAll", "selectAll"),
        SEPARATOR,
        does("search", "CmdOrCtrl+Shift+F"),
      ],
    },
    {
      label: text.page,
      submenu: [
        does("makeHeadline", "CmdOrCtrl+Alt+1"),
        does("makeLead", "CmdOrCtrl+Shift+L"),
        does("crosshead", "CmdOrCtrl+Alt+2"),
        does("makeByline", "CmdOrCtrl+Shift+Y"),
        SEPARATOR,
        does("bold", "CmdOrCtrl+B"),
        does("italic", "CmdOrCtrl+I"),
        does("link", "CmdOrCtrl+Shift+K"),
        SEPARATOR,
        does("insertSlot", "CmdOrCtrl+Alt+I"),
        does("makeCaption", "CmdOrCtrl+Shift+C"),
        SEPARATOR,
        does("nextFlag", "F7"),
      ],
    },
    {
      label: text.view,
      submenu: [
        does("goLibrary", "Alt+1"),
        does("goPage", "Alt+2"),
        does("goInspector", "Alt+3"),
        does("goOutbox", "Alt+4"),
        SEPARATOR,
        role("zoomIn", "zoomIn"),
        role("zoomOut", "zoomOut"),
        role("zoomReset", "resetZoom"),
        SEPARATOR,
        role("fullScreen", "togglefullscreen"),
      ],
    },
    {
      label: text.window,
      submenu: [role("minimize", "minimize"), role("close", "close")],
    },
    {
      label: text.help,
      submenu: [
        does("palette", "CmdOrCtrl+K"),
        does("keys", "F1"),
        ...(mac ? [] : [SEPARATOR, role("about", "about")]),
      ],
    },
  ];
}
