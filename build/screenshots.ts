import { chromium, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { EMPTY_DETAILS, lineOf, type Article, type Block } from "#core/article";
import { openLibrary } from "#node/library";
import { takePicture } from "#node/media";
import { findBrowser } from "./browser.ts";

/**
 * `npm run screenshots`: the pictures in `docs/pictures`, taken from the built program on stories made here.
 * Run `npm run build` first. The same stories every time, so that a changed picture is a changed screen.
 */
const ROOT = resolve(import.meta.dirname, "..");
const OUT = join(ROOT, "docs", "pictures");
const DESK = { width: 1440, height: 900 };

/** Drawn scenes in the place of photographs: a river market, a bridge, a school yard. */
const SCENES = [
  [
    "#f3c98b",
    "#e08e5b",
    "#5d7f8c",
    "M0 820 Q 400 700 800 800 T 1800 760 V1200 H0Z",
    "M300 860 h420 l-60 110 h-300z M980 900 h360 l-50 95 h-260z",
  ],
  [
    "#bcd3dd",
    "#86a9b8",
    "#3f6472",
    "M0 900 Q 600 840 1200 880 T 1800 860 V1200 H0Z",
    "M120 640 h1560 v26 h-1560z M560 260 h22 v620 h-22z M1210 260 h22 v620 h-22z M571 270 L120 640 h20 L571 300z M571 270 L1000 640 h-20 L571 300z M1221 270 L800 640 h20 L1221 300z M1221 270 L1680 640 h-20 L1221 300z",
  ],
  [
    "#dfe5c4",
    "#9fb777",
    "#56713f",
    "M0 880 Q 500 820 1000 880 T 1800 850 V1200 H0Z",
    "M240 520 h980 v340 h-980z M200 520 L730 360 L1260 520z M340 610 h120 v110 h-120z M600 610 h120 v110 h-120z M860 610 h120 v110 h-120z",
  ],
] as const;

async function scene(number: number): Promise<Buffer> {
  const [sky, far, near, hill, thing] = SCENES[number % SCENES.length]!;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="1200"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="#fff7e6"/></linearGradient></defs><rect width="1800" height="1200" fill="url(#s)"/><circle cx="1380" cy="300" r="110" fill="#fff4d2"/><path d="M0 700 L400 470 L760 690 L1180 420 L1800 720 V900 H0Z" fill="${far}" opacity=".7"/><path d="${hill}" fill="${near}"/><path d="${thing}" fill="#3b2f28"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

const text = (kind: "headline" | "lead" | "paragraph" | "crosshead" | "byline", line: string): Block => ({
  kind,
  text: lineOf(line),
});

interface Scene {
  readonly bytes: Buffer;
  readonly block: Block;
}

async function figure(number: number, caption: string, altText: string): Promise<Scene> {
  const bytes = await scene(number);
  const taken = await takePicture(`${number}.jpg`, bytes);
  if (!taken.ok) throw new Error(taken.problem.kind);
  const block: Block = {
    kind: "figure",
    id: randomUUID(),
    want: "",
    picture: taken.value.picture,
    caption: lineOf(caption),
    credit: lineOf("Thu Hà"),
    altText: lineOf(altText),
  };
  return { bytes, block };
}

function slot(want: string): Block {
  return { kind: "figure", id: randomUUID(), want, picture: null, caption: [], credit: [], altText: [] };
}

interface Story {
  readonly section: string;
  readonly blocks: readonly Block[];
  readonly pictures: readonly Buffer[];
}

async function stories(): Promise<readonly Story[]> {
  const market = await figure(
    0,
    "Phiên chợ đầu tiên sau ba tháng sửa bến.",
    "Hai chiếc ghe chở hàng bên bờ sông lúc sáng sớm",
  );
  const bridge = await figure(1, "Cây cầu nhìn từ bờ bắc.", "Cầu dây văng hai trụ bắc qua sông rộng");
  const school = await figure(2, "Lớp học mở cửa từ sáng thứ hai.", "Dãy lớp học một tầng trên nền đồi xanh");
  const brief = (section: string, headline: string, lead: string, scene?: Scene): Story => ({
    section,
    blocks: [
      text("headline", headline),
      text("lead", lead),
      text("paragraph", "Bà con chờ tin này đã lâu, nhiều người có mặt từ sớm."),
      ...(scene ? [scene.block] : []),
      text("byline", "THU HÀ"),
    ],
    pictures: scene ? [scene.bytes] : [],
  });
  return [
    brief(
      "van-hoa",
      "Bảo tàng mở cửa buổi tối cuối tuần",
      "Người xem được vào cửa tự do từ bảy giờ tối thứ bảy.",
    ),
    brief(
      "kinh-te",
      "Cầu dây văng mới thông xe trước Tết",
      "Cây cầu nối hai bờ sông được đưa vào sử dụng sớm một tháng.",
      bridge,
    ),
    brief(
      "xa-hoi",
      "Lớp học bơi miễn phí cho trẻ em vùng lũ",
      "Hơn hai trăm em được học bơi ngay trong hè này.",
      school,
    ),
    {
      section: "thoi-su",
      blocks: [
        text("headline", "Chợ ven sông mở lại sau ba tháng sửa bến"),
        text(
          "lead",
          "Hơn hai trăm hộ trở về chỗ cũ với giá thuê được giữ nguyên đến hết năm; bến mới có mái che và đường cho xe đẩy.",
        ),
        text(
          "paragraph",
          "Theo ban quản lý, bến mới có mái che, đường cho xe đẩy và chỗ rửa hàng riêng. Bên cạnh những ưu điểm ấy, han chế lớn nhất vẫn là bãi xe nhỏ, ngày cao điểm phải gửi nhờ sân trường.",
        ),
        market.block,
        text("crosshead", "Khách quen quay lại từ phiên đầu"),
        text(
          "paragraph",
          "Rau, cá và trái cây bán hết trước chín giờ, nhiều người phải gọi thêm hàng. Thời gian tới, thị trấn mở thêm một lối vào phía đông và đặt bảng giá ở từng dãy.",
        ),
        slot("người bán và người mua ở dãy hàng cá"),
        text("byline", "THU HÀ"),
      ],
      pictures: [market.bytes],
    },
  ];
}

async function fill(libraryDir: string): Promise<void> {
  let minute = 0;
  const now = () => new Date(Date.UTC(2026, 10, 22, 6, minute));
  const opened = await openLibrary(libraryDir, { host: "cli", now, newId: randomUUID });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const library = opened.value;
  for (const { section, blocks, pictures } of await stories()) {
    minute += 9;
    const article: Pick<Article, "details" | "blocks"> = {
      details: { ...EMPTY_DETAILS, section, dateline: "Cần Thơ, 22-11" },
      blocks,
    };
    const created = await library.create(article);
    if (!created.ok) throw new Error(created.problem.kind);
    for (const bytes of pictures) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const kept = await library.keepOriginal(created.value.id, sha256, "jpg", bytes);
      if (!kept.ok) throw new Error(kept.problem.kind);
    }
  }
  await library.close();
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly siteUrl: string;
}

async function startHost(libraryDir: string, dataDir: string): Promise<Running> {
  const args = ["--no-open", "--library", libraryDir, "--data", dataDir, "--port", "0"];
  const child = spawn(process.execPath, [join(ROOT, "loopback", "main.ts"), ...args], {
    env: { ...process.env, LC_ALL: "vi_VN.UTF-8", TZ: "Asia/Ho_Chi_Minh" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const data of child.stdout!) {
    said += String(data);
    const url = /Morasse: (http:\S+)/.exec(said)?.[1];
    if (url === undefined) continue;
    const place = JSON.parse(readFileSync(join(dataDir, "place.json"), "utf8")) as {
      readonly sitePort: number;
    };
    return { child, url, siteUrl: `http://127.0.0.1:${place.sitePort}` };
  }
  throw new Error(`The host did not start:\n${said}`);
}

const HEADLINE = "Chợ ven sông mở lại sau ba tháng sửa bến";

async function openDesk(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: DESK,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(HEADLINE).first().click();
  await page.locator(".ProseMirror h1").filter({ hasText: HEADLINE }).waitFor();
  await page.locator(".ProseMirror figure img").first().waitFor();
  await page.waitForTimeout(1_200); // the reader over the shoulder has read by then
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

/** The desk in both colours and languages, the slots, the card over a flag, the preflight and the outbox. */
async function deskPictures(browser: Browser, { url }: Running): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["vi-VN", "en-US"]) {
      const page = await openDesk(browser, url, { colorScheme });
      if (locale === "en-US") await command(page, "English|tiếng Anh");
      await page.waitForTimeout(400);
      await shoot(page, `desk-${colorScheme}-${locale.slice(0, 2)}`);
      if (locale === "en-US") await command(page, "Vietnamese");
      await page.context().close();
    }
  }
  const page = await openDesk(browser, url, { colorScheme: "light" });
  await page.locator(".ProseMirror figure").last().scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  await shoot(page, "slots");
  await page.locator(".ProseMirror h1").click();
  await page.keyboard.press("F7");
  await page.getByRole("dialog").first().waitFor();
  await shoot(page, "flag");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Trước khi đăng").first().waitFor();
  await page.waitForTimeout(300);
  await shoot(page, "preflight");
  await page.context().close();
}

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const word = name.split("|").at(-1)!;
  await page.keyboard.type(word);
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(600);
}

