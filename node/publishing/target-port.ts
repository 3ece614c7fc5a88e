import { assertNever } from "#core/bridge";
import type { Target, TargetPort } from "#core/publishing";
import { handOverTarget, placeOf } from "./handover-target.ts";
import type { PublisherOptions } from "./port.ts";
import { ghostTarget } from "./ghost-target.ts";
import { siteTarget } from "./site-target.ts";
import { wordPressTarget } from "./wordpress-target.ts";

/** The port of a target with its secret (null for none), for one run of a job or one question. */
export function targetPort(
  target: Target,
  password: string | null,
  { fetch, now, pace = {} }: Pick<PublisherOptions, "fetch" | "now" | "pace">,
  run: { readonly unclearSince: string | null; readonly signal: AbortSignal },
): TargetPort {
  const patience = pace.patience ? { patience: pace.patience } : {};
  switch (target.kind) {
    case "wordpress":
      return wordPressTarget({
        target,
        password,
        fetch,
        now,
        unclearSince: run.unclearSince,
        signal: run.signal,
        ...patience,
        ...(pace.settleMs === undefined ? {} : { settleMs: pace.settleMs }),
      });
    case "ghost":
      return ghostTarget({
        target,
        key: password,
        fetch,
        now,
        unclearSince: run.unclearSince,
        signal: run.signal,
        ...patience,
        ...(pace.settleMs === undefined ? {} : { settleMs: pace.settleMs }),
      });
    case "site":
      return siteTarget(target, password, { fetch, now, signal: run.signal, ...patience });
    case "handover":
      return handOverTarget(target, placeOf(target, password, { fetch, signal: run.signal, ...patience }));
    default:
      return assertNever(target);
  }
}

/** Whether a secret kept for one of them may be used for the other: the same account at the same place. */
export function isSameAccount(one: Target, other: Target): boolean {
  const userOf = (target: Target) => ("user" in target ? target.user : "");
  // Not the origin: only web addresses have one.
  const placeOfUrl = ({ url }: Target) => `${new URL(url).protocol}//${new URL(url).host}`;
  return (
    one.id === other.id &&
    one.kind === other.kind &&
    placeOfUrl(one) === placeOfUrl(other) &&
    userOf(one) === userOf(other)
  );
}
