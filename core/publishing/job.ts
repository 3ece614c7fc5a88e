/**
 * What publishing is, for every part of the program: targets, jobs in the outbox, and receipts.
 * How a job runs is in `machine.ts`; the targets themselves answer the port in `target.ts`.
 */

/** A site stories can be sent to. Secrets are kept apart, under the target's id. */
export type Target = OwnSiteTarget | WordPressTarget | GhostTarget | HandOverTarget;

export interface OwnSiteTarget {
  readonly kind: "site";
  readonly id: string;
  readonly name: string;
  /** Nobody has named it: `name` is the program's word, and a screen has its own in its language. */
  readonly unnamed?: true;
  /** Origin of the site, "http://127.0.0.1:4380". */
  readonly url: string;
}

export interface WordPressTarget {
  readonly kind: "wordpress";
  readonly id: string;
  readonly name: string;
  /** Address of the site, as typed by a person; a path is kept. */
  readonly url: string;
  readonly user: string;
  /** Section slug of the newsroom to category id on the site. */
  readonly categories: Readonly<Record<string, number>>;
}

/** A Ghost site, asked with the key of an integration. The section of a story is its primary tag there. */
export interface GhostTarget {
  readonly kind: "ghost";
  readonly id: string;
  readonly name: string;
  /** Address of the site, as typed by a person; a path is kept. */
  readonly url: string;
  /**
   * Whether the site's theme shows excerpt and feature image at the top of a post, as Ghost's own themes do. Where
   * it does not, lead and lead picture stand in the text.
   */
  readonly themeShowsTop: boolean;
}

/** What a story can be handed over as. */
export const HAND_OVER_FORMATS = ["ninjs", "newsml", "html"] as const;
export type HandOverFormat = (typeof HAND_OVER_FORMATS)[number];

/** A place which takes stories as files: a folder, an SFTP server or a WebDAV server. */
export interface HandOverTarget {
  readonly kind: "handover";
  readonly id: string;
  readonly name: string;
  /** "file:///srv/in/", "sftp://host:22/in/" or "https://host/dav/in/" (WebDAV). */
  readonly url: string;
  /** Who signs in at a server; "" for a folder. */
  readonly user: string;
  /** Of an SFTP server: the fingerprint of the key a person trusts, "SHA256:…" as OpenSSH prints it. */
  readonly hostKey?: string;
  readonly formats: readonly HandOverFormat[];
}

/** What is said of the place at an address: its host, of a folder its path. */
export function hostOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== "file:") return host;
  try {
    return host === "" ? decodeURIComponent(pathname) : `//${host}${decodeURIComponent(pathname)}`;
  } catch {
    return pathname;
  }
}

/**
 * How a story is to stand on a site once a job is done.
 *
 * - `public`: every reader sees it.
 * - `draft`: it is there, whole, and only who works at the site sees it.
 * - `scheduled`: the site makes it public by its own clock. `at`: ISO 8601, UTC.
 * - `withdrawn`: readers do not see it any more; the site keeps it where it can.
 * - `killed`: it is gone from the site with its pictures, as far as nothing else there shows them.
 */
export type Aim =
  | { readonly kind: "public" }
  | { readonly kind: "draft" }
  | { readonly kind: "scheduled"; readonly at: string }
  | { readonly kind: "withdrawn"; readonly reason: string }
  | { readonly kind: "killed"; readonly reason: string };

export type TakingDown = Extract<Aim, { kind: "withdrawn" | "killed" }>;

/** Whether readers are to see nothing of the story any more. */
export function isTakingDown(aim: Aim): aim is TakingDown {
  return aim.kind === "withdrawn" || aim.kind === "killed";
}

/** The aims a kind of target can reach. */
export const AIMS: Readonly<Record<Target["kind"], readonly Aim["kind"][]>> = {
  site: ["public", "withdrawn", "killed"],
  wordpress: ["public", "draft", "scheduled", "withdrawn", "killed"],
  ghost: ["public", "draft", "scheduled", "withdrawn", "killed"],
  // Scheduled: handed over at once, with its hour as embargo. Who receives files keeps to that, as with an agency.
  handover: ["public", "scheduled", "withdrawn", "killed"],
};

