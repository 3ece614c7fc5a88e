/** `npm run site`: the news site alone, without a desk. */
import { fileURLToPath } from "node:url";
import { needSuitableNode } from "./suitable.mjs";

await needSuitableNode(fileURLToPath(import.meta.url));
await import("../site/main.ts");
