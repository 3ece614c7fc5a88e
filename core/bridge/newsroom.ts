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
  /** What a story package brought along from another desk, where that differs; nobody has decided on it yet. */
  readonly brought: Brought | null;
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
    };

/** A part is null where the package says the same as this library, or nothing. */
export interface Brought {
  readonly style: HouseStyle | null;
  readonly names: NameRegister | null;
  readonly words: readonly string[] | null;
}
