/** What knows which words are English. Synchronous, once it is open. */
export interface EnglishSpeller {
  /** Whether a word is spelled so, British or American; its apostrophe is straight. */
  check(word: string): boolean;
  /** What may have been meant by a word that is not, best first. */
  suggest(word: string): readonly string[];
}
