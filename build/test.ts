import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { check } from "./check.ts";
import { runStep, type Step } from "./steps.ts";

/**
 * `npm test`: the checks, the build, unit and property tests, then acceptance tests in a browser. Everything
 * runs even when something failed before it; the last line counts all of it.
 */
interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const Vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const Playwright = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
});

const reports = mkdtempSync(join(tmpdir(), "morasse-test-"));
const counts: Count[] = [];

const checks = await check();
counts.push({
  passed: checks.filter(({ code }) => code === 0).length,
  failed: checks.filter(({ code }) => code !== 0).length,
  skipped: 0,
});

const built = await loud({ name: "build", script: "build/bundle.ts", args: [] });
counts.push({ passed: built === 0 ? 1 : 0, failed: built === 0 ? 0 : 1, skipped: 0 });

const vitestReport = join(reports, "vitest.json");
const vitest = await loud({
  name: "unit and property tests",
  script: "node_modules/vitest/vitest.mjs",
  args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
});
counts.push(atLeast(vitest, existsSync(vitestReport) ? vitestCount(vitestReport) : null));

const playwrightReport = join(reports, "playwright.json");
const playwright = await loud({
  name: "acceptance tests",
  script: "node_modules/@playwright/test/cli.js",
  args: ["test", "--reporter=list,json"],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
});
counts.push(atLeast(playwright, existsSync(playwrightReport) ? playwrightCount(playwrightReport) : null));

rmSync(reports, { recursive: true, force: true });
const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
const [passed, failed, skipped] = [total("passed"), total("failed"), total("skipped")];
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;

async function loud(step: Step): Promise<number> {
  console.log(`\n=== ${step.name}`);
  const { code, seconds } = await runStep(step, (text) => process.stdout.write(text));
  console.log(`=== ${step.name}: ${code === 0 ? "ok" : "FAILED"} (${seconds.toFixed(1)} s)`);
  return code;
}

/** A run that ended badly counts as at least one failure, whatever its report says. */
function atLeast(code: number, count: Count | null): Count {
  const said = count ?? { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && said.failed === 0 ? { ...said, failed: 1 } : said;
}

function vitestCount(path: string): Count {
  const report = Vitest.parse(JSON.parse(readFileSync(path, "utf8")));
  // A file that could not be loaded has no tests to count.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  };
}

function playwrightCount(path: string): Count {
  const { stats, errors } = Playwright.parse(JSON.parse(readFileSync(path, "utf8")));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}
