import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HandOverAddress, KeyFingerprint, WebAddress } from "#core/bridge";
import { HAND_OVER_FORMATS, type Target } from "#core/publishing";
import { OWN_SITE } from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import type { CommandContext } from "./commands.ts";
import { outboxText } from "./outbox-text.ts";
import { oneTarget, sealed } from "./publish.ts";
import { problemText } from "./text.ts";

/** `morasse target add|list|test`. */

export interface TargetOptions {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly url: string | undefined;
  readonly user: string | undefined;
  /** "thoi-su=12": section and category of the site. */
  readonly categories: readonly string[];
  /** The theme of a Ghost site shows neither excerpt nor feature image. */
  readonly leadInText: boolean;
  /** "ninjs,newsml": what files are handed over as; every format where nothing is said. */
  readonly formats: string | undefined;
  /** Fingerprint of an SFTP server's key. */
  readonly hostKey: string | undefined;
  /** Read the password from standard input: on a command line every program of the machine could see it. */
  readonly passwordStdin: boolean;
}

const KINDS: readonly Target["kind"][] = ["wordpress", "ghost", "site", "handover"];

export async function listTargets({ bridge, language }: CommandContext): Promise<Answer> {
  const { targets, settings } = await bridge.hello();
  const lines = targets.map((target) => {
    const mark = target.id === settings.defaultTargetId ? "*" : " ";
    return `${mark} ${target.id}\t${target.kind}\t${target.name}\t${target.url}`;
  });
  return finished(lines.length === 0 ? [outboxText[language].noTargets] : lines, {
    targets,
    default: settings.defaultTargetId,
  });
}

/** Saves a target; one with the same name is replaced. */
export async function addTarget(context: CommandContext, options: TargetOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = outboxText[language];
  const wrong = (sentence: string) => refused(EXIT.usage, [sentence], { kind: "usage" });
  const { kind = "wordpress", name } = options;
  if (!isKind(kind)) return wrong(text.wrongKind(kind, KINDS.join(", ")));
  if (name === undefined) return wrong(text.targetNeeds("--name"));
  if (options.url === undefined) return wrong(text.targetNeeds("--url"));
  const url = kind === "handover" ? placeAddress(options.url) : options.url;
  const isAddress = kind === "handover" ? HandOverAddress.safeParse(url) : WebAddress.safeParse(url);
  if (!isAddress.success) {
    return wrong(kind === "handover" ? text.wrongPlace(options.url) : text.wrongUrl(options.url));
  }
  const { targets } = await bridge.hello();
  const same = targets.find((target) => target.name === name);
  if (same?.id === OWN_SITE) return wrong(text.ownSite);
  const id = same?.id ?? randomUUID();
  const target = targetOf({ ...options, id, kind, name, url }, text);
  if (typeof target === "string") return wrong(target);
  const password = options.passwordStdin
    ? new TextDecoder().decode(await context.stdin()).replace(/\r?\n$/, "")
    : null;
  if (password === "") return wrong(text.passwordEmpty);
  await bridge.targets.save({ target, ...(password === null ? {} : { secret: password }) });
  return finished([text.targetSaved(target)], { target });
}

export async function testTarget(context: CommandContext, name: string | undefined): Promise<Answer> {
  const { bridge, language } = context;
  const text = outboxText[language];
  const target = await oneTarget(context, name);
  if ("code" in target) return target;
  if (await context.isSealed(target.id)) return sealed(target, context);
  const account = await bridge.targets.test({ target });
  if (!account.ok) return refused(EXIT.problem, [problemText(account.problem, language)], account.problem);
  const { siteName, accountName, mayPublish, mayUpload, categories } = account.value;
  return finished(
    [
      text.signedIn(siteName, accountName),
      ...(mayPublish ? [] : [text.mayNotPublish]),
      ...(mayUpload ? [] : [text.mayNotUpload]),
      ...(categories.length === 0
        ? []
        : [text.categories(categories.map((one) => `${one.name} (${one.id})`).join(", "))]),
    ],
    { target, account: account.value },
  );
}

function isKind(kind: string): kind is Target["kind"] {
  return KINDS.some((one) => one === kind);
}

/** A folder's path as its address; any other address as it is. */
function placeAddress(typed: string): string {
  if (/^[a-z]+:\/\//i.test(typed)) return typed.endsWith("/") ? typed : `${typed}/`;
  return `${pathToFileURL(resolve(typed)).href.replace(/\/$/, "")}/`;
}

/** The target that was described, or the sentence that says what is missing. */
function targetOf(
  given: {
    readonly id: string;
    readonly kind: Target["kind"];
    readonly name: string;
    readonly url: string;
    readonly user: string | undefined;
    readonly categories: readonly string[];
    readonly leadInText: boolean;
    readonly formats: string | undefined;
    readonly hostKey: string | undefined;
  },
  text: (typeof outboxText)["en"],
): Target | string {
  const { id, name, url, user } = given;
  if (given.kind === "site") return { kind: "site", id, name, url };
  if (given.kind === "ghost") return { kind: "ghost", id, name, url, themeShowsTop: !given.leadInText };
  if (given.kind === "handover") {
    const { hostKey } = given;
    const asked = given.formats?.split(",").map((one) => one.trim()) ?? HAND_OVER_FORMATS;
    const formats = HAND_OVER_FORMATS.filter((format) => asked.includes(format));
    if (formats.length === 0 || formats.length < new Set(asked).size) {
      return text.wrongFormats(given.formats ?? "", HAND_OVER_FORMATS.join(", "));
    }
    if (hostKey !== undefined && !KeyFingerprint.safeParse(hostKey).success)
      return text.wrongHostKey(hostKey);
    if (user === undefined && !url.startsWith("file:")) return text.targetNeeds("--user");
    const place = { kind: "handover", id, name, url, user: user ?? "", formats } as const;
    return hostKey === undefined ? place : { ...place, hostKey };
  }
  if (user === undefined) return text.targetNeeds("--user");
  const categories: Record<string, number> = {};
  for (const typed of given.categories) {
    const pair = /^([a-z0-9-]+)=([1-9]\d{0,9})$/.exec(typed);
    if (pair === null) return text.wrongCategory(typed);
    categories[pair[1]!] = Number(pair[2]);
  }
  return { kind: "wordpress", id, name, url, user, categories };
}
