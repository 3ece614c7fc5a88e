import type { MenuItemConstructorOptions } from "electron";
import { expect, test } from "vitest";
import { menuOf } from "../../electron/menu.ts";

const ACTS = { command: () => {}, openLibraryFolder: () => {}, openPackages: () => {} };

function itemsOf(language: "vi" | "en", platform: string): readonly MenuItemConstructorOptions[] {
  return menuOf(language, platform, ACTS).flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
}

for (const platform of ["linux", "win32", "darwin"]) {
  test(`E4 every item on ${platform} has its name in the language of the menus, and no two keys are the same`, () => {
    for (const language of ["vi", "en"] as const) {
      const items = itemsOf(language, platform).filter(({ type }) => type !== "separator");
      expect(items.filter(({ label }) => !label)).toEqual([]);
      const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
    const english = new Set(itemsOf("en", platform).map(({ label }) => label));
    const shared = itemsOf("vi", platform).flatMap(({ label }) =>
      label && english.has(label) ? [label] : [],
    );
    expect(shared).toEqual([]);
  });
}

test("E4 a story package is opened from the menu", () => {
  let asked = 0;
  const acts = { ...ACTS, openPackages: () => void (asked += 1) };
  const [file] = menuOf("vi", "linux", acts);
  const item = (file!.submenu as MenuItemConstructorOptions[]).find(({ label }) => label === "Mở gói bài…");
  // The page has the key, as it has all of the desk.
  expect(item).toMatchObject({ accelerator: "CmdOrCtrl+O", registerAccelerator: false });
  (item!.click as () => void)();
  expect(asked).toBe(1);
});
