import { assertNever } from "#core/bridge";
import type { Target, TargetPort } from "#core/publishing";
import type { PublisherOptions } from "./port.ts";
import { siteTarget } from "./site-target.ts";
import { wordPressTarget } from "./wordpress-target.ts";

/** The port of a target with its secret, for one run of a job or one question. */
export async function targetPort(
  target: Target,
  { secrets, fetch, now, pace = {} }: Pick<PublisherOptions, "secrets" | "fetch" | "now" | "pace">,
  run: { readonly unclearSince: string | null; readonly signal: AbortSignal },
  secret?: string,
): Promise<TargetPort> {
  const password = secret ?? (await secrets.read(target.id));
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
    case "site":
      return siteTarget(target, password, { fetch, now, signal: run.signal, ...patience });
    default:
      return assertNever(target);
  }
}
