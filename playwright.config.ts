import { defineConfig } from "@playwright/test";
import { findBrowser } from "./build/browser.ts";
import { electronRuntime } from "./build/runtime.mjs";

/**
 * The acceptance tests, one set for both hosts: in a browser on the loopback host, and in real Electron
 * where its runtime is present.
 */
const browser = await findBrowser();
const runtime = electronRuntime(import.meta.dirname, process.env);
// Workers load this file too; the reason is told once.
if (runtime === null && process.env["TEST_WORKER_INDEX"] === undefined) {
  console.log(
    "Electron's runtime is not here (npx install-electron fetches it): its acceptance tests do not run.",
  );
}

export default defineConfig({
  testDir: "tests/hosts",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 720 },
    trace: "retain-on-failure",
    launchOptions: { executablePath: browser.executablePath, args: [...browser.args] },
  },
  projects: [{ name: "loopback" }, ...(runtime === null ? [] : [{ name: "electron" }])],
});
