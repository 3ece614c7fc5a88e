import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./desk.ts";

/** Every room, light and dark, in both languages, without a violation of WCAG or of axe's own best practice. */

/** @param rules every rule, or those about colours alone: nothing else differs between light and dark. */
async function expectNoViolations(page: Page, room: string, rules: "all" | "colours"): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    rules === "all" ? axe : axe.withRules(["color-contrast", "link-in-text-block"])
  ).analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${room}: ${id} (${help}) at ${nodes.map((node) => node.target.join(" ")).join("; ")}`,
  );
  expect(said).toEqual([]);
}

const ROOMS = {
  vi: {
    tabs: ["Bài viết", "Ảnh", "Soát lỗi", "Đăng"],
    settings: ["Màn hình", "Viết bài", "Chuyên mục", "Soát trước khi đăng", "Nơi đăng", "Chương trình"],
    newsroom: ["Quy cách", "Tên và chức danh", "Từ", "Soát cả thư viện"],
    appearances: { light: "Sáng", dark: "Tối" },
    screen: "Màn hình",
    addTarget: "Thêm trang WordPress",
  },
  en: {
    tabs: ["Story", "Pictures", "Check", "Publish"],
    settings: ["Screen", "Writing", "Sections", "Check before publishing", "Targets", "Program"],
    newsroom: ["House style", "Names and titles", "Words", "Check the library"],
    appearances: { light: "Light", dark: "Dark" },
    screen: "Screen",
    addTarget: "Add a WordPress site",
  },
} as const;

for (const language of ["vi", "en"] as const) {
  test(`D1 every room in ${language} can be used by everybody, light and dark`, async ({ startDesk }) => {
    const desk = await startDesk({ language });
    const { page } = desk;
    const names = ROOMS[language];
    await expect(page.locator(".ProseMirror")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", language);

    test.setTimeout(180_000);
    for (const appearance of ["light", "dark"] as const) {
      await page.keyboard.press("Control+,");
      await page.locator(".settings-parts").getByRole("button", { name: names.screen, exact: true }).click();
      await page.getByText(names.appearances[appearance], { exact: true }).click();
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", appearance);
      await page.keyboard.press("Escape");
      await expect(page.locator(".ProseMirror")).toBeVisible();

      const look = (room: string) =>
        expectNoViolations(page, `${appearance} ${room}`, appearance === "light" ? "all" : "colours");
      for (const tab of names.tabs) {
        await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
        await expect(page.getByRole("tabpanel")).toBeVisible();
        await look(tab);
      }
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await look("palette");
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await expect(page.getByRole("dialog")).toBeVisible();
      await look("keys");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();

      await page.keyboard.press("Alt+4");
      await expect(page.locator("[data-focus=outbox]")).toBeVisible();
      await look("outbox");

      await page.keyboard.press("Alt+5");
      for (const part of names.newsroom) {
        await page.locator(".settings-parts").getByRole("button", { name: part, exact: true }).click();
        await look(part);
      }

      await page.keyboard.press("Control+,");
      for (const part of names.settings) {
        await page.locator(".settings-parts").getByRole("button", { name: part, exact: true }).click();
        await look(part);
      }
      await page
        .locator(".settings-parts")
        .getByRole("button", { name: names.settings[4], exact: true })
        .click();
      await page.getByRole("button", { name: names.addTarget }).click();
      await look("new target");
      await page.keyboard.press("Escape");
      await expect(page.locator(".ProseMirror")).toBeVisible();
      // Through all of it, and not only at its beginning.
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", appearance);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
    }
    expect(desk.problems).toEqual([]);
  });
}
