import { readFileSync } from "node:fs";
import { expect, test } from "./desk.ts";

test("a story leaves one desk as a file and is opened on another, by keyboard alone", async ({
  startDesk,
}) => {
  const [desk, other] = [await startDesk(), await startDesk()];
  await expect(desk.page.locator(".ProseMirror h1")).toHaveText("Một buổi tối ở bàn soát bài");
  await desk.page.keyboard.press("Control+k");
  await desk.page.keyboard.type("gói mang đi");
  const saving = desk.page.waitForEvent("download");
  await desk.page.keyboard.press("Enter");
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/\.morasse$/);
  const path = await saved.path();

  // The other desk has a story of its own in front; the package's becomes the open one.
  await other.page.keyboard.press("Control+n");
  await expect(other.page.locator(".ProseMirror h1")).toHaveText("");
  const choosing = other.page.waitForEvent("filechooser");
  await other.page.keyboard.press("Control+o");
  await (
    await choosing
  ).setFiles({
    name: "ban-anh.morasse",
    mimeType: "application/octet-stream",
    buffer: readFileSync(path),
  });
  await expect(other.page.locator(".ProseMirror h1")).toHaveText("Một buổi tối ở bàn soát bài");
  await expect(other.page.locator(".ProseMirror figure img").first()).toBeVisible();
  // Its own sample, the new story and the one from the other desk.
  await expect(other.page.getByText("3 bài", { exact: true })).toBeVisible();
  expect(other.problems).toEqual([]);
});

test("a file that is no package is told by its name", async ({ startDesk }) => {
  const { page } = await startDesk();
  await expect(page.locator(".ProseMirror h1")).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (
    await choosing
  ).setFiles({ name: "anh.morasse", mimeType: "image/jpeg", buffer: Buffer.from("không phải gói") });
  await expect(page.getByText(/“anh\.morasse” không phải là gói bài/)).toBeVisible();
});
