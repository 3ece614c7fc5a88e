import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

/** One program run by the checks and tests. */
export interface Step {
  readonly name: string;
  /** Script of an npm package, run by this Node, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly name: string;
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a step and keeps what it says. `heard` gets it while it runs. */
export function runStep(step: Step, heard?: (text: string) => void): Promise<StepResult> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, step.script), ...step.args], {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...step.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const hear = (data: Buffer) => {
      output += data.toString("utf8");
      heard?.(data.toString("utf8"));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        name: step.name,
        code: code ?? 1,
        output,
        seconds: (performance.now() - started) / 1000,
      }),
    );
  });
}

/** Runs steps, at most `atOnce` at a time, in their order. */
export async function runSteps(
  steps: readonly Step[],
  atOnce: number,
  done: (result: StepResult) => void,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      done(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
