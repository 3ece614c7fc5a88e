import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import type { LibraryProblem } from "#core/bridge";
import type { JobState } from "#core/publishing";
import { serveDesk, type ServedDesk } from "../renderer/desk/serve.ts";
import type {} from "../renderer/desk/bridge.ts";

/** What no real host shows on demand: every state of a job, a library that goes away, 10,000 stories. */
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

const FIRST = "00000000-0000-4000-8000-000000000001";
const HOST = "127.0.0.1:4380";

async function open(page: Page, served: ServedDesk, wanted = ""): Promise<readonly string[]> {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${served.url}${wanted}`);
  await expect(page.locator(".ProseMirror")).toBeVisible();
  return problems;
}

async function sayJob(page: Page, state: JobState, isBehind = false, targetId = "site"): Promise<void> {
  await page.evaluate(
    ({ storyId, state, isBehind, targetId }) =>
      window.fake.say({
        kind: "job",
        job: {
          id: "job",
          storyId,
          targetId,
          title: "Phiên chợ sách cũ",
          queuedAt: new Date().toISOString(),
          attempts: 2,
          aim: { kind: "public" },
          isBehind,
          state,
        },
      }),
    { storyId: FIRST, state, isBehind, targetId },
  );
}

test("D3 the button says how the job stands, and the outbox what is in the way", async ({ page, served }) => {
  const problems = await open(page, served);
  const button = page.locator(".publish-main");
  await expect(button).toHaveText("Xuất bản");
  const later = new Date(Date.now() + 60_000).toISOString();
  const states: readonly (readonly [JobState, string, RegExp | null])[] = [
    [{ kind: "waiting", problem: null, retryAt: null }, "Đang xếp hàng", null],
    [
      { kind: "waiting", problem: { kind: "siteUnreachable", host: HOST }, retryAt: later },
      "Chờ mạng",
      /Chưa nối được với 127\.0\.0\.1:4380\..*tự gửi/s,
    ],
    [
      { kind: "waiting", problem: { kind: "siteBusy", host: HOST, status: 503 }, retryAt: later },
      "Chờ gửi lại",
      /quá tải hoặc bảo trì/,
    ],
    [{ kind: "sending", step: { kind: "preparing" }, pictures: 3 }, "Đang chuẩn bị", null],
    [{ kind: "sending", step: { kind: "picture", number: 2, of: 3 }, pictures: 3 }, "Đang gửi ảnh 2/3", null],
    [{ kind: "sending", step: { kind: "story" }, pictures: 3 }, "Đang gửi bài", null],
    [{ kind: "sending", step: { kind: "readingBack" }, pictures: 3 }, "Đang xem lại trang", null],
    [
      { kind: "stopped", problem: { kind: "signInRefused", host: HOST } },
      "Chưa đăng được",
      /mật khẩu ứng dụng hoặc khóa mới/,
    ],
    [
      { kind: "stopped", problem: { kind: "changedOnSite", host: HOST, changedAt: later } },
      "Trang đã bị sửa",
      /Chưa ghi đè gì lên trang/,
    ],
    [{ kind: "cancelled" }, "Xuất bản", null],
  ];
  await page.getByRole("tab", { name: "Đăng" }).click();
  for (const [state, words, problem] of states) {
    await sayJob(page, state);
    await expect(button).toHaveText(words);
    if (problem !== null) await expect(page.locator(".job-problem")).toHaveText(problem);
    else await expect(page.locator(".job-problem")).toHaveCount(0);
  }
  await sayJob(page, { kind: "stopped", problem: { kind: "signInRefused", host: HOST } });
  for (const appearance of ["light", "dark"] as const) {
    await page.evaluate(async (chosen) => {
      const settings = await window.fake.bridge.settings.save({ appearance: chosen });
      window.fake.say({ kind: "settings", settings });
    }, appearance);
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", appearance);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(" ")).join("; ")}`),
    ).toEqual([]);
  }
  await page.keyboard.press("Alt+4");
  await page.getByRole("button", { name: "Gửi lại ngay" }).click();
  await expect(page.locator(".job-state")).toHaveText("Đang chuẩn bị");
  await page.getByRole("button", { name: "Hủy gửi" }).click();
  await expect(page.locator(".job-state")).toHaveText("Đã hủy gửi");
  expect(problems).toEqual([]);
});