/** Publishes every whole story and takes what a reader sees. */
async function sitePictures(browser: Browser, { url, siteUrl }: Running): Promise<void> {
  const page = await openDesk(browser, url, { colorScheme: "light" });
  await page.getByRole("button", { name: "Bỏ ô ảnh" }).last().click();
  for (const title of ["Bảo tàng mở cửa", "Cầu dây văng", "Lớp học bơi", HEADLINE]) {
    await page.getByText(title).first().click();
    await page.locator(".ProseMirror h1").filter({ hasText: title }).waitFor();
    await page.waitForTimeout(700);
    await page.getByRole("button", { name: "Xuất bản", exact: true }).click();
    const anyway = page.getByRole("button", { name: "Vẫn xuất bản" }).first();
    const sent = page.getByText(/Đã đăng \d\d:\d\d · Xem trang/);
    await anyway.or(sent).first().waitFor();
    if (await anyway.isVisible()) await anyway.click();
    await sent.first().waitFor({ timeout: 30_000 });
  }
  await shoot(page, "published");
  await page.context().close();

  for (const [name, options] of [
    ["reader", { viewport: { width: 1280, height: 1400 } }],
    ["reader-phone", { viewport: { width: 390, height: 844 } }],
  ] as const) {
    const context = await browser.newContext({ ...options, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    const reader = await context.newPage();
    await reader.goto(siteUrl);
    if (name === "reader") await shoot(reader, "front");
    await reader.getByRole("link", { name: HEADLINE }).first().click();
    await reader.getByRole("heading", { level: 1 }).waitFor();
    await reader.waitForLoadState("networkidle");
    await shoot(reader, name);
    await context.close();
  }
}

mkdirSync(OUT, { recursive: true });
const dir = mkdtempSync(join(tmpdir(), "morasse-pictures-"));
const { executablePath, args } = await findBrowser();
const browser = await chromium.launch({ executablePath, args: [...args] });
try {
  await fill(join(dir, "Morasse"));
  const host = await startHost(join(dir, "Morasse"), join(dir, "data"));
  try {
    await deskPictures(browser, host);
    await sitePictures(browser, host);
  } finally {
    host.child.kill("SIGINT");
    await once(host.child, "exit");
  }
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true });
}
