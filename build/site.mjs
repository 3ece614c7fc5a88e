/** `npm run site`: the news site alone, without a desk. */
import { fileURLToPath } from "node:url";
import { needSuitableNode } from "./suitable.mjs";

await needSuitableNode(fileURLToPath(import.meta.url));
const { optionProblemText, spokenLanguage, systemLanguage } = await import("../node/desk/index.ts");
const { makeFolder } = await import("../node/library/index.ts");
const { runSite } = await import("../site/main.ts");
const language = spokenLanguage(systemLanguage(process.env));
const code = await runSite(process.argv.slice(2), {
  language,
  optionProblem: (error) => optionProblemText(error, language),
  makeFolder: (path) => makeFolder(path, 0o700),
});
if (code !== null) process.exitCode = code;
