import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { LibraryEvent } from "#node/library";
import { Screen, desk, temporaryFolder, until, value, written } from "./desk.ts";
import { QUICK } from "./quick.ts";

const troubles = (events: readonly LibraryEvent[]) => events.filter(({ kind }) => kind === "library");

test("B8 a folder named story.html is that story's own trouble: the library works on", async () => {
  const dir = temporaryFolder();
  const told: unknown[] = [];
  const { library, events } = await desk(dir, { waits: QUICK }, { log: (_what, error) => told.push(error) });
  const { id } = value(await library.create(written("Đường sắt")));
  await library.flush();
  const html = join(library.folder(id)!, "story.html");
  rmSync(html);
  mkdirSync(html);
  const screen = await Screen.open(library, id);
  value(await screen.type("Đoạn một."));
  const other = value(await library.create(written("Giá xăng")));
  await until(() => existsSync(join(library.folder(other.id)!, "story.html")));
  await until(() => told.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 10 * QUICK.probe));
  expect(troubles(events)).toEqual([]);
  expect(told).toHaveLength(1);
  expect(library.list({ text: "doan mot" }).total).toBe(1);

  rmSync(html, { recursive: true });
  value(await screen.type("Đoạn hai."));
  await until(() => existsSync(html) && readFileSync(html, "utf8").includes("Đoạn hai."));
});

test("B9 a month that cannot be read costs its own stories for as long, not the others, and not the list", async ({
  skip,
}) => {
  if (process.getuid?.() === 0 || process.platform === "win32")
    return skip("the superuser may read everything, and Windows has no such rights");
  const dir = temporaryFolder();
  const first = await desk(dir, {}, { now: () => new Date("2026-11-22T07:00:00Z") });
  const shut = value(await first.library.create(written("Tháng mười một")));
  await first.library.close();
  const month = dirname(first.library.folder(shut.id)!);
  const second = await desk(dir, {}, { now: () => new Date("2026-12-02T07:00:00Z") });
  value(await second.library.create(written("Tháng mười hai")));
  await second.library.close();
  chmodSync(month, 0o000);
  onTestFinished(() => chmodSync(month, 0o755));

  const { library, events } = await desk(dir, { waits: QUICK }, { log: () => undefined });
  await new Promise((resolve) => setTimeout(resolve, 10 * QUICK.probe));
  expect(
    library
      .list({})
      .stories.map(({ title }) => title)
      .sort(),
  ).toEqual(["Tháng mười hai", "Tháng mười một"]);
  expect(troubles(events)).toEqual([]);
  expect(events.filter(({ kind }) => kind === "storyGone")).toEqual([]);
});
