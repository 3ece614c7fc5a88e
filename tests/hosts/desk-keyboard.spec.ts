import type { Page } from "@playwright/test";
import { expect, test } from "./desk.ts";

/** The desk by keyboard alone: not one click. */

test("D2 a story is written, mended by its preflight and published by keyboard", async ({ startDesk }) => {
  const desk = await startDesk();
  const { page } = desk;
  const body = page.locator(".ProseMirror");
  await expect(body).toBeVisible();

  await writeNew(page, "Phiên chợ đêm mở lại bên sông");
  await expect(page.locator(".story[aria-selected=true]")).toContainText("Phiên chợ đêm");
  await expect(page).toHaveTitle(/Phiên chợ đêm/);

  // Nothing but a headline: the panel opens on the first line that blocks, Enter leads to its place.
  await page.keyboard.press("Control+Enter");
  const first = page.locator("[data-focus=preflight]");
  await expect(first).toHaveText("Chưa có sa-pô");
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(body).toBeFocused();
  await page.keyboard.type("Sau mùa nước lớn, người bán hàng trở lại bờ kè từ chập tối.");

  await page.keyboard.press("Control+Enter");
  await expect(first).toHaveText("Chưa có nội dung");
  await page.keyboard.press("Enter");
  await expect(body).toBeFocused();
  await page.keyboard.type("Hàng quán sáng đèn, khách đi bộ dọc con đường mới lát đá.");

  // The section is not on the page: Enter leads to its field.
  await page.keyboard.press("Control+Enter");
  await expect(first).toHaveText("Chưa chọn chuyên mục");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Chuyên mục", { exact: true }).last()).toBeFocused();
  await page.keyboard.press("V");
  await page.keyboard.press("Escape");
  await expect(body).toBeFocused();

  // Only a warning is left (no byline): one confirming press sends.
  await page.keyboard.press("Control+Enter");
  await expect(first).toHaveText("Vẫn xuất bản");
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".publish-main")).toHaveText(/^Đã đăng \d\d:\d\d · Xem trang$/, {
    timeout: 20_000,
  });
  await expect(page.getByText("Đã xem lại trang")).toBeVisible();

  // Unchanged, it is not sent a second time.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/Đã đăng \d\d:\d\d, không có gì mới\./)).toBeVisible();
  await expect(page.getByText("2 lần")).toHaveCount(0);

  // An edit after publishing shows on the button.
  await page.keyboard.press("Alt+2");
  await expect(page.locator(".ProseMirror")).toBeFocused();
  await page.keyboard.type(" Nhiều người hẹn tuần sau trở lại.");
  await expect(page.locator(".publish-main")).toHaveText("Có sửa sau khi đăng – Cập nhật");
  expect(desk.problems).toEqual([]);
});

test("what is typed right after coming back to the page is on the page, in order", async ({ startDesk }) => {
  const { page } = await startDesk();
  await writeNew(page, "Tít");
  for (const [away, back] of [
    ["Alt+3", "Alt+2"],
    ["Alt+1", "Escape"],
    ["Alt+4", "Escape"],
    ["Control+,", "Alt+2"],
  ] as const) {
    await page.keyboard.press(away);
    await expect(page.locator(".ProseMirror")).not.toBeFocused();
    await page.keyboard.press(back);
    await page.keyboard.type(" và chữ");
  }
  await expect(page.locator(".ProseMirror h1")).toHaveText(`Tít${" và chữ".repeat(4)}`);
});

test("E5 what is ignored on one screen is not underlined on another", async ({ startDesk }) => {
  test.skip(test.info().project.name === "electron", "Electron has one window.");
  const { page, newPage } = await startDesk();
  await writeNew(page, "Chợ đêm");
  await page.keyboard.press("Enter");
  for (let times = 0; times < 3; times++) {
    await page.keyboard.press("Enter");
    await page.keyboard.type("Còn nhiều han chế cần khắc phục. Xong");
  }
  const count = (of: Page) =>
    of.evaluate(() =>
      [...CSS.highlights].reduce((sum, [name, ranges]) => sum + (/^flag-/.test(name) ? ranges.size : 0), 0),
    );
  await expect.poll(() => count(page)).toBe(3);
  await expect(page.getByText(/^Đã lưu \d\d:\d\d:\d\d$/)).toBeVisible();
  const other = await newPage();
  await expect.poll(() => count(other)).toBe(3);
  await page.keyboard.press("F7");
  await page.keyboard.press("6");
  for (const one of [page, other]) await expect.poll(() => count(one)).toBe(2);
  await other.locator(".ProseMirror").press("F7");
  await other.keyboard.press("7");
  for (const one of [page, other]) await expect.poll(() => count(one)).toBe(0);
});

test("D4 a story goes to the trash by one key and comes back by one press", async ({ startDesk }) => {
  const { page } = await startDesk();
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await writeNew(page, "Bài bỏ đi");
  const option = page.getByRole("option", { name: /Bài bỏ đi/ });
  await expect(option).toBeVisible();

  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("listbox")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(option).toBeHidden();
  await page.getByRole("button", { name: "Hoàn tác" }).press("Enter");
  await expect(option).toBeVisible();
  await expect(page.locator(".ProseMirror h1")).toHaveText("Bài bỏ đi");
});

test("D7 language and appearance change at once from the palette", async ({ startDesk }) => {
  const { page, problems } = await startDesk();
  await expect(page.locator(".ProseMirror")).toBeVisible();
  const choose = async (words: string) => {
    // Typed at once: not a character may fall into the story.
    await page.keyboard.press("Control+k");
    await page.keyboard.type(words);
    await expect(page.getByLabel(/Bảng lệnh|Commands/).getByRole("textbox")).toHaveValue(words);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await choose("tieng anh");
  await expect(page.locator(".publish-main")).toHaveText("Publish");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await choose("dark appear");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  expect(problems).toEqual([]);
});

test("D6 what is typed while the host is away is saved when it is back", async ({ startDesk }) => {
  const desk = await startDesk();
  const { page } = desk;
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await writeNew(page, "Trước khi mất");
  await expect(page.getByText(/^Đã lưu \d\d:\d\d:\d\d$/)).toBeVisible();

  desk.process.kill("SIGKILL");
  await expect(page.getByText("Chương trình nền đang dừng.")).toBeVisible();
  await page.locator(".ProseMirror").press("End");
  await page.keyboard.type(" rồi gõ tiếp");
  await expect(page.getByText("Chưa lưu được: chương trình nền đang dừng")).toBeVisible();

  await desk.restart();
  await expect(page.getByText("Chương trình nền đang dừng.")).toBeHidden({ timeout: 15_000 });
  await expect(page.getByText(/^Đã lưu \d\d:\d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(page.locator(".ProseMirror h1")).toHaveText("Trước khi mất rồi gõ tiếp");
});

/** A new story by its key, with this headline. */
async function writeNew(page: Page, headline: string): Promise<void> {
  const body = page.locator(".ProseMirror");
  await expect(body).not.toHaveText("");
  await page.keyboard.press("Control+n");
  await expect(body.locator("h1")).toHaveText("");
  await expect(body).toBeFocused();
  await page.keyboard.type(headline);
}