test("D3 a draft and an hour are offered where the site takes them; an hour that is past is said", async ({
  page,
  served,
}) => {
  await open(page, served, "?two");
  await page.evaluate(async () => {
    const { settings } = await window.fake.bridge.hello();
    const weights = Object.fromEntries(Object.keys(settings.preflight.weights).map((rule) => [rule, "off"]));
    const preflight = { ...settings.preflight, weights: weights as typeof settings.preflight.weights };
    window.fake.say({ kind: "settings", settings: await window.fake.bridge.settings.save({ preflight }) });
  });
  await page.getByRole("tab", { name: "Đăng" }).click();
  await page.getByRole("button", { name: /^Nơi đăng/ }).click();
  await page.getByRole("menuitem", { name: "Báo tỉnh" }).click();
  const aims = () =>
    page.evaluate(async () => (await window.fake.bridge.publishing.jobs()).map(({ aim }) => aim));

  await page.getByRole("button", { name: "Hẹn giờ đăng…" }).click();
  const hour = page.getByLabel("Đăng lúc");
  await expect(hour).toBeFocused();
  await hour.fill("2020-01-01T07:00");
  await page.getByRole("button", { name: "Hẹn giờ", exact: true }).click();
  // The browser says it, or we do where it lets the hour pass.
  await expect.poll(() => hour.evaluate((field: HTMLInputElement) => field.validity.valid)).toBe(false);
  expect(await aims()).toEqual([]);
  for (const appearance of ["light", "dark"] as const) {
    await page.evaluate(async (chosen) => {
      const settings = await window.fake.bridge.settings.save({ appearance: chosen });
      window.fake.say({ kind: "settings", settings });
    }, appearance);
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", appearance);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join("; ")}`),
    ).toEqual([]);
  }
  await hour.fill("2099-01-01T07:00");
  await page.keyboard.press("Enter");
  await expect.poll(aims).toEqual([{ kind: "scheduled", at: new Date("2099-01-01T07:00").toISOString() }]);
});

test("D6 a library that cannot be written is said over the desk until it can", async ({ page, served }) => {
  await open(page, served);
  const fail = (problem: LibraryProblem | null) => page.evaluate((one) => window.fake.failWith(one), problem);
  await fail({ kind: "libraryGone", path: "/media/usb/Library" });
  await expect(page.locator(".notice-bar")).toContainText(
    "Không còn thấy thư mục thư viện (/media/usb/Library)",
  );
  await page.locator(".ProseMirror").press("End");
  await page.keyboard.type("x");
  await expect(page.getByText("Chưa lưu được: không thấy thư mục thư viện")).toBeVisible();
  await page.keyboard.press("Control+n");
  await expect(page.locator(".mantine-Notification-root")).toContainText("Không còn thấy thư mục thư viện");
  await fail(null);
  await expect(page.locator(".notice-bar")).toHaveCount(0);
  await expect(page.getByText(/^Đã lưu \d\d:\d\d:\d\d$/)).toBeVisible();
});

test("D6 what keeps the library from being written is said to a page that comes later or back", async ({
  page,
  served,
}) => {
  await page.goto(`${served.url}?away`);
  const bar = page.locator(".notice-bar").filter({ hasText: "Không còn thấy thư mục thư viện" });
  await expect(bar).toBeVisible();
  await page.evaluate(() => window.fake.setUp(false));
  await expect(page.locator(".notice-bar")).toHaveCount(2);
  await page.evaluate(() => window.fake.setUp(true));
  await expect(page.locator(".notice-bar")).toHaveCount(1);
  await expect(bar).toBeVisible();
  // Gone while the connection was.
  await page.evaluate(() => {
    window.fake.setUp(false);
    window.fake.failWith(null);
    window.fake.setUp(true);
  });
  await expect(bar).toHaveCount(0);
});

