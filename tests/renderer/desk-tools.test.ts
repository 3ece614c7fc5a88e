import { expect, test } from "vitest";
import { toolsShown } from "../../renderer/desk/tools-shown.ts";

const GROUPS = [2, 5, 3, 2];

test("tools that all have room all stand in the bar", () => {
  expect(toolsShown(GROUPS, 12 * 1.75 + 3 * 0.5625)).toEqual(GROUPS);
});

test("tools without room leave the bar from its end, and the menu's button has room", () => {
  expect(toolsShown(GROUPS, 12 * 1.75 + 3 * 0.5625 - 0.1)).toEqual([2, 5, 3, 0]);
  expect(toolsShown(GROUPS, 6 * 1.75)).toEqual([2, 2, 0, 0]);
  expect(toolsShown(GROUPS, 0)).toEqual([0, 0, 0, 0]);
  for (let room = 2; room < 25; room += 0.1) {
    const counts = toolsShown(GROUPS, room);
    const shown = counts.reduce((sum, count) => sum + count, 0);
    const groups = counts.filter((count) => count > 0).length;
    const more = shown < 12 ? 1.75 : 0;
    expect(shown * 1.75 + Math.max(0, groups - 1) * 0.5625 + more).toBeLessThanOrEqual(room);
  }
});
