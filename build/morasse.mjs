#!/usr/bin/env node
/**
 * The command line: run from the sources by `npm run -s morasse -- …`, and bundled as `dist/cli/morasse.js`.
 * Everything that needs a suitable Node is loaded after the check.
 */
import { fileURLToPath } from "node:url";
import { needSuitableNode } from "./suitable.mjs";

await needSuitableNode(fileURLToPath(import.meta.url));
const { runCommandLine } = await import("../node/cli/main.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
