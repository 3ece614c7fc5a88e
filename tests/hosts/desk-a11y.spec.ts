import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./desk.ts";

/** Every room, light and dark, in both languages, without a violation of WCAG or of axe's own best practice. */

async function expectNoViolations(page: Page, room: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${room}: ${id} (${help}) at ${nodes.map((node) => node.target.join(" ")).join("; ")}`,
  );
  expect(said).toEqual([]);
}

const ROOMS = {
  vi: {
    tabs: ["Bài viết", "Ảnh", "Soát lỗi", "Đăng"],
    settings: [
      "Màn hình",
      "Viết bài",
      "Chuyên mục",
      "Soát trước khi đăng",
      "Nơi đăng",
      "Từ của tôi",
      "Chương trình",
    ],
    dark: "Tối",
    screen: "Màn hình",
    addTarget: "Thêm trang WordPress",
  },
  en: {
    tabs: ["Story", "Pictures", "Check", "Publish"],
    settings: ["Screen", "Writing", "Sections", "Check before publishing", "Targets", "My words", "Program"],
    dark: "Dark",
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
    for (const appearance of language === "vi" ? ["light", "dark"] : ["dark"]) {
      const at = (room: string) => `${appearance} ${room}`;
      for (const tab of names.tabs) {
        await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
        await expect(page.getByRole("tabpanel")).toBeVisible();
        await expectNoViolations(page, at(tab));
      }
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page, at("palette"));
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page, at("keys"));
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();

      await page.keyboard.press("Alt+4");
      await expect(page.locator("[data-focus=outbox]")).toBeVisible();
      await expectNoViolations(page, at("outbox"));

      await page.keyboard.press("Control+,");
      for (const part of names.settings) {
        await page.locator(".settings-parts").getByRole("button", { name: part, exact: true }).click();
        await expectNoViolations(page, at(part));
      }
      await page
        .locator(".settings-parts")
        .getByRole("button", { name: names.settings[4], exact: true })
        .click();
      await page.getByRole("button", { name: names.addTarget }).click();
      await expectNoViolations(page, at("new target"));

      await page.locator(".settings-parts").getByRole("button", { name: names.screen, exact: true }).click();
      await page.getByText(names.dark, { exact: true }).click();
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
      await page.keyboard.press("Escape");
      await expect(page.locator(".ProseMirror")).toBeVisible();
    }
    expect(desk.problems).toEqual([]);
  });
}
