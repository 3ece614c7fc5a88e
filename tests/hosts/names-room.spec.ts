import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type StartedDesk } from "./desk.ts";

/** The newsroom's names on the screen, and what stands in their file afterwards. */

const HEADER = "loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú";

function fileOf(desk: Pick<StartedDesk, "libraryDir">): string {
  return join(desk.libraryDir, "newsroom", "names.csv");
}

function writeNames(desk: Pick<StartedDesk, "libraryDir">, ...rows: readonly string[]): void {
  mkdirSync(join(desk.libraryDir, "newsroom"), { recursive: true });
  writeFileSync(fileOf(desk), [HEADER, ...rows, ""].join("\n"));
}

async function showNames(page: Page, name = "Tên và chức danh"): Promise<void> {
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.keyboard.press("Alt+5");
  await page.locator(".settings-parts").getByRole("button", { name, exact: true }).click();
  await expect(page.locator(".names-list, .empty")).toBeVisible();
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(" ")).join("; ")}`),
  ).toEqual([]);
}

function row(page: Page, name: string) {
  return page.locator(".name-row").filter({ has: page.getByText(name, { exact: true }) });
}

test("D12 a person is added, changed, found without marks, removed and brought back", async ({
  startDesk,
}) => {
  const desk = await startDesk();
  const { page } = desk;
  await showNames(page);
  await expect(page.getByRole("status").filter({ hasText: "34 tên" })).toBeVisible();
  await page.locator(".names-find").getByText("Người", { exact: true }).click();
  await expect(page.getByText("Chưa có người nào trong danh bạ")).toBeVisible();
  await expectNoViolations(page);

  // With the keyboard alone.
  await page.locator(".empty").getByRole("button", { name: "Thêm tên" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Tên", { exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Cần có tên.")).toBeVisible();
  await expect(page.getByLabel("Tên", { exact: true })).toBeFocused();
  await page.keyboard.type("Phan Văn Giang");
  await page.getByLabel("Chức vụ 1", { exact: true }).fill("Bộ trưởng");
  await page.getByLabel("Cơ quan 1").fill("Bộ Quốc phòng");
  await page.getByLabel("Từ ngày 1").fill("31/2/2021");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Không có ngày này/)).toBeVisible();
  await expect(page.getByLabel("Từ ngày 1")).toBeFocused();
  await page.getByLabel("Từ ngày 1").fill("8/4/2021");
  await page.getByRole("button", { name: "Thêm cấp bậc" }).click();
  await expect(page.getByLabel("Cấp bậc 1", { exact: true })).toBeFocused();
  await page.keyboard.type("Đại tướng");
  await page.getByRole("combobox", { name: "Tên khác" }).fill("Anh Giang");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(row(page, "Phan Văn Giang")).toContainText("Đại tướng · Bộ trưởng Bộ Quốc phòng");
  // The dates of a row are those of its rank too: one without any has a row of its own.
  const written = readFileSync(fileOf(desk), "utf8");
  expect(written).toContain("người,Phan Văn Giang,Anh Giang,,,Bộ trưởng,Bộ Quốc phòng,08/04/2021,,");
  expect(written).toContain("người,Phan Văn Giang,,,Đại tướng,,,,,");

  const search = page.getByRole("searchbox", { name: "Tìm trong danh bạ" });
  await search.fill("bo truong giang");
  await expect(page.locator(".name-row")).toHaveCount(1);
  await page.locator(".name-open").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Từ ngày 1", { exact: true }).first()).toHaveValue("8/4/2021");
  await page.getByLabel("Đến hết ngày 1").first().fill("4/2026");
  await page.keyboard.press("Escape");
  await expect(page.locator(".name-form")).toHaveCount(0);
  await page.getByRole("button", { name: "Mở lại" }).click();
  await expect(page.getByLabel("Đến hết ngày 1").first()).toHaveValue("4/2026");
  await page.getByLabel("Đến hết ngày 1").first().press("Enter");
  await expect(page.locator(".name-form")).toHaveCount(0);
  await expect(page.locator(".name-open")).toBeFocused();
  expect(readFileSync(fileOf(desk), "utf8")).toContain("08/04/2021,04/2026");

  await page.getByRole("button", { name: "Bỏ Phan Văn Giang khỏi danh bạ" }).click();
  await expect(
    page.getByText("Chưa có người nào trong danh bạ").or(page.getByText(/Không có tên nào khớp/)),
  ).toBeVisible();
  expect(readFileSync(fileOf(desk), "utf8")).not.toContain("Phan Văn Giang");
  await page
    .locator(".mantine-Notification-root")
    .filter({ hasText: "Đã bỏ Phan Văn Giang" })
    .getByRole("button", { name: "Hoàn tác" })
    .click();
  await expect(row(page, "Phan Văn Giang")).toBeVisible();
  expect(readFileSync(fileOf(desk), "utf8")).toContain("Phan Văn Giang");
  expect(desk.problems).toEqual([]);
});

test("D12 a table is imported: cells refused are told, and a person decides where it differs", async ({
  startDesk,
}) => {
  const desk = await startDesk();
  const { page } = desk;
  writeNames(desk, "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,,", "tổ chức,Bộ A,,Bộ B,,,,,2024,");
  await showNames(page);
  await expect(page.locator(".name-row")).toHaveCount(2);
  const choose = async (name: string, text: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Nhập từ tệp…" }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  };
  await choose("hong.csv", "cột,gì\n1,2\n");
  await expect(page.getByText(/Không thấy cột “tên” ở dòng đầu của hong\.csv/)).toBeVisible();
  await choose(
    "danh-ba.csv",
    `${HEADER}\nngười,Lê Hà,,,,Giám đốc,Sở Nội vụ,2021,,\nngười,Trần Ba,,,,Bí thư,,31/2/2020,,\ntổ chức,Bộ A,,Bộ B,,,,,2025,\n`,
  );
  await expect(page.getByText("Tệp có 3 tên, trong đó 1 tên chưa có trong danh bạ.")).toBeVisible();
  await expect(page.getByText(/Dòng 3, cột “từ ngày”: “31\/2\/2020” không phải ngày/)).toBeVisible();
  await expect(page.getByText("2 chỗ tệp nói khác danh bạ.")).toBeVisible();
  await page.getByRole("group", { name: "Lê Hà: chức vụ" }).getByText("Giám đốc Sở Nội vụ").click();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Nhập vào danh bạ" }).click();
  await expect(row(page, "Trần Ba")).toBeVisible();
  await expect(row(page, "Lê Hà")).toContainText("Giám đốc Sở Nội vụ");
  const saved = readFileSync(fileOf(desk), "utf8");
  expect(saved).toContain("Bộ A,,Bộ B,,,,,2024");
  expect(saved).not.toContain("Sở Y tế");
  await page
    .locator(".mantine-Notification-root")
    .filter({ hasText: "Đã nhập 1 tên mới" })
    .getByRole("button", { name: "Hoàn tác" })
    .click();
  await expect(row(page, "Lê Hà")).toContainText("Giám đốc Sở Y tế");
  await expect(row(page, "Trần Ba")).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Xuất ra tệp" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toBe(readFileSync(fileOf(desk), "utf8"));
  expect(desk.problems).toEqual([]);
});

test("D12 what is wrong with the file of names is said, and a file without columns changes nothing", async ({
  startDesk,
}) => {
  const desk = await startDesk({ language: "en" });
  const { page } = desk;
  writeNames(desk, "người,Lê Hà,,,,Giám đốc,Sở Y tế,2020,2019,", "sao,Hoả,,,,,,,,");
  await showNames(page, "Names and titles");
  const fault = page.locator(".names-fault");
  await expect(fault).toContainText("2 cells cannot be used; all others are");
  await fault.getByText("Show each cell").click();
  await expect(fault).toContainText("Line 2, column “đến ngày”: “2019” the last day is before the first");
  await expect(fault).toContainText("Line 3, column “loại”: “sao” no person, organisation or place");
  await page.locator(".name-open").click();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  writeFileSync(fileOf(desk), 'tên,ghi chú\nLê Hà,"bác sĩ\n');
  await fault.getByRole("button", { name: "Read the files again" }).click();
  await expect(fault).toContainText("The quotation mark opened in line 2");
  await expect(row(page, "Lê Hà")).toBeVisible();
  writeNames(desk, "người,Lê Hà,,,,,,,,");
  await fault.getByRole("button", { name: "Read the files again" }).click();
  await expect(fault).toHaveCount(0);
});

test("D12 ten thousand names are searched as fast as one types", async ({ startDesk }) => {
  const desk = await startDesk();
  const { page } = desk;
  const family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
  writeNames(
    desk,
    ...Array.from(
      { length: 10_000 },
      (_, at) => `người,${family[at % 10]} Văn Số ${at},,,,Giám đốc,Sở ${at},2020,,`,
    ),
  );
  await showNames(page);
  await expect(page.getByText("10.000 tên, 200 tên đầu được hiện ở đây.")).toBeVisible();
  await expect(page.locator(".name-row")).toHaveCount(200);
  const search = page.getByRole("searchbox", { name: "Tìm trong danh bạ" });
  const began = Date.now();
  await search.pressSequentially("ho van so 4009");
  await expect(page.locator(".name-row")).toHaveCount(1);
  expect(Date.now() - began).toBeLessThan(3_000);
});

test("D12 names are learned from past stories, and those chosen go into the register", async ({
  startDesk,
}) => {
  const desk = await startDesk();
  const { page } = desk;
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page.keyboard.press("Control+n");
  await expect(page.locator(".ProseMirror h1")).toHaveText("");
  await page.locator(".ProseMirror").click();
  await page.keyboard.type("Bộ trưởng Bộ Quốc phòng Phan Văn Giang đến xã Đồng Tâm. Ông Phan Văn Giang nói.");
  // The list hears of what the host has; "saved" may still be said of what was there before.
  await expect(page.locator(".story-title").filter({ hasText: "Phan Văn Giang" })).toBeVisible();
  await showNames(page);
  await page.locator(".names-acts").getByRole("button", { name: "Học tên từ các bài đã có" }).click();
  const box = page.getByRole("checkbox", { name: "Chọn Phan Văn Giang" });
  await expect(box).toBeVisible();
  await box.focus();
  await page.keyboard.press("Space");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Thêm 1 tên đã chọn" }).click();
  await expect(row(page, "Phan Văn Giang")).toContainText("Bộ trưởng Bộ Quốc phòng");
  await expect(box).toHaveCount(0);
  expect(readFileSync(fileOf(desk), "utf8")).toContain("Phan Văn Giang");
  expect(desk.problems).toEqual([]);
});

test("D12 a name that a story has wrong is looked up by what stands there", async ({ startDesk }) => {
  const desk = await startDesk();
  const { page } = desk;
  writeNames(desk, "người,Phan Văn Giang,,,,Bộ trưởng,Bộ Quốc phòng,2021,,", "người,Trần Thị Ba,,,,,,,,");
  await showNames(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+n");
  await page.locator(".ProseMirror").click();
  await page.keyboard.type("Bộ trưởng Bộ Quốc phòng Phan Văn Gian họp sáng nay.");
  await expect(page.getByText(/^Đã lưu/)).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("F7");
    await expect(page.getByText("Phan Văn Giang", { exact: true }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("9");
  await expect(page.getByRole("searchbox", { name: "Tìm trong danh bạ" })).toHaveValue("Phan Văn Gian");
  await expect(page.locator(".name-row")).toHaveCount(1);
  await expect(row(page, "Phan Văn Giang")).toBeVisible();
});
