import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isCommandLine } from "#node/cli";

/** What launchers put before a person's arguments for Chromium: an AppImage where its sandbox cannot be had. */
const OF_LAUNCHERS = /^--(?:no-sandbox|ozone-platform(?:-hint)?=\w+)$/;

/** The arguments of a command of the command line ("list --json"); null when a window is asked for. */
export function commandLineIn(args: readonly string[]): readonly string[] | null {
  const own = args.filter((arg) => !OF_LAUNCHERS.test(arg));
  return isCommandLine(own) ? own : null;
}

/** What the program was started with. Switches of Chromium and of a debugger are left to those. */
export interface ShellCommand {
  readonly library: string | undefined;
  readonly data: string | undefined;
  /** Whole paths of the story packages a person opened with the program. */
  readonly packages: readonly string[];
}

/** Reads the arguments after the program (and, in development, its folder), given in the folder `cwd`. */
export function shellCommandOf(args: readonly string[], cwd: string): ShellCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      library: { type: "string" },
      data: { type: "string" },
      host: { type: "string" },
      wayland: { type: "boolean" },
    },
  });
  const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);
  return {
    library: text(values["library"]),
    data: text(values["data"]),
    packages: positionals
      // Desktops on Linux may hand over a file by its address.
      .map((path) =>
        /^file:\/\//i.test(path) && URL.canParse(path) ? fileURLToPath(path) : resolve(cwd, path),
      )
      .filter((path) => path.toLowerCase().endsWith(".morasse")),
  };
}
