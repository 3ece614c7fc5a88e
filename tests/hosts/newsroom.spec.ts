import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./desk.ts";

const TEXT =
  "Ông Lê Văn Bốn cho biết đội LLVT làm việc ngày 22/11, đạt 5 % kế hoạch. Đợt hai đạt 7 % và đợt ba đạt 9 %. Còn nhiều han chế.";

/** A new story with the keyboard in its headline. */
async function newStory(page: Page): Promise<void> {
  await expect(page.locator(".ProseMirror")).not.toHaveText("");
  await page.keyboard.press("Control+n");
  await expect(page.locator(".ProseMirror h1")).toHaveText("");
  await page.locator(".ProseMirror h1").click();
}

test("E9 flags of style are shown by kind with their rule; one key mends all alike, F7 walks all of them", async ({
  startDesk,
}) => {
  const desk = await startDesk({});
  const { page } = desk;
  await newStory(page);
  await page.keyboard.type("Xã Bến Gỗ vào mùa");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText(TEXT);
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("Hết");
  await page.getByRole("tab", { name: /^Soát lỗi/ }).click();
  const list = page.getByRole("tabpanel");
  await expect(list.getByRole("heading")).toHaveText([/^Chính tả 1$/, /^Quy cách \d+$/]);
  await expect(list.locator(".flag-line").first()).toContainText("han chế");

  await list.getByRole("button", { name: /5 %/ }).click();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F7");
  const card = page.getByRole("dialog");
  await expect(card).toContainText("5 %");
  await expect(card).toContainText("Theo:");
  await page.keyboard.press("0");
  await expect(page.locator(".ProseMirror")).toContainText(
    "đạt 5% kế hoạch. Đợt hai đạt 7% và đợt ba đạt 9%.",
  );
  await page.keyboard.press("Control+z");
  await expect(page.locator(".ProseMirror")).toContainText(
    "đạt 5 % kế hoạch. Đợt hai đạt 7 % và đợt ba đạt 9 %.",
  );
  expect(desk.problems).toEqual([]);
});

test("D13 words are mine or the newsroom's, come in from a file, go out into one, and silence at once", async ({
  startDesk,
}) => {
  const desk = await startDesk({});
  const { page } = desk;
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.keyboard.press("Alt+5");
  await page.getByRole("button", { name: "Từ", exact: true }).click();
  const ours = page.getByRole("region", { name: "Từ của tòa soạn" });
  await ours.getByRole("textbox").fill("nươc");
  await page.keyboard.press("Enter");
  await expect(ours.getByText("nươc", { exact: true })).toBeVisible();

  const chooser = page.waitForEvent("filechooser");
  await ours.getByRole("button", { name: "Nhập từ tệp…" }).click();
  await (
    await chooser
  ).setFiles({ name: "tu.dic", mimeType: "text/plain", buffer: Buffer.from("2\nchợ nổi\nrừng tràm/AB\n") });
  await expect(ours.locator("li")).toHaveCount(3);
  const wrong = page.waitForEvent("filechooser");
  await ours.getByRole("button", { name: "Nhập từ tệp…" }).click();
  await (
    await wrong
  ).setFiles({ name: "cu.txt", mimeType: "text/plain", buffer: Buffer.from([0x68, 0xe0, 0xff]) });
  await expect(page.getByText("Không đọc được tệp cu.txt")).toBeVisible();
  const download = page.waitForEvent("download");
  await ours.getByRole("button", { name: "Xuất ra tệp" }).click();
  expect(
    readFileSync(await (await download).path(), "utf8")
      .split("\n")
      .sort(),
  ).toEqual(["", "chợ nổi", "nươc", "rừng tràm"]);

  await page.keyboard.press("Escape");
  await newStory(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("Nhu cầu về nươc sạch tăng. Còn nhiều han chế cần khắc phục.");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: /^Soát lỗi/ }).click();
  await expect(page.locator(".flag-line")).toHaveCount(1);
  await expect(page.locator(".flag-line")).toContainText("han chế");
  expect(desk.problems).toEqual([]);
});