/** What a connection test found. */
export interface TargetAccount {
  readonly siteName: string;
  /** Name of the account as the site shows it; "" where the site has no accounts. */
  readonly accountName: string;
  readonly mayPublish: boolean;
  readonly mayUpload: boolean;
  /** Categories of the site, to map sections to; empty where a section needs none. */
  readonly categories: readonly { readonly id: number; readonly name: string }[];
}

/** Everything that can go wrong on the way to a site on a good day. Each has a sentence and a remedy. */
export type PublishProblem =
  /** No connection could be made: no network, name not found, refused. Sent by itself when it is back. */
  | { readonly kind: "siteUnreachable"; readonly host: string }
  /** The site's certificate is none this machine trusts: expired, of another name, made by the site itself. */
  | { readonly kind: "certificateRefused"; readonly host: string }
  /** Nobody has yet said that this key is the SFTP server's. Nothing was sent, no password either. */
  | { readonly kind: "hostKeyUnknown"; readonly host: string; readonly fingerprint: string }
  /** The SFTP server shows another key than the one that is trusted: a new server, or somebody in between. */
  | {
      readonly kind: "hostKeyChanged";
      readonly host: string;
      readonly fingerprint: string;
      readonly trusted: string;
    }
  /** The folder that takes the stories is not there: a share that is not mounted, a stick that was pulled. */
  | { readonly kind: "folderGone"; readonly path: string }
  /** The disk that takes the files is full. */
  | { readonly kind: "placeFull"; readonly host: string }
  /** Connected, but no answer in time. */
  | { readonly kind: "siteSlow"; readonly host: string; readonly waitedMs: number }
  /** 429 or 5xx that may pass; `retryAfterMs` where the site said how long it will be. */
  | {
      readonly kind: "siteBusy";
      readonly host: string;
      readonly status: number;
      readonly retryAfterMs?: number;
    }
  /** The address leads elsewhere: it is never followed with credentials. */
  | { readonly kind: "siteMoved"; readonly host: string; readonly location: string }
  /** 200 with a page that is not the site's API: a captive portal, a login page, a wrong address. */
  | { readonly kind: "notTheApi"; readonly host: string }
  /** Password revoked or wrong, or signature refused. */
  | { readonly kind: "signInRefused"; readonly host: string }
  /** The account may not do this: "publish", "upload", "edit". */
  | { readonly kind: "notAllowed"; readonly host: string; readonly act: "publish" | "upload" | "edit" }
  | { readonly kind: "pictureRefused"; readonly host: string; readonly file: string; readonly said: string }
  /** The story is too long or has something the site refuses; `said` is the site's own word. */
  | { readonly kind: "storyRefused"; readonly host: string; readonly said: string }
  /** The story was deleted or trashed on the site. */
  | { readonly kind: "goneFromSite"; readonly host: string }
  /**
   * The page was changed on the site since we last saw it; `remoteId` where we did not know the page yet,
   * `version` where the site counts them.
   */
  | {
      readonly kind: "changedOnSite";
      readonly host: string;
      readonly changedAt: string;
      readonly remoteId?: string;
      readonly version?: number;
    }
  /**
   * A newer version than ours is already on the site; `version` is the site's number, where it says so, and
   * `remoteId` and `changedAt` tell the page, where we looked at it.
   */
  | {
      readonly kind: "olderThanSite";
      readonly host: string;
      readonly version?: number;
      readonly changedAt?: string;
      readonly remoteId?: string;
    }
  /** The story's section has no category on the site. */
  | { readonly kind: "sectionNotMapped"; readonly host: string; readonly section: string }
  /** An original is missing from the story's folder. */
  | { readonly kind: "pictureLost"; readonly file: string }
  /** Sent, but the reader's page does not show all of it; the receipt lists the differences. */
  | { readonly kind: "pageDiffers"; readonly host: string; readonly missing: readonly Difference[] }
  /** The site was sent this very story, and its page showed all of it: there is nothing to send. */
  | { readonly kind: "nothingNew"; readonly url: string; readonly publishedAt: string }
  /** Asked to take a story down which this desk knows nothing of there. */
  | { readonly kind: "notOnSite"; readonly host: string }
  /** This kind of target cannot have a story stand like that. */
  | { readonly kind: "aimUnknown"; readonly aim: Aim["kind"] }
  /** A story readers have cannot become a draft or wait for its hour without vanishing from them. */
  | { readonly kind: "alreadyPublic"; readonly url: string }
  | { readonly kind: "targetUnknown" }
  /** The story was put into the trash here. */
  | { readonly kind: "storyTrashed" }
  | { readonly kind: "preflightBlocks"; readonly rules: readonly string[] };