test("what was mended in a story is said at every opening until it was read", async ({ page, served }) => {
  await open(page, served);
  const second = "00000000-0000-4000-8000-000000000002";
  await page.evaluate((id) => {
    window.fake.mend(id, [
      { kind: "logCut", keptAside: "/Morasse/story.log.damaged-1", lostBytes: 12, lastGoodAt: null },
    ]);
  }, second);
  const show = (id: string) => page.evaluate((one) => window.fake.say({ kind: "openStory", id: one }), id);
  const bar = page.locator(".notice-bar");
  for (const times of [1, 2]) {
    await show(second);
    await expect(bar, `opened ${times} times`).toContainText("Nhật ký của bài hỏng một chỗ");
    await show(FIRST);
    await expect(bar).toHaveCount(0);
  }
  await show(second);
  await bar.getByRole("button", { name: "Đã rõ" }).click();
  await expect(bar).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => window.fake.asked)).toContain("story.acknowledge");
  await show(FIRST);
  await show(second);
  await expect(page.locator(".ProseMirror")).toBeVisible();
  await expect(bar).toHaveCount(0);
});

test("D5 10,000 stories are a scroll bar and some rows", async ({ page, served }) => {
  await open(page, served, "?stories=10000");
  await expect(page.locator(".library-count")).toHaveText("10000 bài");
  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("listbox")).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator(".story[aria-posinset='10000']")).toBeVisible();
  expect(await page.locator(".story").count()).toBeLessThan(60);
});

test("a file dropped beside the page does not replace the desk", async ({ page, served }) => {
  await open(page, served);
  const refused = await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], "anh.jpg", { type: "image/jpeg" }));
    const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(".library")!.dispatchEvent(drop);
    return drop.defaultPrevented;
  });
  expect(refused).toBe(true);
});

test("D5 a story which the list has not read is known when it is opened", async ({ page, served }) => {
  await open(page, served, "?stories=300");
  await page.evaluate(() =>
    window.fake.say({ kind: "openStory", id: "00000000-0000-4000-8000-000000000250" }),
  );
  await expect(page.locator("h1.headline")).not.toHaveText("");
  const headline = await page.locator("h1.headline").innerText();
  await expect(page).toHaveTitle(`${headline.replace(/\s+/g, " ")} – Morasse`);
});

test("D2 with warnings alone in sight the publish button confirms, and says so", async ({ page, served }) => {
  const problems = await open(page, served, "?two");
  await page.evaluate(async () => {
    const { preflight } = (await window.fake.bridge.hello()).settings;
    const weights = Object.fromEntries(Object.keys(preflight.weights).map((rule) => [rule, "warn"]));
    const settings = await window.fake.bridge.settings.save({
      preflight: { ...preflight, weights: weights as typeof preflight.weights },
    });
    window.fake.say({ kind: "settings", settings });
  });
  const button = page.locator(".publish-main");
  await expect(button).toHaveText("Xuất bản");
  await button.click();
  await expect(button).toHaveText("Vẫn xuất bản");
  await expect(page.getByText("Sẽ đăng lên: Trang tin trên máy này")).toBeVisible();
  expect(await page.evaluate(() => window.fake.asked.includes("publishing.publish"))).toBe(false);
  await page.keyboard.press("Control+Enter");
  await expect(button).toHaveText("Đang xếp hàng");
  expect(problems).toEqual([]);
});

