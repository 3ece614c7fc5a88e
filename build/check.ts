import { existsSync, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { LAYERS } from "./layers.mjs";
import { ROOT, runSteps, type Step, type StepResult } from "./steps.ts";

/** `npm run check`: types of every folder, lint with the layer table, format, unused code, notices. */
const CACHE = join("node_modules", ".cache", "morasse");

function steps(): readonly Step[] {
  const folders = Object.keys(LAYERS).filter((folder) => existsSync(join(ROOT, folder, "tsconfig.json")));
  return [
    {
      name: "lint",
      script: "node_modules/eslint/bin/eslint.js",
      args: [".", "--max-warnings", "0"],
    },
    // tests first: it is the longest.
    ...folders.reverse().map((folder): Step => ({
      name: `types of ${folder}/`,
      script: "node_modules/typescript/bin/tsc",
      args: [
        "-p",
        folder,
        "--pretty",
        "false",
        "--incremental",
        "--tsBuildInfoFile",
        join(CACHE, `${folder}.tsbuildinfo`),
      ],
    })),
    {
      name: "format",
      script: "node_modules/prettier/bin/prettier.cjs",
      args: ["--check", "--log-level", "warn", "--cache", "--cache-location", join(CACHE, "prettier"), "."],
    },
    { name: "unused code", script: "node_modules/knip/bin/knip.js", args: ["--no-progress"] },
    { name: "third-party notices", script: "build/notices.ts", args: ["--check"] },
  ];
}

/** Runs all checks and prints each; what a failed one says comes at the end. */
export async function check(): Promise<readonly StepResult[]> {
  mkdirSync(join(ROOT, CACHE), { recursive: true });
  const results = await runSteps(steps(), Math.min(2, availableParallelism()), (result) =>
    console.log(`${result.code === 0 ? "ok    " : "FAILED"} ${result.name} (${result.seconds.toFixed(1)} s)`),
  );
  for (const { name, output } of results.filter(({ code }) => code !== 0)) {
    console.log(`\n--- ${name}\n${output.trim()}`);
  }
  return results;
}

if (import.meta.main) {
  const failed = (await check()).filter(({ code }) => code !== 0);
  console.log(failed.length === 0 ? "\nAll checks passed." : `\n${failed.length} checks failed.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
