#!/usr/bin/env node
/**
 * The command line: run from the sources by `npm run -s morasse -- …`, and bundled as `dist/cli/morasse.js`.
 * Everything that needs a suitable Node is loaded after the check.
 */
import module from "node:module";
import { fileURLToPath } from "node:url";
import { needSuitableNode } from "./suitable.mjs";

await needSuitableNode(fileURLToPath(import.meta.url));
// Stripping types takes longer than most commands; it is done once for each file.
module.enableCompileCache();
const { runCommandLine } = await import("../node/cli/index.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
