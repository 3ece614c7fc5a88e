import { isLibraryProblem, type LibraryProblem } from "#core/bridge";
import type { PictureProblem } from "#core/media";
import { paragraphOf, pictureNotKeptTold, pictureProblemText, textNow, useLanguage } from "../text/index.ts";
import type { Arrival } from "./arrivals.ts";

/** What went wrong with a picture on its way, in one paragraph; null when nothing did. */
export function sentenceOf(arrival: Arrival): string | null {
  switch (arrival.kind) {
    case "refused":
      return refusalText(arrival.problem);
    case "hostGone":
      return textNow().editor.hostGone(arrival.file);
    default:
      return null;
  }
}

/** Why a file was not taken, in one paragraph. */
export function refusalText(problem: PictureProblem | LibraryProblem): string {
  const { language } = useLanguage.getState();
  return isLibraryProblem(problem)
    ? paragraphOf(pictureNotKeptTold(problem, language))
    : pictureProblemText(problem, language);
}
