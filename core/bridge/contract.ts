import { eventIterator, oc, type, type ContractRouterClient } from "@orpc/contract";
import { z } from "zod";
import { STORY_STATES, type StoryList, type StorySummary } from "../library/index.ts";
import { MOST_PICTURE_BYTES, type PictureNotes, type PictureProblem } from "../media/index.ts";
import type { Article, Picture } from "../article/index.ts";
import {
  HAND_OVER_FORMATS,
  type JobView,
  type Proof,
  type PublishProblem,
  type Receipt,
  type Target,
  type TargetAccount,
} from "../publishing/index.ts";
import { MOST_PACKAGE_BYTES, type PackageProblem } from "../exchange/index.ts";
import type { Outcome } from "./outcome.ts";
import { HouseStyle, LONGEST_WORD, NameRegister } from "../language/index.ts";
import { NEWSROOM_FILES, type NamesProblem, type Newsroom, type NewsroomPart } from "./newsroom.ts";
import { Settings } from "./settings.ts";

/**
 * Every question a screen may ask, one contract for both hosts (MessagePort in Electron, WebSocket on
 * loopback). Input is validated where it arrives; what can go wrong on a good day comes back as a problem.
 *
 * Bytes of Yjs updates travel as base64; pictures as File.
 */

/** Longest update taken in one call: a paste of about 12 MB of text. */
export const MOST_UPDATE_BYTES = 12 * 1024 * 1024;
/** The same in base64 characters. */
const MOST_UPDATE = (MOST_UPDATE_BYTES / 3) * 4;

export const StoryId = z.uuid();
const Base64 = z
  .string()
  .max(MOST_UPDATE)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** What a disk or a library can answer instead. `path` is what a person can look for. */
export type LibraryProblem =
  | { readonly kind: "diskFull"; readonly path: string }
  | { readonly kind: "notWritable"; readonly path: string }
  /** The library's folder is not there any more (a stick was pulled, a share is gone). */
  | { readonly kind: "libraryGone"; readonly path: string }
  | { readonly kind: "storyUnknown"; readonly id: string }
  /**
   * The story's log is not there, or not one that can be read, and nothing could be read in its place. `missing` is
   * the log's name; `newer`: a later version of the program wrote it.
   */
  | {
      readonly kind: "storyUnreadable";
      readonly path: string;
      readonly missing: string;
      readonly why: "absent" | "damaged" | "newer";
    };

const LIBRARY_PROBLEMS: Readonly<Record<LibraryProblem["kind"], true>> = {
  diskFull: true,
  notWritable: true,
  libraryGone: true,
  storyUnknown: true,
  storyUnreadable: true,
};

/** Whether a problem is the disk's or the library's, and not that of what was done with it. */
export function isLibraryProblem<Other extends { readonly kind: string }>(
  problem: LibraryProblem | Other,
): problem is LibraryProblem {
  return Object.hasOwn(LIBRARY_PROBLEMS, problem.kind);
}

const FilePath = z.string().max(4_096);

/** What was mended in a story; told at every opening until a screen says that it was seen. */
export const Mended = z.discriminatedUnion("kind", [
  /** The log was damaged at a place; everything before it was kept, the damaged file is beside it. */
  z.object({
    kind: z.literal("logCut"),
    keptAside: FilePath,
    lostBytes: z.number(),
    lastGoodAt: z.iso.datetime().nullable(),
  }),
  /** The log was gone; the story was read from story.json. */
  z.object({ kind: z.literal("readFromJson"), path: FilePath }),
]);
export type Mended = Readonly<z.infer<typeof Mended>>;

/** What is to be said of a story when it is opened. */
export type Recovery =
  | Mended
  /** Files in the folder which are not ours; left alone. */
  | { readonly kind: "foreignFiles"; readonly files: readonly string[] }
  /** Originals the story shows which are not in its folder. */
  | { readonly kind: "picturesMissing"; readonly files: readonly string[] };

