import { expect, test } from "./desk.ts";

test("D11 a flag leads to its rule, opened and with the keyboard there", async ({ startDesk }) => {
  const { page } = await startDesk();
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.locator(".ProseMirror p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Anh nói ,rồi đi về nhà.");
  const card = page.locator(".flag-card");
  const rule = page.locator('.style-rule[data-rule="spaces"]');
  await expect(async () => {
    await page.keyboard.press("F7");
    await expect(card).toContainText("Mở quy cách", { timeout: 500 });
  }).toPass();
  await card.getByText("Mở quy cách").click();
  await expect(rule.locator(".style-rule-open")).toBeFocused();
  await expect(rule.locator(".style-rule-open")).toHaveAttribute("aria-expanded", "true");
  await expect(rule).toBeInViewport();
});
