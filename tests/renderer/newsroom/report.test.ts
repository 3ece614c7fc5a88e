import { expect, test } from "vitest";
import type { Bridge } from "#core/bridge";
import type { StorySummary } from "#core/library";
import { storiesIn } from "../../../renderer/newsroom/report.ts";

test("D14 a story that is trashed while the list is read takes no other out of the report", async () => {
  let stories = Array.from({ length: 1_200 }, (_, at) => ({ id: `bài ${at}` }) as StorySummary);
  let pages = 0;
  const list = async ({ limit = 50, offset = 0 }: { limit?: number; offset?: number }) => {
    pages += 1;
    const page = { stories: stories.slice(offset, offset + limit), total: stories.length };
    if (pages === 1) stories = stories.slice(1);
    return Promise.resolve(page);
  };
  const bridge = { library: { list } } as unknown as Bridge;
  const found = (await storiesIn(bridge)).map(({ id }) => id);
  expect(stories.map(({ id }) => id).filter((id) => !found.includes(id))).toEqual([]);
});

test("D14 a list which never stands still is read all the same", async () => {
  let total = 501;
  const list = () => Promise.resolve({ stories: [{ id: `bài ${total}` } as StorySummary], total: total++ });
  expect((await storiesIn({ library: { list } } as unknown as Bridge)).length).toBeGreaterThan(0);
});
