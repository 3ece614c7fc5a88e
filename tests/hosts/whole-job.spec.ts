import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { expect, test } from "./desk.ts";

/**
 * The main job, whole: a reporter pastes an article, three photographs go into it with caption, credit and alt
 * text, the checker flags a typo, one click publishes, and a reader finds all of it on the news site.
 */

interface PictureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

interface Job {
  readonly headline: string;
  /** The article as another site printed it: lead, text, captions as lines of their own, byline, the site's tail. */
  readonly text: string;
  readonly captions: readonly string[];
  readonly byline: string;
  /** What the preflight has to say of the article as it stands. */
  readonly warnings: readonly RegExp[];
  readonly pictures: readonly PictureFile[];
}

const TEXT = `Sáng 22-11, thị trấn ven sông mở lại phiên chợ sau ba tháng sửa bến, hơn hai trăm hộ trở về chỗ cũ với giá thuê được giữ nguyên đến hết năm.

Theo ban quản lý, bến mới có mái che, đường cho xe đẩy và chỗ rửa hàng riêng. Bên cạnh những ưu điểm ấy, han chế lớn nhất vẫn là bãi xe nhỏ, ngày cao điểm phải gửi nhờ sân trường.


Ban quản lý chợ trao đổi với các hộ kinh doanh tại bến mới.

Bà con cho biết khách quen quay lại ngay từ phiên đầu. Rau, cá và trái cây bán hết trước chín giờ, nhiều người phải gọi thêm hàng.


Các đại biểu tham quan khu vực rửa hàng và phân loại rác.

Thời gian tới, thị trấn sẽ mở thêm một lối vào phía đông và đặt bảng giá ở từng dãy để người mua dễ so sánh.


Quang cảnh phiên chợ đầu tiên nhìn từ phía bờ kè.

THU HÀ

Tin cùng chuyên mục:

Tìm kiếm theo: Mục này | Mọi mục`;

const OWN: Job = {
  headline: "Chợ ven sông mở lại sau ba tháng sửa bến",
  text: TEXT,
  captions: [
    "Ban quản lý chợ trao đổi với các hộ kinh doanh tại bến mới.",
    "Các đại biểu tham quan khu vực rửa hàng và phân loại rác.",
    "Quang cảnh phiên chợ đầu tiên nhìn từ phía bờ kè.",
  ],
  byline: "THU HÀ",
  warnings: [],
  pictures: [],
};

test("a pasted article with three photographs is on the reader's page after one click", async ({
  startDesk,
}) => {
  const pictures = await Promise.all(
    [
      [180, 90, 60],
      [60, 110, 160],
      [90, 130, 70],
    ].map(async ([r, g, b], index) => ({
      name: `cho-${index + 1}.jpg`,
      mimeType: "image/jpeg",
      buffer: await sharp({
        create: { width: 1800, height: 1200, channels: 3, background: { r: r!, g: g!, b: b! } },
      })
        .jpeg()
        .toBuffer(),
    })),
  );
  await wholeJob(await startDesk(), { ...OWN, pictures });
});

test("the same with a real article and real photographs", async ({ startDesk }) => {
  const shared = resolve(import.meta.dirname, "../../../shared");
  const article = join(shared, "story/seed-article.txt");
  test.skip(!existsSync(article), `${article} is not on this machine`);
  const text = readFileSync(article, "utf8").normalize("NFC");
  const lines = text.split("\n").map((line) => line.trim());
  // A caption stands alone after two empty lines.
  const captions = lines.filter(
    (line, at) => line !== "" && at > 1 && lines[at - 1] === "" && lines[at - 2] === "",
  );
  expect(captions).toHaveLength(3);
  const byline = lines.find((line) => /^[\p{Lu} ]{4,}$/u.test(line));
  const pictures = ["iphone_hdr_NO.jpg", "canon-dslr.jpg", "portrait_8.jpg"].map((name) => ({
    name,
    mimeType: "image/jpeg",
    buffer: readFileSync(join(shared, "photos", name)),
  }));
  await wholeJob(await startDesk(), {
    headline: "Một hội nghị cuối năm ở quân khu",
    text,
    captions,
    byline: byline!,
    warnings: [/^Sa-pô \d+ chữ, tối đa 50$/, /^Còn \d+ chỗ trái quy cách của tòa soạn$/],
    pictures,
  });
});

