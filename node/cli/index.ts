export { isCommandLine, runCommandLine } from "./main.ts";