test("D14 the whole library is read as a report: which stories, how many places of each kind, and a table to keep", async ({
  startDesk,
}) => {
  const desk = await startDesk({});
  const { page } = desk;
  await newStory(page);
  await page.keyboard.type("Tin nước lên");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("Còn nhiều han chế cần khắc phục và đạt 5 % kế hoạch.");
  await expect(page.getByRole("contentinfo")).toContainText("Đã lưu");
  await page.keyboard.press("Alt+5");
  await page.getByRole("button", { name: "Soát cả thư viện", exact: true }).first().click();
  await page
    .getByRole("region", { name: "Soát cả thư viện" })
    .getByRole("button", { name: "Soát cả thư viện" })
    .click();
  await expect(page.getByRole("status").filter({ hasText: "Đã đọc 2 bài" })).toBeVisible();
  const row = page.getByRole("row", { name: /Tin nước lên/ });
  await expect(row.getByRole("cell")).toHaveText(["▸ Tin nước lên", "1", "", "1", "", ""]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lưu bảng (CSV)" }).click();
  const table = readFileSync(await (await download).path(), "utf8");
  expect(table).toMatch(/^\uFEFFtitle,place,block,character,/);
  expect(table).toMatch(
    /Tin nước lên,paragraph,3,11,spelling,unlikelyHere,han chế,hạn chế.*Còn nhiều han chế/,
  );
  // By keyboard: the row opens to what was found, and that leads to its place.
  await row.getByRole("button").focus();
  await page.keyboard.press("Enter");
  const finding = page.getByRole("button", { name: /han chế.*hạn chế/ });
  await expect(finding).toContainText("Còn nhiều han chế cần khắc phục");
  await page.keyboard.press("Tab");
  await expect(finding).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".ProseMirror")).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("han chế");
  expect(desk.problems).toEqual([]);
});

test("D11 Alt+5 gives the keyboard to the room, a few Tabs from its first rule", async ({ startDesk }) => {
  const desk = await startDesk({});
  const { page } = desk;
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.locator(".ProseMirror h1").click();
  await page.keyboard.press("Alt+5");
  await expect(page.getByRole("region", { name: "Quy cách" })).toBeFocused();
  for (let tabs = 0; tabs < 4; tabs++) await page.keyboard.press("Tab");
  const rules = page.getByRole("list", { name: "Các quy tắc" }).or(page.locator(".style-rules"));
  expect(await rules.first().evaluate((list) => list.contains(document.activeElement))).toBe(true);
});

test("E9 the card is in sight with all its acts at 200 %, and a word that rests is flagged under the caret", async ({
  startDesk,
}) => {
  const desk = await startDesk({});
  const { page } = desk;
  await newStory(page);
  await page.keyboard.type("Tin");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("Báo cáo nêu rõ những han chế");
  const flags = () => page.evaluate(() => CSS.highlights.get("flag-spelling")?.size ?? 0);
  await page.waitForTimeout(1_500);
  expect(await flags()).toBe(0);
  await expect.poll(flags).toBe(1);
  await page.keyboard.type(" trong");
  await expect(page.locator(".ProseMirror")).toContainText("han chế trong");

  await expect.poll(flags).toBe(1);
  await page.setViewportSize({ width: 640, height: 360 });
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.locator(".ProseMirror").press("F7");
  const card = page.getByRole("dialog");
  await expect(card).toContainText("hạn chế");
  const status = await page.getByRole("contentinfo").boundingBox();
  for (const button of await card.getByRole("button").all()) {
    const box = await button.boundingBox();
    expect(box!.y + box!.height, (await button.textContent()) ?? "").toBeLessThanOrEqual(status?.y ?? 360);
    expect(box!.y).toBeGreaterThanOrEqual(0);
  }
});
