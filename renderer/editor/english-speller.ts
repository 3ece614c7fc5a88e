import { openEnglishSpeller, type EnglishSpeller } from "#core/language";
import wasmAddress from "hunspell-wasm/wasm/hunspell.wasm?url";
// By path: the packages of the dictionaries name no file of theirs for others to import.
import affixAddress from "../../node_modules/dictionary-en/index.aff?url";
import americanAddress from "../../node_modules/dictionary-en/index.dic?url";
import britishAddress from "../../node_modules/dictionary-en-gb/index.dic?url";

let opened: Promise<EnglishSpeller> | undefined;

/**
 * The English speller, in a worker: its files, 1.9 MB, are fetched when it is first asked for. Only a worker's policy
 * lets it compile WebAssembly (`policyOf` of `node/desk`).
 */
export function loadEnglishSpeller(): Promise<EnglishSpeller> {
  return (opened ??= open());
}

async function open(): Promise<EnglishSpeller> {
  const [wasm, affixes, american, british] = await Promise.all(
    [wasmAddress, affixAddress, americanAddress, britishAddress].map(bytesAt),
  );
  return openEnglishSpeller({ wasm: wasm!, affixes: affixes!, words: [american!, british!] });
}

async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return new Uint8Array(await answer.arrayBuffer());
}
