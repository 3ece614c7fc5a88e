import { expect, morasse, test } from "./desk.ts";

test("the desk opens on the sample story, without an error and within its content security policy", async ({
  startDesk,
}) => {
  const desk = await startDesk();
  const { page } = desk;
  await expect(page).toHaveTitle(/Morasse/);
  await expect(page.getByText("Một buổi tối ở bàn soát bài").first()).toBeVisible();
  // An inline script and an inline style are refused: the policy is there and is strict.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'inline';";
    const style = document.createElement("style");
    style.textContent = "body { outline: 3px solid red; }";
    document.head.append(script, style);
    // An attribute as markup brings it; the properties of `element.style` are no inline style.
    const styled = document.createElement("p");
    styled.innerHTML = '<span style="outline: 3px solid red"></span>';
    document.body.append(styled);
    const outlines = [document.body, styled.firstElementChild!].map(
      (one) => getComputedStyle(one).outlineStyle,
    );
    for (const one of [script, style, styled]) one.remove();
    return { title: document.title, outlines };
  });
  expect(ran).toEqual({ title: await page.title(), outlines: ["none", "none"] });
  expect(ran.title).not.toBe("inline");
  const refused = (what: RegExp) => desk.problems.filter((problem) => what.test(problem));
  expect(refused(/inline script/i)).toHaveLength(1);
  expect(refused(/inline style/i)).toHaveLength(2);
  expect(desk.problems).toHaveLength(3);
});

test("a page left open finds its host again after a restart, and shows what the command line made", async ({
  startDesk,
}) => {
  test.skip(test.info().project.name === "electron", "In Electron page and host end together.");
  const desk = await startDesk();
  const { page, libraryDir, dataDir } = desk;
  await expect(page.getByText("Một buổi tối ở bàn soát bài").first()).toBeVisible();
  const before = desk.url;
  await desk.restart();
  expect(desk.url).toBe(before);
  const made = await morasse(
    ["new", "-", "--library", libraryDir, "--data", dataDir],
    "Đường về làng\nMột đoạn.\n",
  );
  expect(made.code).toBe(0);
  await expect(page.getByText("Đường về làng").first()).toBeVisible();
});

test("the site on this machine answers readers", async ({ startDesk }) => {
  const { siteUrl } = await startDesk();
  const answer = await fetch(siteUrl);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("Morasse");
});
