import { optionProblemText, spokenLanguage, systemLanguage } from "#node/desk";

/** How the scripts of this folder answer on the terminal: in Vietnamese where the system is Vietnamese. */
export const language = spokenLanguage(systemLanguage(process.env));

/**
 * The options of a script as `read` takes them from the command line. What is not understood, and `--help`, end the
 * program with a sentence and the usage.
 *
 * @param usage in the language of the system.
 */
export function optionsOf<Options>(usage: string, read: () => Options): Options {
  if (process.argv.includes("--help") || process.argv.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return read();
  } catch (error) {
    console.error(`${optionProblemText(error, language)}\n\n${usage}`);
    process.exit(2);
  }
}

/** The error of a word that has no place on the command line, as Node's own `parseArgs` throws it. */
export function unexpectedWord(word: string): Error {
  return Object.assign(new Error(`Unexpected argument '${word}'`), {
    code: "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL",
  });
}
