import { readFile, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { plainLetters } from "#core/article";
import { DIFFERENCES, type Receipt } from "#core/publishing";
import { isMissing, realFolder, writeWhole } from "./disk.ts";
import { RECEIPTS, fileTime, statOrNull } from "./folders.ts";

/** `receipts/<time>-<target>.json` of a story's folder: one file for each time the story was published. */

const ReceiptJson: z.ZodType<Receipt> = z.object({
  jobId: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  targetKind: z.enum(["site", "wordpress", "ghost", "handover"]),
  remoteId: z.string(),
  url: z.string(),
  publishedAt: z.iso.datetime({ offset: true }),
  aim: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("public") }),
      z.object({ kind: z.literal("draft") }),
      z.object({ kind: z.literal("scheduled"), at: z.iso.datetime() }),
      z.object({ kind: z.literal("withdrawn"), reason: z.string() }),
      z.object({ kind: z.literal("killed"), reason: z.string() }),
    ])
    .exactOptional(),
  articleSha256: z.string(),
  pictures: z.array(z.object({ sha256: z.string(), remoteId: z.string(), url: z.string() })),
  differences: z.array(
    z.object({
      what: z.enum(DIFFERENCES),
      expected: z.string(),
    }),
  ),
  page: z.object({ status: z.number(), sha256: z.string(), readAt: z.string() }),
  way: z.object({ marker: z.string(), version: z.number(), changedAt: z.string() }).exactOptional(),
});

/** Every receipt of the story, oldest first. A file which is no receipt is passed over. */
export async function readReceipts(story: string): Promise<readonly Receipt[]> {
  const folder = join(story, RECEIPTS);
  if (!(await statOrNull(folder))?.isDirectory()) return [];
  const receipts: Receipt[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json") || entry.name.startsWith(".")) continue;
    const receipt = await readReceipt(join(folder, entry.name));
    if (receipt) receipts.push(receipt);
  }
  return receipts.sort((one, other) => Date.parse(one.publishedAt) - Date.parse(other.publishedAt));
}

/** Keeps a receipt; the same job's receipt again takes the place of the first. */
export async function writeReceipt(root: string, story: string, receipt: Receipt): Promise<void> {
  const folder = realFolder(root, `${story}/${RECEIPTS}`, true);
  const target =
    plainLetters(receipt.targetId)
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .slice(0, 64) || "target";
  const name = `${fileTime(receipt.publishedAt)}-${target}`;
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? `${name}.json` : `${name}-${number}.json`);
    const there = await readReceipt(path);
    if ((there && there.jobId !== receipt.jobId) || (!there && (await statOrNull(path)))) continue;
    await writeWhole(path, `${JSON.stringify(receipt, null, 2)}\n`);
    return;
  }
}

/** A copied story was never sent: what it has of the other one's receipts is put aside. */
export async function putReceiptsAside(story: string, of: string): Promise<void> {
  try {
    await rename(join(story, RECEIPTS), join(story, `${RECEIPTS}-of-${of}`));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function readReceipt(path: string): Promise<Receipt | null> {
  try {
    const read = ReceiptJson.safeParse(JSON.parse(await readFile(path, "utf8")));
    return read.success ? read.data : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}
