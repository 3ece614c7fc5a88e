import type {
  HouseStyle,
  HouseStyleProblem,
  NameRegister,
  RegisterProblem,
  RegisterWarning,
} from "../language/index.ts";

/** What a newsroom lays down for everybody who works on its library: three files which it owns and can read and edit. */
export interface Newsroom {
  readonly style: HouseStyle;
  readonly names: NameRegister;
  /** Never flagged, on any desk of the newsroom. */
  readonly words: readonly string[];
  /** What is wrong with the files as they stand on the disk. */
  readonly faults: readonly NewsroomFault[];
  /** What each story package brought along from another desk, where that differs, the newest last; nobody has decided on it yet. */
  readonly brought: readonly Brought[];
}

export const NEWSROOM_FILES = { style: "style.json", names: "names.csv", words: "words.txt" } as const;
export type NewsroomPart = keyof typeof NEWSROOM_FILES;

/** A file which is not as it should be. */
export type NewsroomFault =
  /** In its place stands what was read before, or what a new newsroom has. `path` is what a person can look for. */
  | {
      readonly kind: "fileRefused";
      readonly path: string;
      readonly problem: HouseStyleProblem | RegisterProblem | { readonly kind: "fileUnreadable" };
    }
  /** The file was taken but for these cells. */
  | {
      readonly kind: "cellsRefused";
      readonly path: string;
      readonly warnings: readonly RegisterWarning[];
    }
  /** Another version was saved in the place of this one, which nobody here had read. It lies at `aside` since. */
  | { readonly kind: "keptAside"; readonly path: string; readonly aside: string };

/** What is wrong with a file as it lies there. */
export type FileFault = Exclude<NewsroomFault, { kind: "keptAside" }>;

/** Why names were not taken over: with them this name would have more forms, offices or namesakes than the register takes. */
export interface NamesProblem {
  readonly kind: "namesTooMany";
  readonly name: string;
}

/** What one package brought. A part is null where it says the same as this library, or nothing that can be read. */
export interface Brought {
  /** Names it among all that is waiting. */
  readonly id: string;
  /** When the package was opened here. ISO 8601, UTC. */
  readonly at: string;
  readonly style: HouseStyle | null;
  readonly names: NameRegister | null;
  readonly words: readonly string[] | null;
}