test("D3 a story edited while it waits offers to send the new text, after the preflight", async ({
  page,
  served,
}) => {
  const problems = await open(page, served);
  const weigh = (weight: "off" | "warn") =>
    page.evaluate(async (weight) => {
      const { preflight } = (await window.fake.bridge.hello()).settings;
      const weights = Object.fromEntries(Object.keys(preflight.weights).map((rule) => [rule, weight]));
      const settings = await window.fake.bridge.settings.save({
        preflight: { ...preflight, weights: weights as typeof preflight.weights },
      });
      window.fake.say({ kind: "settings", settings });
    }, weight);
  const published = () =>
    page.evaluate(() => window.fake.asked.filter((name) => name === "publishing.publish").length);
  const button = page.locator(".publish-main");
  const note = page.getByText("Bản trong hộp gửi chưa có sửa mới.");
  const waiting = {
    kind: "waiting",
    problem: { kind: "siteUnreachable", host: HOST },
    retryAt: null,
  } as const;
  await weigh("warn");
  await sayJob(page, waiting);
  await expect(button).toHaveText("Chờ mạng");
  await button.click();
  await expect(page.locator(".job")).toBeVisible();
  await expect(note).toHaveCount(0);
  await sayJob(page, waiting, true);
  await expect(button).toHaveText("Có sửa mới – Gửi bản mới");
  await expect(note).toBeVisible();
  // The panel with its warnings is in sight, so that the button is the confirmation.
  await expect(page.getByText("Sẽ đăng lên: Trang tin trên máy này")).toBeVisible();
  await expect(page.getByRole("button", { name: "Vẫn xuất bản" })).toBeVisible();
  await weigh("off");
  await page.getByRole("tabpanel").getByRole("button", { name: "Gửi bản mới" }).click();
  await expect(button).toHaveText("Đang xếp hàng");
  await expect(note).toHaveCount(0);
  expect(await published()).toBe(1);
  // From the toolbar, with the panel closed: what the preflight finds is shown first.
  await sayJob(page, waiting, true);
  await page.getByRole("tab", { name: "Bài" }).click();
  await weigh("warn");
  await page.locator(".ProseMirror").press("Control+Enter");
  await expect(page.locator(".finding").first()).toBeVisible();
  expect(await published()).toBe(1);
  await page.keyboard.press("Control+Enter");
  await expect.poll(published).toBe(2);
  expect(problems).toEqual([]);
});

test("P35 a job that stopped on another target than the chosen one is said in the panel", async ({
  page,
  served,
}) => {
  const problems = await open(page, served, "?two");
  await page.getByRole("tab", { name: "Đăng" }).click();
  const changedAt = new Date().toISOString();
  await sayJob(
    page,
    { kind: "stopped", problem: { kind: "changedOnSite", host: HOST, changedAt } },
    false,
    "bao-tinh",
  );
  await expect(page.getByText("Sẽ đăng lên: Trang tin trên máy này")).toBeVisible();
  await expect(page.getByRole("tabpanel").locator(".job")).toContainText("Trang đã bị sửa");
  await expect(page.getByRole("tabpanel").locator(".job-facts")).toContainText("Báo tỉnh");
  expect(problems).toEqual([]);
});

test("P4 a story edited while it waits for another target than the chosen one is sent there anew", async ({
  page,
  served,
}) => {
  const problems = await open(page, served, "?two");
  await page.getByRole("tab", { name: "Đăng" }).click();
  await page.evaluate(async () => {
    const { preflight } = (await window.fake.bridge.hello()).settings;
    const weights = Object.fromEntries(Object.keys(preflight.weights).map((rule) => [rule, "off"]));
    const settings = await window.fake.bridge.settings.save({
      preflight: { ...preflight, weights: weights as typeof preflight.weights },
    });
    window.fake.say({ kind: "settings", settings });
  });
  const waiting = {
    kind: "waiting",
    problem: { kind: "siteUnreachable", host: HOST },
    retryAt: null,
  } as const;
  await sayJob(page, waiting, true, "bao-tinh");
  await page.locator(".job").getByRole("button", { name: "Gửi bản mới" }).click();
  await expect(page.getByText("Sẽ đăng lên: Báo tỉnh")).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.fake.asked)).toContain("publishing.publish");
  expect(problems).toEqual([]);
});