test("D2 one press right behind the last edit sends what it mended, and shows what it broke", async ({
  startDesk,
}) => {
  const { page } = await startDesk();
  const button = page.locator(".publish-main");
  const remarks = page.getByText("Còn 1 chỗ nghi sai chính tả hay viết nhầm");
  await writeBrief(page);
  await page.locator(".ProseMirror p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Cầu còn nhiều han chế cần khắc phục. Xong");
  await page.keyboard.press("Control+Enter");
  // Nobody rested since the slip was typed.
  await expect(remarks).toBeVisible();
  await expect(button).toHaveText("Vẫn xuất bản");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F7");
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await expectSent(page);
  await expect(remarks).toHaveCount(0);
});

test("D2 warnings alone: the first press shows them, the second sends", async ({ startDesk }) => {
  const { page } = await startDesk();
  const button = page.locator(".publish-main");
  await writeBrief(page, { signed: false });
  await button.click();
  await expect(page.getByRole("tabpanel")).toContainText("Chưa có bút danh");
  await expect(button).toHaveText("Vẫn xuất bản");
  await button.click();
  await expectSent(page);
});

async function wholeJob(
  desk: { page: Page; siteUrl: string; problems: readonly string[] },
  job: Job,
): Promise<void> {
  const { page } = desk;
  const editor = page.locator(".ProseMirror");
  await expect(editor).toBeVisible();

  await publishBrief(page);

  // A new story, its headline typed.
  await page.keyboard.press("Control+n");
  await expect(editor.locator("h1")).toHaveText("");
  await editor.locator("h1").click();
  await page.keyboard.type(job.headline);

  // The article pasted where the text begins: nothing is changed unasked.
  await editor.locator("p").last().click();
  await paste(page, job.text);
  const lines = job.text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  await expect(editor.locator("p").filter({ hasText: lines.at(-1)! })).toBeVisible();
  await expect(editor.locator("figure")).toHaveCount(0);

  // The first paragraph becomes the lead by one key.
  await editor.locator("p").filter({ hasText: lines[0]! }).first().click();
  await page.keyboard.press("Control+Shift+L");
  await expect(page.locator("[data-kind=lead], .lead").first()).toContainText(lines[0]!.slice(0, 40));

  // Each stray caption line becomes a picture's caption by one key.
  for (const [index, caption] of job.captions.entries()) {
    await editor.locator("p").filter({ hasText: caption }).last().click();
    await page.keyboard.press("Control+Shift+C");
    await expect(editor.locator("figure")).toHaveCount(index + 1);
  }

  // Byline and the tail of the other site are offered; accepting is one key each.
  await expect(page.getByText("Dùng làm bút danh")).toBeVisible();
  // The key goes to the next offer, and takes the one at the caret.
  await editor.locator("h1").click();
  const offers = page.getByText(/Dùng làm bút danh|Bỏ .*dòng thừa/);
  for (let presses = 0; presses < 6 && (await offers.count()) > 0; presses++) {
    await page.keyboard.press("Alt+Enter");
    // Offers are drawn in the frame after the key.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }
  await expect(offers).toHaveCount(0);
  // What stands behind the byline is the other site's tail.
  for (const line of lines.slice(lines.indexOf(job.byline) + 1)) await expect(editor).not.toContainText(line);

  // Three photographs dropped into the slots.
  for (const [index, picture] of job.pictures.entries()) {
    await drop(page, editor.locator("figure").nth(index), picture);
    await expect(editor.locator("figure").nth(index).locator("img")).toBeVisible({ timeout: 20_000 });
  }

  // Credit and alt text typed in place, going on with Tab.
  for (const [index, caption] of job.captions.entries()) {
    await editor.locator("figure").nth(index).getByText(caption).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Mạnh Nguyên");
    await page.keyboard.press("Tab");
    await page.keyboard.type(`Ảnh chụp số ${index + 1} của phiên họp`);
  }

  // The checker flags the typo and nothing else; the first suggestion mends it.
  await editor.locator("h1").click();
  await expect.poll(() => flagged(page)).toEqual(["han chế"]);
  await goToSlip(page, "han chế");
  await page.keyboard.press("1");
  await expect.poll(() => flagged(page)).toEqual([]);
  await expect(editor).toContainText("hạn chế");
  await expect(editor).not.toContainText("han chế");

  // The section, then one click.
  await chooseSection(page, "Quốc phòng - An ninh");
  await publish(page, job.warnings);

  // The reader's page.
  const reader = await page.context().newPage();
  await reader.goto(desk.siteUrl);
  await reader.getByRole("link", { name: job.headline }).first().click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText(job.headline);
  const article = reader.locator("article").first();
  await expect(article).toContainText(lines[0]!);
  await expect(article).toContainText("hạn chế");
  await expect(article).toContainText(job.byline, { ignoreCase: true });
  const figures = article.locator("figure");
  await expect(figures).toHaveCount(3);
  for (const [index, caption] of job.captions.entries()) {
    const figure = figures.nth(index);
    await expect(figure.locator("figcaption")).toContainText(caption);
    await expect(figure.locator("figcaption")).toContainText("Ảnh: Mạnh Nguyên");
    const image = figure.locator("img");
    await expect(image).toHaveAttribute("alt", `Ảnh chụp số ${index + 1} của phiên họp`);
    await expect(image).toHaveAttribute("width", /^\d+$/);
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
  await expect(article.locator("img[srcset], source[srcset]").first()).toBeAttached();
  await expect(reader.getByText("Các tin khác")).toBeVisible();

  // Search finds it without marks.
  await reader.getByRole("searchbox").last().fill(plain(job.headline));
  await reader.keyboard.press("Enter");
  await expect(reader.getByRole("link", { name: job.headline }).first()).toBeVisible();
  await reader.close();

  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  expect(desk.problems).toEqual([]);
}

/** A story without pictures, written by keyboard alone: the other story on the site. */
async function publishBrief(page: Page): Promise<void> {
  await writeBrief(page);
  await publish(page);
}

async function writeBrief(page: Page, { signed = true } = {}): Promise<void> {
  await expect(page.locator(".ProseMirror")).not.toHaveText("");
  await page.keyboard.press("Control+n");
  await expect(page.locator(".ProseMirror h1")).toHaveText("");
  await page.locator(".ProseMirror h1").click();
  await page.keyboard.type("Cầu dây văng mới thông xe trước Tết");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Cây cầu nối hai bờ sông được đưa vào sử dụng sớm một tháng.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Xe máy và xe buýt được qua cầu từ sáng nay.");
  if (signed) {
    await page.keyboard.press("Enter");
    await page.keyboard.type("THU HÀ");
    await page.keyboard.press("Control+Shift+Y");
  }
  await chooseSection(page, "Quốc phòng - An ninh");
}

async function chooseSection(page: Page, name: string): Promise<void> {
  const inspector = page.getByRole("complementary", { name: "Bảng thông tin" });
  await inspector.getByRole("tab", { name: "Bài viết" }).click();
  await inspector.getByLabel("Chuyên mục").selectOption({ label: name });
}

/** One click, once the preflight shows these warnings and nothing else. */
async function publish(page: Page, warnings: readonly RegExp[] = []): Promise<void> {
  await page.getByRole("tab", { name: "Đăng" }).click();
  if (warnings.length === 0) await expect(page.getByText("Đủ mọi thứ, có thể đăng.")).toBeVisible();
  await expect(page.locator(".finding")).toHaveText([...warnings]);
  await page.locator(".publish-main").click();
  await expectSent(page);
}

async function expectSent(page: Page): Promise<void> {
  await expect(page.locator(".publish-main")).toHaveText(/^Đã đăng \d\d:\d\d · Xem trang$/, {
    timeout: 30_000,
  });
}

/** Walks the flags by key until the card of that slip is open: a real article is not all in house style. */
async function goToSlip(page: Page, wrong: string): Promise<void> {
  const card = page.getByRole("dialog");
  await expect(async () => {
    await page.keyboard.press("F7");
    await expect(card).toHaveAttribute("aria-label", `Soát lỗi: ${wrong}`, { timeout: 500 });
  }).toPass();
}

/** What is underlined on the page as misspelt: flags are painted over the text, not put into it. */
async function flagged(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ["flag-spelling", "flag-confusion"].flatMap((name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => String(range)),
    ),
  );
}

/** The text as a person searches who types no marks. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}

async function paste(page: Page, text: string): Promise<void> {
  await page.locator(".ProseMirror").evaluate((target, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    target.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function drop(page: Page, target: ReturnType<Page["locator"]>, file: PictureFile): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  await target.evaluate(
    (element, { name, mimeType, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type: mimeType }));
      const box = element.getBoundingClientRect();
      const at = {
        clientX: box.x + box.width / 2,
        clientY: box.y + 40,
        bubbles: true,
        cancelable: true,
        dataTransfer: data,
      };
      element.dispatchEvent(new DragEvent("dragenter", at));
      element.dispatchEvent(new DragEvent("dragover", at));
      element.dispatchEvent(new DragEvent("drop", at));
    },
    { name: file.name, mimeType: file.mimeType, base64: file.buffer.toString("base64") },
  );
}
