/** Width of a tool in rem, and of the gap with its line between two groups. */
const TOOL_REM = 1.75;
const GAP_REM = 0.5625;

/**
 * How many tools of each group stand in the bar, from the left; the others go into a menu, whose button takes
 * the room of one tool. Nothing is half shown.
 *
 * @param roomRem the bar's inner width in rem.
 */
export function toolsShown(groups: readonly number[], roomRem: number): readonly number[] {
  const all = groups.reduce((sum, group) => sum + group, 0) * TOOL_REM + (groups.length - 1) * GAP_REM;
  if (all <= roomRem) return groups;
  let left = roomRem - TOOL_REM;
  let full = false;
  return groups.map((group, at) => {
    const gap = at === 0 ? 0 : GAP_REM;
    const count = full ? 0 : Math.min(group, Math.max(0, Math.floor((left - gap) / TOOL_REM)));
    left -= gap + count * TOOL_REM;
    full ||= count < group;
    return count;
  });
}
