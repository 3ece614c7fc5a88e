import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { renditionsOf, takePicture } from "#node/media";

/** One measured figure of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const WIDTHS = [480, 1024, 1600, 2400];
const TURNS = 4;
const ROUNDS_A_TURN = 2;

/** A 24-megapixel JPEG to its four web sizes, against a script that does the same with sharp alone. */
export async function benchMedia(): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "morasse-bench-"));
  try {
    const path = join(dir, "original.jpg");
    const bytes = await photograph();
    await writeFile(path, bytes);
    const ours: number[] = [];
    const bare: number[] = [];
    const taking: number[] = [];
    // In turns, so that a machine that is busy for a while is busy for both.
    for (let turn = 0; turn < TURNS; turn++) {
      for (let round = 0; round < ROUNDS_A_TURN; round++) {
        const started = performance.now();
        const taken = await takePicture("original.jpg", bytes);
        if (!taken.ok) throw new Error(taken.problem.kind);
        taking.push(performance.now() - started);
        const cache = join(dir, `cache-${turn}-${round}`);
        const begun = performance.now();
        const made = await renditionsOf({ path, picture: taken.value.picture }, cache);
        ours.push(performance.now() - begun);
        if (!made.ok || made.value.length !== WIDTHS.length) throw new Error("not four renditions");
      }
      bare.push(...bareScript(path, dir));
    }
    return [
      { name: "24-megapixel JPEG taken", value: least(taking), unit: "ms", target: 500 },
      { name: "24-megapixel JPEG to four renditions", value: least(ours), unit: "ms", target: 1000 },
      { name: "… against a bare sharp script", value: least(ours) / least(bare), unit: "x", target: 1.15 },
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Something with the detail of a photograph: coarse noise, enlarged. */
async function photograph(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 50 } as const;
  const coarse = await sharp({
    create: { width: 1500, height: 1000, channels: 3, background: "#888", noise },
  })
    .png()
    .toBuffer();
  return sharp(coarse).resize(6000, 4000).jpeg({ quality: 90 }).toBuffer();
}

/** sharp as it comes, in a process of its own: our settings would be its settings otherwise. */
function bareScript(path: string, dir: string): readonly number[] {
  const script = `
    import sharp from "sharp";
    const times = [];
    for (let round = 0; round < ${ROUNDS_A_TURN}; round++) {
      const started = performance.now();
      await Promise.all(${JSON.stringify(WIDTHS)}.map((width) =>
        sharp(${JSON.stringify(path)}).rotate().resize(width)
          .jpeg({ quality: 82, progressive: true, chromaSubsampling: "4:2:0" })
          .toFile(${JSON.stringify(dir)} + "/bare-" + width + ".jpg")));
      times.push(performance.now() - started);
    }
    console.log(JSON.stringify(times));`;
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as readonly number[];
}

/** The best of all rounds: what the work takes where nothing else wants the machine. */
function least(values: readonly number[]): number {
  return Math.min(...values);
}
