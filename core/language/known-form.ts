/** The form under which words are known and silenced, whoever reads them: composed (NFC), in small letters. */
export function knownForm(word: string): string {
  return word.normalize("NFC").toLowerCase();
}
