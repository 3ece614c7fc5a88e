import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "#core/publishing";
import { must, newsroomIn } from "../node/publishing/newsroom.ts";

/**
 * A program that publishes one story and ends: `node sender.ts DIR`. It is killed wherever it happens to be, and started
 * again on the same folder: a real library, a real outbox. What it is to send stands in DIR/errand.json.
 */
export interface Errand {
  readonly target: Target;
  readonly secret: string;
  readonly headline: string;
  readonly pictures: number;
}

const [dir = ""] = process.argv.slice(2);
const { target, secret, headline, pictures } = JSON.parse(
  readFileSync(join(dir, "errand.json"), "utf8"),
) as Errand;
const desk = await newsroomIn(dir, () => [target], {
  secrets: { read: async () => secret, save: async () => undefined, remove: async () => undefined },
  pace: { pollMs: 250, settleMs: 1_500, patience: { baseMs: 3_000, bytesPerSecond: 1e6 } },
});
const known = desk.library.list({ text: headline }).stories[0]?.id;
const publisher = await desk.open();
const id = known ?? (await desk.write({ headline, pictures }));
const mine = () => publisher.jobs().find((job) => job.storyId === id);
if (mine() === undefined) must(await publisher.publish(id, target.id));
const end = Date.now() + 120_000;
while (mine()?.state.kind !== "done") {
  const state = mine()?.state;
  if (state?.kind === "stopped" || Date.now() > end) throw new Error(JSON.stringify(state));
  await new Promise((later) => setTimeout(later, 10));
}
const job = mine()!;
const receipts = await desk.library.receipts(id);
await publisher.close();
await desk.library.close();
process.stdout.write(
  `${JSON.stringify({ state: job.state, receipts, open: publisher.jobs().filter(({ state }) => state.kind !== "done").length })}\n`,
);