export interface OpenedStory {
  readonly id: string;
  /** The whole Yjs document as one update, base64. */
  readonly state: string;
  readonly recovered: readonly Recovery[];
  readonly receipts: readonly Receipt[];
  /** Its line in the list, which the list itself may not have read. */
  readonly summary: StorySummary;
  /** Path of the story's folder, for a person. */
  readonly folder: string;
}

export interface StoryToRead {
  readonly article: Article;
  /** When it was first published, else when it was last changed: offices in it are looked up for then. ISO 8601, UTC. */
  readonly meantFor: string;
  /** Forms which are silenced in the whole story, as `silencedIn` of `#core/article` has them. */
  readonly silenced: readonly string[];
}

/** What the host is, where things lie and how the library is: asked by a screen at its start, and when its host is back. */
export interface Hello {
  readonly product: { readonly name: "Morasse"; readonly version: string };
  readonly host: "electron" | "loopback";
  readonly library: string;
  /** Where passwords are kept: the system's keychain, or a file only the user can read. */
  readonly secrets: { readonly kept: "keychain" } | { readonly kept: "file"; readonly path: string };
  /** BCP 47 tag of the system's language; empty where the system has none, and the page's browser decides. */
  readonly systemLanguage: string;
  readonly settings: Settings;
  /** My words: never flagged on this desk. */
  readonly words: readonly string[];
  /** The file of my words where it cannot be read; it is kept aside when words are added. */
  readonly wordsUnreadable: string | null;
  readonly newsroom: Newsroom;
  readonly targets: readonly Target[];
  /** Whether the library had no story at all when it was opened. */
  readonly firstStart: boolean;
  /** What keeps the library from being written now; later changes are told as events. */
  readonly libraryProblem: LibraryProblem | null;
}

/** What happens at the host and concerns every open screen. */
export type DeskEvent =
  | { readonly kind: "story"; readonly summary: StorySummary }
  | { readonly kind: "storyGone"; readonly id: string }
  | { readonly kind: "job"; readonly job: JobView }
  | { readonly kind: "receipt"; readonly storyId: string; readonly receipt: Receipt }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "newsroom"; readonly newsroom: Newsroom }
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "targets"; readonly targets: readonly Target[] }
  /** The library could not be written, or can be again (null). Nothing typed is lost: it waits in the screen. */
  | { readonly kind: "library"; readonly problem: LibraryProblem | null }
  /** A second start on this library asks for this window; or a menu of the desktop shell was used. */
  | { readonly kind: "command"; readonly command: string }
  /** A story was opened from outside, with a package in the desktop shell: show it. */
  | { readonly kind: "openStory"; readonly id: string };

export interface AddedPicture {
  readonly picture: Picture;
  readonly notes: PictureNotes;
}

/** Address of a site, as of every page the program opens: nothing but http and https. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(500);

/** Address of a place that takes files: a folder, an SFTP or a WebDAV server. Who signs in there is kept apart. */
export const HandOverAddress = z
  .url({ protocol: /^(?:file|sftp|https?)$/ })
  .max(500)
  .refine((url) => {
    const { username, password, protocol, hostname } = new URL(url);
    return username === "" && password === "" && (protocol === "file:" || hostname !== "");
  });

/** A key's fingerprint as OpenSSH prints it. */
export const KeyFingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/);

/** Longest password or private key: an RSA key of 4,096 bits has 3,400 characters. */
const MOST_SECRET = 8_000;

const Word = z.string().min(1).max(LONGEST_WORD);
/** Most words added or taken out in one call: an imported list. */
export const MOST_WORDS = 100_000;
const WordChange = z.object({
  add: z.array(Word).max(MOST_WORDS),
  remove: z.array(Word).max(MOST_WORDS),
});

const NEWSROOM_PARTS = Object.keys(NEWSROOM_FILES) as [NewsroomPart, ...NewsroomPart[]];

