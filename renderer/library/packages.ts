import { MOST_PACKAGE_BYTES, isPackageProblem, type PackageProblem } from "#core/exchange";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { saveFile } from "../desk/save-file.ts";
import { openStory, useOpenStory } from "../desk/open-story.ts";
import { libraryProblemTold, packageProblemTold, textNow, useLanguage } from "../text/index.ts";
import { readAgain } from "./stories.ts";

/** Stories as single files (`.morasse`) that travel by stick or mail. */

/** Lets the person choose packages and takes them in. */
export function choosePackages(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".morasse";
  input.multiple = true;
  input.addEventListener("change", () => void takePackages([...(input.files ?? [])]));
  input.click();
}

/** Takes packages into the library and shows the last story; each that cannot be opened is told by its name. */
async function takePackages(files: readonly File[]): Promise<void> {
  let last: string | null = null;
  for (const file of files) {
    if (file.size > MOST_PACKAGE_BYTES) {
      const sizeBytes = file.size;
      tellPackage(file.name, { kind: "packageTooLarge", sizeBytes, mostBytes: MOST_PACKAGE_BYTES });
      continue;
    }
    const opened = await ask((bridge) => bridge.library.openPackage({ file }));
    if (opened === null) return;
    if (opened.ok) last = opened.value.id;
    else if (isPackageProblem(opened.problem)) tellPackage(file.name, opened.problem);
    else tellProblem(libraryProblemTold(opened.problem, useLanguage.getState().language));
  }
  if (last === null) return;
  await readAgain();
  await openStory(last);
  tell(textNow().library.packageOpened);
}

/** Saves the open story as a package where the browser saves files. */
export async function packOpenStory(): Promise<void> {
  const { id } = useOpenStory.getState();
  if (id === null) return;
  const pack = await ask((bridge) => bridge.library.pack({ id }));
  if (pack === null) return;
  if (!pack.ok) return tellProblem(libraryProblemTold(pack.problem, useLanguage.getState().language));
  saveFile(pack.value.name, pack.value);
  tell(textNow().library.packageMade(pack.value.name));
}

function tellPackage(file: string, problem: PackageProblem): void {
  tellProblem(packageProblemTold(file, problem, useLanguage.getState().language));
}
