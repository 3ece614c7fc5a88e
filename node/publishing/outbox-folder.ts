import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { failed, done, type LibraryProblem, type Outcome } from "#core/bridge";
import type { Job, StoryToSend } from "#core/publishing";
import { diskProblemOf, writeWhole } from "#node/library";

/**
 * The jobs on disk: one readable JSON file each, in the library's `outbox` folder.
 *
 * A file is replaced as a whole (written beside, flushed, renamed, folder flushed), so a kill at any moment
 * leaves the old or the new one. Each holds the SHA-256 of its job: one that was damaged in another way is
 * kept aside under a name that says so, and the others are read all the same.
 */
export interface OutboxFolder {
  save(job: Job): Promise<Outcome<null, LibraryProblem>>;
  remove(jobId: string): Promise<void>;
}

const FORMAT = 1;

interface Kept {
  readonly format: number;
  readonly sha256: string;
  readonly job: Job;
}

/** Reads what waits in the folder, in the order it was queued, making the folder where there is none. */
export async function openOutboxFolder(
  dir: string,
  now: () => Date,
): Promise<{
  readonly folder: OutboxFolder;
  readonly jobs: readonly Job[];
  readonly setAside: readonly string[];
}> {
  await mkdir(dir, { recursive: true });
  const jobs: Job[] = [];
  const setAside: string[] = [];
  for (const name of (await readdir(dir)).sort()) {
    const path = join(dir, name);
    if (name.startsWith(".") && name.endsWith(".tmp")) {
      await rm(path, { force: true }); // Never renamed, so never what was promised to be kept.
      continue;
    }
    if (!name.endsWith(".json")) continue;
    const job = jobIn(await readFile(path, "utf8"));
    if (job !== null && `${job.id}.json` === name) jobs.push(job);
    else {
      const aside = `${path}.damaged-${now().toISOString().replaceAll(/[:.]/g, "-")}`;
      await rename(path, aside);
      setAside.push(aside);
    }
  }
  jobs.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt) || a.id.localeCompare(b.id));

  const folder: OutboxFolder = {
    async save(job) {
      try {
        await mkdir(dir, { recursive: true });
        await writeWhole(join(dir, `${job.id}.json`), fileTextOf(job));
        return done(null);
      } catch (error) {
        const problem = diskProblemOf(error, dir);
        if (problem === null) throw error;
        return failed(problem);
      }
    },
    remove: (jobId) => rm(join(dir, `${jobId}.json`), { force: true }),
  };
  return { folder, jobs, setAside };
}

/** The text of a job's file. */
function fileTextOf(job: Job): string {
  const kept: Kept = { format: FORMAT, sha256: sha256Of(JSON.stringify(job)), job };
  return `${JSON.stringify(kept, null, 1)}\n`;
}

/** The job of a file's text, or null when it is not whole. */
function jobIn(text: string): Job | null {
  try {
    const kept = JSON.parse(text) as Kept | null;
    if (kept?.format !== FORMAT || kept.sha256 !== sha256Of(JSON.stringify(kept.job))) return null;
    return withAllParts(kept.job);
  } catch {
    return null; // Not JSON: that is the answer.
  }
}

/**
 * A job as an earlier version of the program kept it: one request without an answer, nothing of what is out, no aim
 * but the public page.
 */
function withAllParts(job: KeptJob): Job {
  const asked = Array.isArray(job.asked) ? job.asked : job.asked === null ? [] : [job.asked];
  const out = job.out ?? null;
  return {
    ...job,
    story: withAim(job.story),
    asked: (asked as Job["asked"]).map((one) => ({ ...one, story: withAim(one.story) })),
    out: out === null ? null : { ...out, story: withAim(out.story) },
  };
}

type KeptJob = Omit<Job, "asked" | "out"> & Partial<Pick<Job, "out">> & { readonly asked: unknown };

function withAim(story: Omit<StoryToSend, "aim"> & Partial<Pick<StoryToSend, "aim">>): StoryToSend {
  return { ...story, aim: story.aim ?? { kind: "public" } };
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