test("D9 without a target to go by, the preflight asks where the story goes", async ({ page, served }) => {
  const problems = await open(page, served, "?two");
  await page.evaluate(async () => {
    const { preflight } = (await window.fake.bridge.hello()).settings;
    const weights = Object.fromEntries(Object.keys(preflight.weights).map((rule) => [rule, "off"]));
    const settings = await window.fake.bridge.settings.save({
      defaultTargetId: "gone",
      preflight: { ...preflight, weights: weights as typeof preflight.weights },
    });
    window.fake.say({ kind: "settings", settings });
  });
  await page.locator(".ProseMirror").press("Control+Enter");
  await expect(page.getByText("Chọn nơi đăng bài này:")).toBeVisible();
  expect(await page.evaluate(() => window.fake.asked.includes("publishing.publish"))).toBe(false);
  const first = page.getByRole("button", { name: "Trang tin trên máy này" });
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sẽ đăng lên: Trang tin trên máy này")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".publish-main")).toHaveText("Đang xếp hàng");
  expect(problems).toEqual([]);
});

test("D10 an address that would show the password to the network is warned of", async ({ page, served }) => {
  await open(page, served);
  await page.keyboard.press("Control+,");
  await page.locator(".settings-parts").getByRole("button", { name: "Nơi đăng" }).click();
  await page.getByRole("button", { name: "Thêm trang WordPress" }).click();
  const warning = page.getByText(/http:\/\/ không mã hóa/);
  const address = page.getByLabel("Địa chỉ");
  await expect(warning).toHaveCount(0);
  await address.fill("http://bao.example");
  await expect(warning).toBeVisible();
  await address.fill("http://127.0.0.1:8080");
  await expect(warning).toHaveCount(0);
  await address.fill("https://bao.example");
  await expect(warning).toHaveCount(0);
});