/**
 * What a reader's page may lack; "stillPublic": it is there although the story was taken down, and "pictureStays": so
 * is a picture of a killed story, because the site cannot remove it. "file": of what was handed over one is not there
 * as it was sent.
 */
export const DIFFERENCES = [
  "headline",
  "lead",
  "paragraph",
  "picture",
  "caption",
  "credit",
  "altText",
  "correction",
  "canonicalLink",
  "feedEntry",
  "schedule",
  "stillPublic",
  "pictureStays",
  "file",
] as const;

/** One thing the reader's page does not show as it was sent. */
export interface Difference {
  readonly what: (typeof DIFFERENCES)[number];
  /** The text, picture or address that was expected, shortened to 120 characters. */
  readonly expected: string;
}

/** Where a job stands, for the screen. */
export type JobState =
  | { readonly kind: "waiting"; readonly problem: PublishProblem | null; readonly retryAt: string | null }
  /** `pictures` of the story in all, however many of them are on the site already. */
  | { readonly kind: "sending"; readonly step: JobStep; readonly pictures: number }
  | {
      readonly kind: "done";
      readonly at: string;
      readonly url: string;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: "stopped"; readonly problem: PublishProblem }
  | { readonly kind: "cancelled" };

export type JobStep =
  | { readonly kind: "preparing" }
  | { readonly kind: "picture"; readonly number: number; readonly of: number }
  | { readonly kind: "story" }
  | { readonly kind: "readingBack" };

/** One story on its way to one target. */
export interface JobView {
  readonly id: string;
  readonly storyId: string;
  readonly targetId: string;
  readonly title: string;
  /** ISO 8601 instant in UTC. */
  readonly queuedAt: string;
  readonly attempts: number;
  readonly aim: Aim;
  /** Whether the story here is another than what was queued: publishing it again sends the newer text. */
  readonly isBehind: boolean;
  readonly state: JobState;
}

/** What was sent where, and what the site showed when it was read back. Kept in the story's folder. */
export interface Receipt {
  readonly jobId: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly targetKind: Target["kind"];
  /** Id of the story on the site. */
  readonly remoteId: string;
  readonly url: string;
  readonly publishedAt: string;
  /** How the story stands there since. Absent in receipts of old: public. */
  readonly aim?: Aim;
  /** SHA-256 of the article's canonical JSON as it was sent: tells whether it was edited since. */
  readonly articleSha256: string;
  readonly pictures: readonly { readonly sha256: string; readonly remoteId: string; readonly url: string }[];
  /** What the reader's page did not show; empty when it shows everything. */
  readonly differences: readonly Difference[];
  /** How the page was when it was read back: HTTP status and SHA-256 of its bytes. */
  readonly page: { readonly status: number; readonly sha256: string; readonly readAt: string };
  /** What the next publishing needs to find the page again and to notice changes made there by others. */
  readonly way?: { readonly marker: string; readonly version: number; readonly changedAt: string };
}

/** What a later look at a published story's page has found. */
export interface Proof {
  readonly storyId: string;
  readonly title: string;
  readonly targetId: string;
  readonly url: string;
  readonly publishedAt: string;
  readonly found: ProofFound;
}

export type ProofFound =
  /** The page shows all that was sent. */
  | { readonly kind: "whole" }
  /** The page is there; what was sent is not known here any more word for word, so it was not compared. */
  | { readonly kind: "there" }
  | { readonly kind: "differs"; readonly differences: readonly Difference[] }
  /** The page is not there for readers: its HTTP status. */
  | { readonly kind: "gone"; readonly status: number }
  | { readonly kind: "unread"; readonly problem: PublishProblem };

/** How a story stands on a site by its newest receipt: one whose hour has come is public. */
export function standingOf({ aim = { kind: "public" } }: Pick<Receipt, "aim">, now: Date): Aim {
  return aim.kind === "scheduled" && Date.parse(aim.at) <= now.getTime() ? { kind: "public" } : aim;
}

/** When a story was first published anywhere, ISO 8601, UTC; null where it never was. */
export function firstPublishedAt(receipts: readonly Pick<Receipt, "publishedAt">[]): string | null {
  return receipts.map(({ publishedAt }) => publishedAt).toSorted()[0] ?? null;
}
