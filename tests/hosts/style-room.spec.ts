import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import type { Newsroom } from "#core/bridge";
import { DEFAULT_HOUSE_STYLE, houseStyleText, type HouseStyle } from "#core/language";
import { serveDesk, type ServedDesk } from "../renderer/desk/serve.ts";
import type {} from "../renderer/desk/bridge.ts";

/** The screen of house style over a host in the page: what it saves, and what it says of files that are wrong. */
const test = base.extend<object, { readonly served: ServedDesk }>({
  served: [
    async ({ browserName: _ }, use) => {
      const served = await serveDesk();
      await use(served);
      await served.close();
    },
    { scope: "worker" },
  ],
});

async function open(page: Page, served: ServedDesk, wanted = ""): Promise<readonly string[]> {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${served.url}${wanted}`);
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await page
    .locator(".rail")
    .getByRole("button", { name: /Tên và quy cách|Names and style/ })
    .click();
  await expect(page.locator(".style-rules")).toBeVisible();
  return problems;
}

function keptStyle(page: Page): Promise<HouseStyle> {
  return page.evaluate(async () => (await window.fake.bridge.newsroom.read()).style);
}

function rule(page: Page, name: string) {
  return page.locator(`.style-rule[data-rule="${name}"]`);
}

async function chooseFile(page: Page, name: string, text: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Nhập từ tệp…" }).click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("D11 what is typed is saved at once, and nothing of it is lost while a save is on its way", async ({
  page,
  served,
}) => {
  const problems = await open(page, served);
  // By keyboard alone: open a rule, add an entry, type it.
  await rule(page, "abbreviations").locator(".style-rule-open").focus();
  await page.keyboard.press("Enter");
  await rule(page, "abbreviations").getByRole("button", { name: "Thêm mục" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Viết tắt").first()).toBeFocused();
  await page.keyboard.type("XHCN");
  await page.keyboard.press("Tab");
  await page.keyboard.type("xã hội chủ nghĩa và những chữ gõ rất nhanh");
  await expect
    .poll(async () => (await keptStyle(page)).rules.abbreviations.entries[0])
    .toEqual({ short: "XHCN", full: "xã hội chủ nghĩa và những chữ gõ rất nhanh" });
  await expect(page.getByRole("status").filter({ hasText: "Đã lưu" })).toBeVisible();

  await page.getByRole("button", { name: "Bỏ XHCN" }).click();
  await expect
    .poll(async () => (await keptStyle(page)).rules.abbreviations.entries[0]?.short)
    .not.toBe("XHCN");
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect.poll(async () => (await keptStyle(page)).rules.abbreviations.entries[0]?.short).toBe("XHCN");
  await expect(page.getByRole("textbox", { name: "Viết tắt: XHCN" })).toHaveValue("XHCN");

  await page.getByRole("switch", { name: "Dùng quy tắc Ngày tháng" }).press("Space");
  await rule(page, "dates").locator(".style-rule-open").click();
  await rule(page, "dates").getByText("22-11", { exact: true }).click();
  await expect
    .poll(async () => (await keptStyle(page)).rules.dates)
    .toMatchObject({ on: false, form: "22-11" });
  await rule(page, "dates").getByRole("button", { name: "Về mặc định" }).click();
  await expect.poll(async () => (await keptStyle(page)).rules.dates).toEqual(DEFAULT_HOUSE_STYLE.rules.dates);
  await page.getByRole("button", { name: "Hoàn tác" }).last().click();
  await expect.poll(async () => (await keptStyle(page)).rules.dates.form).toBe("22-11");
  expect(problems).toEqual([]);
});

test("D11 what cannot be kept is said at its field and not saved", async ({ page, served }) => {
  await open(page, served);
  await rule(page, "leadLength").locator(".style-rule-open").click();
  const most = rule(page, "leadLength").getByRole("textbox", { name: "Nhiều nhất" });
  await most.fill("5");
  await expect(rule(page, "leadLength")).toContainText("từ 10 đến 300");
  expect((await keptStyle(page)).rules.leadLength.most).toBe(50);
  await most.fill("45");
  await expect.poll(async () => (await keptStyle(page)).rules.leadLength.most).toBe(45);

  const source = rule(page, "leadLength").getByRole("textbox", { name: "Theo", exact: true });
  await source.fill("");
  await expect(rule(page, "leadLength")).toContainText("Hãy điền vào đây.");
  await source.fill("Nghị quyết của tòa soạn");
  await expect
    .poll(async () => (await keptStyle(page)).rules.leadLength.source.vi)
    .toBe("Nghị quyết của tòa soạn");

  await rule(page, "offices").locator(".style-rule-open").click();
  await rule(page, "offices").getByRole("button", { name: "Thêm mục" }).click();
  await page.keyboard.type("bộ trưởng");
  await expect(rule(page, "offices")).toContainText("Mục này đã có trong danh sách.");
  expect((await keptStyle(page)).rules.offices.titles).toEqual(DEFAULT_HOUSE_STYLE.rules.offices.titles);

  await rule(page, "offices").getByRole("searchbox").fill("giam doc");
  await expect(rule(page, "offices").getByRole("textbox", { name: /Giám đốc/ })).toHaveCount(3);
});

test("D11 what the host could not keep stays on the screen and is saved later", async ({ page, served }) => {
  await open(page, served);
  await page.evaluate(() => window.fake.setUp(false));
  await page.getByRole("textbox", { name: "Tên bộ quy cách" }).fill("Quy cách Báo tỉnh");
  await expect(page.getByText("Chưa lưu được. Những gì vừa sửa vẫn còn")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Tên bộ quy cách" })).toHaveValue("Quy cách Báo tỉnh");
  await page.evaluate(() => window.fake.setUp(true));
  await expect.poll(async () => (await keptStyle(page)).name).toBe("Quy cách Báo tỉnh");
});

test("D11 a file is compared with the style in use before any of it is taken", async ({ page, served }) => {
  await open(page, served);
  const theirs: HouseStyle = {
    ...DEFAULT_HOUSE_STYLE,
    name: "Báo bạn",
    rules: {
      ...DEFAULT_HOUSE_STYLE.rules,
      dates: { ...DEFAULT_HOUSE_STYLE.rules.dates, form: "22/11" },
      leadLength: { ...DEFAULT_HOUSE_STYLE.rules.leadLength, most: 40 },
    },
  };
  await chooseFile(page, "ban.json", houseStyleText(theirs));
  const offer = page.locator(".style-offer");
  await expect(offer.getByRole("heading")).toBeFocused();
  await expect(offer).toContainText("Khác quy cách đang dùng ở 2 quy tắc");
  await offer.getByRole("switch", { name: "Ngày tháng" }).press("Space");
  await offer.getByRole("button", { name: "Dùng 1 quy tắc đã chọn" }).click();
  await expect.poll(async () => (await keptStyle(page)).rules.dates.form).toBe("22/11");
  expect(await keptStyle(page)).toMatchObject({ name: "Quy tắc chung", rules: { leadLength: { most: 50 } } });
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect.poll(async () => (await keptStyle(page)).rules.dates.form).toBe("asWritten");

  await chooseFile(page, "ban.json", houseStyleText(theirs));
  await offer.getByRole("button", { name: "Dùng tất cả" }).click();
  await expect.poll(async () => (await keptStyle(page)).name).toBe("Báo bạn");
  await chooseFile(page, "ban.json", houseStyleText(theirs));
  await expect(page.getByText("Tệp ban.json giống hệt quy cách đang dùng.")).toBeVisible();

  await chooseFile(page, "hong.json", houseStyleText(theirs).replace('"22/11"', '"22.11"'));
  await expect(
    page.getByText(/hong\.json có chỗ chưa đúng: quy tắc “Ngày tháng” \(rules\.dates\.form\)/),
  ).toBeVisible();
  await chooseFile(page, "thieu.json", houseStyleText(theirs).replace('"version": 1,', '"version": 1'));
  await expect(page.getByText(/thieu\.json viết sai từ dòng 3/)).toBeVisible();
  await chooseFile(page, "cu.json", Buffer.from([0xd1, 0x41, 0xec, 0x41]));
  await expect(page.getByText(/cu\.json: không phải văn bản UTF-8/)).toBeVisible();
});

test("D11 a fault of the file is told at the top until it is mended", async ({ page, served }) => {
  const problems = await open(page, served);
  await page.evaluate(async () => {
    const newsroom: Newsroom = await window.fake.bridge.newsroom.read();
    const path = "/home/phongvien/Morasse/newsroom/style.json";
    const faults = [{ kind: "fileRefused", path, problem: { kind: "styleNotJson", line: 12 } }] as const;
    window.fake.say({ kind: "newsroom", newsroom: { ...newsroom, faults } });
  });
  await expect(page.getByText(/newsroom\/style\.json viết sai từ dòng 12/)).toBeVisible();
  await page.getByRole("button", { name: "Đọc lại các tệp" }).click();
  await expect(page.getByText(/viết sai từ dòng 12/)).toHaveCount(0);
  expect(problems).toEqual([]);
});

for (const language of ["vi", "en"] as const) {
  test(`D1 the screen of house style in ${language} can be used by everybody, light and dark`, async ({
    page,
    served,
  }) => {
    test.setTimeout(120_000);
    for (const appearance of ["light", "dark"] as const) {
      await open(page, served, `?language=${language}&appearance=${appearance}`);
      for (const name of ["tonePlacement", "dashes", "spaces", "banned", "leadLength", "organisations"])
        await rule(page, name).locator(".style-rule-open").click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(" ")).join("; ")}`),
      ).toEqual([]);
      // 200 % zoom of 1280 x 720.
      await page.setViewportSize({ width: 640, height: 360 });
      const sideways = await page
        .locator(".newsroom")
        .evaluate((room) => room.scrollWidth - room.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 720 });
    }
  });
}
