import { beforeEach, expect, test, vi } from "vitest";
import type { Bridge } from "#core/bridge";
import type { StoryQuery, StorySummary } from "#core/library";
import { matches } from "../../renderer/desk/matching.ts";
import { useHost } from "../../renderer/desk/host.ts";
import {
  NO_FILTER,
  PAGE_ROWS,
  lookAt,
  readAgain,
  setFilter,
  takeStory,
  useStories,
} from "../../renderer/library/stories.ts";

const TOTAL = 10_000;
let asked: StoryQuery[];

function story(number: number): StorySummary {
  return {
    id: `story-${number}`,
    title: `Bài ${number}`,
    section: "",
    state: "draft",
    picturesFilled: 0,
    picturesAsked: 0,
    words: 0,
    byline: "",
    changedAt: "2026-11-22T07:00:00.000Z",
    trashedAt: null,
  };
}

beforeEach(() => {
  asked = [];
  const list = async (query: StoryQuery) => {
    asked.push(query);
    const offset = query.offset ?? 0;
    const count = Math.min(query.limit ?? 100, TOTAL - offset);
    return { total: TOTAL, stories: Array.from({ length: count }, (_, at) => story(offset + at)) };
  };
  useHost.setState({ bridge: { library: { list } } as unknown as Bridge });
  useStories.setState({ filter: NO_FILTER, rows: new Map(), known: new Map(), total: null });
});

test("D5 the first list of 10,000 stories is one page", async () => {
  lookAt(0, 20);
  await readAgain();
  expect(asked.map((query) => [query.offset, query.limit])).toEqual([[0, PAGE_ROWS]]);
  expect(useStories.getState().total).toBe(TOTAL);
  expect(useStories.getState().rows.size).toBe(PAGE_ROWS);
});

test("D5 far down the list only the pages in view are asked for, and each once", async () => {
  lookAt(0, 20);
  await readAgain();
  asked = [];
  lookAt(7_590, 7_620);
  lookAt(7_591, 7_621);
  await vi.waitFor(() => expect(useStories.getState().rows.get(7_600)).toBeDefined());
  expect(asked.map((query) => query.offset)).toEqual([7_500, 7_600]);
  expect(useStories.getState().rows.get(7_619)?.title).toBe("Bài 7619");
});

test("a story that changed is redrawn where it stands", async () => {
  lookAt(0, 20);
  await readAgain();
  takeStory({ ...story(3), title: "Tít mới" });
  expect(useStories.getState().rows.get(3)?.title).toBe("Tít mới");
  expect(useStories.getState().known.get("story-3")?.title).toBe("Tít mới");
});

test("a search typed quickly is asked once, composed", async () => {
  lookAt(0, 20);
  setFilter({ text: "đ" });
  setFilter({ text: "đu" });
  setFilter({ text: "đường".normalize("NFD") });
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked.map((query) => query.text)).toEqual(["đường".normalize("NFC")]);
});

test("a command is found by the beginnings of its words, marks or no marks", () => {
  expect(matches("Chèn ô ảnh", "chen anh")).toBe(true);
  expect(matches("Chèn ô ảnh", "ảnh chè")).toBe(true);
  expect(matches("Đổi màn hình sang tiếng Anh", "doi tieng")).toBe(true);
  expect(matches("Chèn ô ảnh", "nh")).toBe(false);
  expect(matches("Chèn ô ảnh", "")).toBe(true);
});