test("D2 a Ghost site is added by its address and key, and the form says where in Ghost the key is made", async ({
  page,
  served,
}) => {
  await open(page, served);
  await page.keyboard.press("Control+,");
  await page.locator(".settings-parts").getByRole("button", { name: "Nơi đăng" }).click();
  await page.getByRole("button", { name: "Thêm trang Ghost" }).click();
  await expect(page.getByText(/Integrations › Add custom integration/)).toBeVisible();
  await expect(page.getByLabel("Tên đăng nhập")).toHaveCount(0);
  await expect(page.getByText("Chuyên mục trên trang")).toHaveCount(0);
  const top = page.getByRole("switch", { name: /hiện tóm tắt và ảnh đại diện/ });
  await expect(top).toBeChecked();
  await page.getByLabel("Tên", { exact: true }).fill("Tạp chí");
  await page.getByLabel("Địa chỉ").fill("https://tapchi.example");
  await page.getByRole("button", { name: "Lưu nơi đăng" }).click();
  await expect(page.getByText("Cần điền ô này.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("Khóa Admin API").fill(`${"a".repeat(24)}:${"b".repeat(64)}`);
  await page.getByRole("button", { name: "Lưu nơi đăng" }).click();
  await expect(page.getByText("Ghost · https://tapchi.example")).toBeVisible();
});

test("a checker that does not work is said where its findings would stand, until it works", async ({
  page,
  served,
}) => {
  await page.route("**/*.bin", (route) => route.abort());
  await open(page, served);
  await page.getByRole("tab", { name: "Soát lỗi" }).click();
  const panel = page.getByRole("tabpanel");
  await expect(panel).toContainText("Bộ soát lỗi không chạy");
  await expect(panel).not.toContainText("Không còn chữ nào bị gạch chân");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("tab", { name: "Đăng" }).click();
  const line = panel.getByRole("button", { name: /Bộ soát lỗi không chạy.*Thử lại/ });
  await expect(line).toBeVisible();
  await line.click();
  await expect(line).toBeVisible();
  await page.getByRole("tab", { name: "Soát lỗi" }).click();
  await page.unroute("**/*.bin");
  await panel.getByRole("button", { name: "Thử lại" }).click();
  await expect(panel).not.toContainText("Bộ soát lỗi không chạy");
  await page.getByRole("tab", { name: "Đăng" }).click();
  await expect(line).toHaveCount(0);
});

test("no tool is half cut, however wide the publish button is", async ({ page, served }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, served, "?two");
  const cut = () =>
    page.evaluate(() => {
      const bar = document.querySelector(".tools")!.getBoundingClientRect();
      return [...document.querySelectorAll(".tools .tool")].filter(
        (tool) => tool.getBoundingClientRect().right > bar.right + 0.5,
      ).length;
    });
  expect(await cut()).toBe(0);
  await page.evaluate((storyId) => {
    const sent = (targetId: string, articleSha256: string, publishedAt: string) =>
      window.fake.say({
        kind: "receipt",
        storyId,
        receipt: {
          jobId: targetId,
          targetId,
          targetName: targetId,
          targetKind: "site",
          remoteId: "1",
          url: "http://127.0.0.1:4380/1",
          publishedAt,
          articleSha256,
          pictures: [],
          differences: [],
          page: { status: 200, sha256: "", readAt: publishedAt },
        },
      });
    sent("site", "old", "2026-11-22T07:00:00.000Z");
    sent("bao-tinh", "new", "2026-11-22T08:00:00.000Z");
  }, FIRST);
  await expect(page.locator(".publish-main")).toHaveText("Có sửa sau khi đăng – Cập nhật");
  const more = page.getByRole("button", { name: "Công cụ khác" });
  await expect(more).toBeVisible();
  expect(await cut()).toBe(0);
  await more.click();
  await expect(page.getByRole("menuitem", { name: "Làm chú thích ảnh" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Đăng" }).click();
  await expect(page.locator(".receipt").last()).toContainText(
    "Trang này chưa có những chỗ sửa mới – Cập nhật",
  );
});

test("a click on a thrown-away story shows how to take it back", async ({ page, served }) => {
  await open(page, served);
  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("listbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Thùng rác" }).click();
  await expect(page.locator(".story")).toHaveCount(1);
  await page.locator(".story").click();
  await page.getByRole("menuitem", { name: "Lấy lại" }).click();
  await expect(page.locator(".story")).toHaveCount(0);
});

test("D4 a story thrown away in another window says so where it is open, and comes back with one press", async ({
  page,
  served,
}) => {
  const problems = await open(page, served);
  await page.evaluate((id) => window.fake.bridge.library.trash({ id }), FIRST);
  const bar = page.locator(".notice-bar");
  await expect(bar).toContainText("Bài này đã vào thùng rác");
  await expect(page.locator(".ProseMirror")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await bar.getByRole("button", { name: "Lấy lại" }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.locator(".story[aria-selected=true]")).toBeVisible();
  expect(problems).toEqual([]);
});

test("the story just made is in sight in a long list, wherever the list was", async ({ page, served }) => {
  await open(page, served, "?stories=150");
  const list = page.locator(".stories");
  const made = page.locator(".story[aria-selected=true]");
  for (const far of [false, true]) {
    await list.evaluate((box, far) => box.scrollTo(0, far ? box.scrollHeight : 0), far);
    await expect(page.locator(".story-coming")).toHaveCount(0);
    await page.keyboard.press("Control+n");
    await expect(page.locator("h1.headline")).toHaveText("");
    await expect(made).toHaveText(/Bài chưa có tít/);
    await expect(made).toHaveAttribute("data-active", "true");
    await expect(made).toBeInViewport({ ratio: 1 });
    await expect.poll(() => list.evaluate((box) => box.scrollTop)).toBe(0);
    await page.keyboard.type(`Bài số ${far ? 2 : 1}`);
    await expect(made).toContainText("Bài số");
  }
});
