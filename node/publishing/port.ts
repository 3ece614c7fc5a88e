import type { PreflightRules } from "#core/article";
import type { LibraryProblem, Outcome, Section } from "#core/bridge";
import type { Aim, JobView, Proof, PublishProblem, Receipt, Target, TargetAccount } from "#core/publishing";
import type { Library } from "#node/library";
import type { RenditionsOf } from "#node/media";
import type { Patience } from "./http.ts";

/** Passwords and keys, by target id: the keychain in Electron, a file of mode 600 elsewhere. */
export interface Secrets {
  read(id: string): Promise<string | null>;
  save(id: string, secret: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface PublishWish {
  /** Also when the target has the very same story already. */
  readonly again?: boolean;
  /** How the story is to stand there; public, where nothing is said. */
  readonly aim?: Aim;
}

export type PublisherEvent =
  | { readonly kind: "job"; readonly job: JobView }
  | { readonly kind: "receipt"; readonly storyId: string; readonly receipt: Receipt };

/** The outbox at work: queues stories, sends them, keeps receipts. */
export interface Publisher {
  /** Queues the story, or what takes it down again. */
  publish(
    storyId: string,
    targetId: string,
    wish?: PublishWish,
  ): Promise<Outcome<JobView, PublishProblem | LibraryProblem>>;
  jobs(): readonly JobView[];
  cancel(jobId: string): Promise<JobView | null>;
  retry(jobId: string): Promise<JobView | null>;
  /** Without `secret` the kept one is used, where the saved target is the same account at the same place. */
  test(target: Target, secret?: string): Promise<Outcome<TargetAccount, PublishProblem>>;
  /** Whether each target answers now, by id. */
  reachable(): Promise<Readonly<Record<string, boolean>>>;
  /** Looks at each page that readers have, one after the other; of all targets where none is named. */
  proofs(targetId?: string): AsyncGenerator<Proof, undefined, void>;
  listen(heard: (event: PublisherEvent) => void): () => void;
  /** Job files that could not be read when the outbox was opened, under the names they are kept by now. */
  readonly setAside: readonly string[];
  /** Stops between two steps; what is left goes on at the next start. */
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly library: Library;
  readonly outboxDir: string;
  readonly renditionsDir: string;
  readonly targets: () => readonly Target[];
  readonly sections: () => readonly Section[];
  readonly rules: () => PreflightRules;
  readonly secrets: Secrets;
  readonly renditionsOf: RenditionsOf;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: () => number;
  /** The network. */
  readonly fetch: typeof fetch;
  /** How patient to be; left out for what suits a newsroom. */
  readonly pace?: Pace;
}

export interface Pace {
  /** How often a site that did not answer is asked whether it does now. */
  readonly pollMs?: number;
  /** How long a site may still work on a request after its sender gave up. */
  readonly settleMs?: number;
  readonly patience?: Patience;
}

/** `openPublisher(options)` of `index.ts` has this type. */
export type OpenPublisher = (options: PublisherOptions) => Promise<Publisher>;
