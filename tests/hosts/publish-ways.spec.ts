import type { Page } from "@playwright/test";
import { expect, test } from "./desk.ts";

/** Taking a story down again, on the real program. */

test("D3 a published story is withdrawn with its reason, and published again at its old address", async ({
  startDesk,
}) => {
  const { page, siteUrl, problems } = await startDesk();
  const statusAt = async (url: string) => (await page.request.get(url)).status();
  const button = page.locator(".publish-main");
  await writeBrief(page);
  await page.getByRole("tab", { name: "Đăng" }).click();
  await expect(page.getByText("Đủ mọi thứ, có thể đăng.")).toBeVisible();
  // Our own site takes neither drafts nor hours.
  await expect(page.getByRole("button", { name: "Gửi bản nháp" })).toHaveCount(0);
  await button.click();
  await expect(button).toHaveText(/^Đã đăng/, { timeout: 30_000 });
  const url = (await page.locator(".receipt a").getAttribute("href"))!;
  expect(url).toContain(siteUrl);
  expect(await statusAt(url)).toBe(200);

  // By the keyboard alone.
  await page.getByRole("button", { name: "Gỡ bài…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Lý do")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Gỡ bài…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Nguồn tin rút lại lời");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Gỡ bài", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  const receipt = page.locator(".receipt").first();
  await expect(receipt).toContainText(/Đã gỡ \d\d:\d\d/, { timeout: 30_000 });
  await expect(receipt).toContainText("Lý do: Nguồn tin rút lại lời");
  await expect(receipt).toContainText("bạn đọc không còn thấy bài");
  expect(await statusAt(url)).toBe(410);
  await expect(button).toHaveText("Xuất bản");
  await button.click();
  await expect(button).toHaveText(/^Đã đăng/, { timeout: 30_000 });
  expect(await statusAt(url)).toBe(200);

  // Every page that is out is looked at once more.
  await page.getByRole("button", { name: "Hộp gửi" }).click();
  await page.getByRole("button", { name: "Xem lại mọi trang đã đăng" }).click();
  await expect(page.getByText("Đã xem 1 trang.")).toBeVisible();
  await expect(page.getByText("Trang nào cũng đủ.")).toBeVisible();
  expect(problems).toEqual([]);
});

async function writeBrief(page: Page): Promise<void> {
  await expect(page.locator(".ProseMirror")).not.toHaveText("");
  await page.keyboard.press("Control+n");
  await page.locator(".ProseMirror h1").click();
  await page.keyboard.type("Cầu dây văng mới thông xe trước Tết");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Cây cầu nối hai bờ sông được đưa vào sử dụng sớm một tháng.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Xe máy và xe buýt được qua cầu từ sáng nay.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("THU HÀ");
  await page.keyboard.press("Control+Shift+Y");
  const inspector = page.getByRole("complementary", { name: "Bảng thông tin" });
  await inspector.getByRole("tab", { name: "Bài viết" }).click();
  await inspector.getByLabel("Chuyên mục").selectOption({ label: "Quốc phòng - An ninh" });
}
