import AxeBuilder from "@axe-core/playwright";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { expect, test } from "./desk.ts";

/** Places that take stories as files, added in the settings of the real program. */

test("P66 a folder for files is added by its path, and one that is not there is said", async ({
  startDesk,
}) => {
  const root = mkdtempSync(join(tmpdir(), "morasse-handed-"));
  try {
    const { page, problems } = await startDesk();
    await expect(page.locator(".ProseMirror")).not.toHaveText("");
    await page.keyboard.press("Control+,");
    await page.locator(".settings-parts").getByRole("button", { name: "Nơi đăng" }).click();
    await page.getByRole("button", { name: "Thêm nơi nhận tệp" }).click();
    await page.getByLabel("Tên", { exact: true }).fill("Nhà in");
    const place = page.getByLabel("Thư mục hoặc máy chủ nhận tệp");
    const tested = page.locator(".target-tested");
    await place.fill(join(root, "chưa có"));
    // Nobody signs in to a folder.
    await expect(page.getByLabel("Tên đăng nhập")).toHaveCount(0);
    await page.getByRole("button", { name: "Thử nối" }).click();
    await expect(tested).toContainText("Không thấy thư mục");
    await place.fill(root);
    await page.getByRole("button", { name: "Thử nối" }).click();
    await expect(tested).toContainText(`Nối được với ${root}`);
    await page.getByLabel("NewsML-G2 (story.newsml.xml)").uncheck();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole("button", { name: "Lưu nơi đăng" }).click();
    await expect(page.locator(".target", { hasText: "Nhà in" })).toContainText(`Giao tệp · ${root}`);
    expect(readdirSync(root)).toEqual([]);
    expect(problems).toEqual([]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test("P69 the key of an SFTP server is asked about before the password is sent", async ({ startDesk }) => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const passwords: string[] = [];
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      if (context.method === "password") passwords.push(context.password);
      context.reject(["password"]);
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  try {
    const { page } = await startDesk();
    await expect(page.locator(".ProseMirror")).not.toHaveText("");
    await page.keyboard.press("Control+,");
    await page.locator(".settings-parts").getByRole("button", { name: "Nơi đăng" }).click();
    await page.getByRole("button", { name: "Thêm nơi nhận tệp" }).click();
    await page.getByLabel("Tên", { exact: true }).fill("Hãng tin");
    const { port } = server.address() as AddressInfo;
    await page.getByLabel("Thư mục hoặc máy chủ nhận tệp").fill(`sftp://127.0.0.1:${port}/in`);
    await page.getByLabel("Tên đăng nhập").fill("desk");
    await page.getByLabel("Mật khẩu hoặc khóa riêng").fill("bí mật");
    await page.getByRole("button", { name: "Thử nối" }).click();
    const tested = page.locator(".target-tested");
    await expect(tested).toContainText("đưa ra khóa SHA256:");
    expect(passwords).toEqual([]);
    await page.getByRole("button", { name: "Tin khóa này" }).click();
    await expect(tested).toContainText("không nhận tên đăng nhập, mật khẩu hoặc khóa riêng này");
    expect(passwords).toContain("bí mật");
    await expect(page.getByText("Khóa của máy chủ đã tin: SHA256:")).toBeVisible();
  } finally {
    server.close();
  }
});