const storyInput = z.object({ id: StoryId });

const TargetInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("site"),
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    url: WebAddress,
  }),
  z.object({
    kind: z.literal("wordpress"),
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    url: WebAddress,
    user: z.string().min(1).max(200),
    categories: z.record(z.string().max(80), z.number().int().positive()),
  }),
  z.object({
    kind: z.literal("ghost"),
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    url: WebAddress,
    themeShowsTop: z.boolean(),
  }),
  z.object({
    kind: z.literal("handover"),
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    url: HandOverAddress,
    user: z.string().max(200),
    hostKey: KeyFingerprint.exactOptional(),
    formats: z.array(z.enum(HAND_OVER_FORMATS)).min(1).max(HAND_OVER_FORMATS.length).readonly(),
  }),
]);

/** Longest reason kept with a story that was taken down. */
export const MOST_REASON_CHARACTERS = 500;
const Reason = z.string().max(MOST_REASON_CHARACTERS);

const AimInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("public") }),
  z.object({ kind: z.literal("draft") }),
  z.object({ kind: z.literal("scheduled"), at: z.iso.datetime() }),
  z.object({ kind: z.literal("withdrawn"), reason: Reason }),
  z.object({ kind: z.literal("killed"), reason: Reason }),
]);

export const contract = {
  hello: oc.output(type<Hello>()),
  /** Everything that happens from now on; ends when the screen goes. */
  events: oc.output(eventIterator(type<DeskEvent>())),

  settings: {
    save: oc.input(Settings.partial()).output(type<Settings>()),
  },

  library: {
    list: oc
      .input(
        z.object({
          text: z.string().max(500).optional(),
          section: z.string().max(80).optional(),
          state: z.enum(STORY_STATES).optional(),
          trashed: z.boolean().optional(),
          limit: z.number().int().min(1).max(500).optional(),
          offset: z.number().int().min(0).optional(),
        }),
      )
      .output(type<StoryList>()),
    create: oc.output(type<Outcome<StorySummary, LibraryProblem>>()),
    /** A finished sample story that teaches by being read. */
    createSample: oc.output(type<Outcome<StorySummary, LibraryProblem>>()),
    /** The story as one file to travel (`.morasse`), with everything typed so far. */
    pack: oc.input(storyInput).output(type<Outcome<File, LibraryProblem>>()),
    /** Takes a package in; a story the library has gets both people's work. */
    openPackage: oc
      .input(z.object({ file: z.file().max(MOST_PACKAGE_BYTES) }))
      .output(type<Outcome<StorySummary, PackageProblem | LibraryProblem>>()),
    duplicate: oc.input(storyInput).output(type<Outcome<StorySummary, LibraryProblem>>()),
    trash: oc.input(storyInput).output(type<Outcome<StorySummary, LibraryProblem>>()),
    restore: oc.input(storyInput).output(type<Outcome<StorySummary, LibraryProblem>>()),
  },

  story: {
    open: oc.input(storyInput).output(type<Outcome<OpenedStory, LibraryProblem>>()),
    /** The article as it stands and what its writers silenced, to be read without being written. */
    reading: oc.input(storyInput).output(type<Outcome<StoryToRead, LibraryProblem>>()),
    /** A person has seen what was mended in the story: it is not told again. */
    acknowledge: oc
      .input(z.object({ id: StoryId, mended: z.array(Mended).max(1_000) }))
      .output(type<Outcome<null, LibraryProblem>>()),
    /** Appends an update to the story's log. Answers when the bytes are with the system. */
    append: oc
      .input(z.object({ id: StoryId, update: Base64 }))
      .output(type<Outcome<{ readonly savedAt: string }, LibraryProblem>>()),
    /** Updates of this story made by other screens, base64; starts with the whole state so that nothing falls between. */
    follow: oc.input(storyInput).output(eventIterator(type<string>())),
  },

  pictures: {
    /** Stores an original in the story's folder; the same bytes twice are one file. */
    add: oc
      .input(z.object({ storyId: StoryId, file: z.file().max(MOST_PICTURE_BYTES + 1024) }))
      .output(type<Outcome<AddedPicture, PictureProblem | LibraryProblem>>()),
  },

  words: {
    /** Adds to my words and takes others out; answers all of them. */
    change: oc.input(WordChange).output(type<readonly string[]>()),
  },

  /** What the newsroom lays down, in files of the library. */
  newsroom: {
    /** Reads the files again: they may have been edited by hand. */
    read: oc.output(type<Newsroom>()),
    saveStyle: oc.input(z.object({ style: HouseStyle })).output(type<Outcome<Newsroom, LibraryProblem>>()),
    saveNames: oc.input(z.object({ names: NameRegister })).output(type<Outcome<Newsroom, LibraryProblem>>()),
    changeWords: oc.input(WordChange).output(type<Outcome<Newsroom, LibraryProblem>>()),
    /** Takes parts of what one package brought over, and drops the rest of it. */
    decide: oc
      .input(z.object({ id: z.string().max(100), taken: z.array(z.enum(NEWSROOM_PARTS)) }))
      .output(type<Outcome<Newsroom, LibraryProblem | NamesProblem>>()),
  },

  targets: {
    /** Saves a target; `secret` (application password, shared key) goes to the keychain and never comes back. */
    save: oc
      .input(z.object({ target: TargetInput, secret: z.string().max(MOST_SECRET).optional() }))
      .output(type<readonly Target[]>()),
    remove: oc.input(z.object({ id: z.string().max(64) })).output(type<readonly Target[]>()),
    /** Asks the site who we are there and what we may do. */
    test: oc
      .input(z.object({ target: TargetInput, secret: z.string().max(MOST_SECRET).optional() }))
      .output(type<Outcome<TargetAccount, PublishProblem>>()),
  },

  publishing: {
    /**
     * Queues a story. The host runs the preflight again (without spelling flags, which only the screen has)
     * and refuses what the newsroom's rules block. What the target has already is sent only where `again` says so.
     */
    publish: oc
      .input(
        z.object({
          storyId: StoryId,
          targetId: z.string().max(64),
          again: z.boolean().optional(),
          aim: AimInput.optional(),
        }),
      )
      .output(type<Outcome<JobView, PublishProblem | LibraryProblem>>()),
    jobs: oc.output(type<readonly JobView[]>()),
    cancel: oc.input(z.object({ jobId: z.string().max(64) })).output(type<JobView | null>()),
    retry: oc.input(z.object({ jobId: z.string().max(64) })).output(type<JobView | null>()),
    /** Looks at every page that readers have, one after the other, and ends; of all targets where none is named. */
    proofs: oc
      .input(z.object({ targetId: z.string().max(64).optional() }))
      .output(eventIterator(type<Proof>())),
    /** Whether each target answers now, by target id; for the status bar. */
    reachable: oc.output(type<Readonly<Record<string, boolean>>>()),
  },

  /** Opens an http or https address in the system's browser; on loopback the screen does it itself. */
  openExternal: oc.input(z.object({ url: z.url({ protocol: /^https?$/ }) })).output(type<boolean>()),
};

/** The bridge as a screen sees it: every procedure a function returning a promise. */
export type Bridge = ContractRouterClient<typeof contract>;

/**
 * Address of a picture for the screen, relative to the page itself on both hosts (on loopback the page
 * lies under its secret path).
 *
 * @param widthPx a rendition at least this wide; without it the original.
 */
export function pictureAddress(
  storyId: string,
  picture: Pick<Picture, "sha256" | "extension">,
  widthPx?: number,
): string {
  const query = widthPx === undefined ? "" : `?width=${widthPx}`;
  return `pictures/${storyId}/${picture.sha256}.${picture.extension}${query}`;
}
