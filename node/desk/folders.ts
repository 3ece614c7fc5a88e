import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Folder of this user's settings, words, secrets and local news site: `--data`, else MORASSE_DATA, else
 * the system's place for them (XDG Base Directory 0.8 on Linux; Apple's and Microsoft's conventions).
 */
export function dataFolder(given: string | undefined, env: Environment, platform: string): string {
  const asked = given ?? env["MORASSE_DATA"];
  if (asked !== undefined && asked !== "") return resolve(asked);
  if (platform === "win32") return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Morasse");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Morasse");
  const config = env["XDG_CONFIG_HOME"];
  // The specification says that a relative path there is to be ignored.
  return join(config !== undefined && isAbsolute(config) ? config : join(homedir(), ".config"), "morasse");
}

/** Folder of the stories: `--library`, else `Morasse` in the documents or the home folder, where one lies. */
export function libraryFolder(given: string | undefined, home = homedir()): string {
  if (given !== undefined && given !== "") return resolve(given);
  const inDocuments = join(home, "Documents", "Morasse");
  return existsSync(inDocuments) ? inDocuments : join(home, "Morasse");
}

/**
 * BCP 47 tag of the system's language: from the POSIX locale variables, else what the runtime says. Empty where
 * the system has none (the locale "C", or no locale on Linux): a page then asks its browser.
 */
export function systemLanguage(env: Environment, platform: string = process.platform): string {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  const tag = locale?.split(/[.@]/)[0]?.replaceAll("_", "-");
  if (tag !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag)) return tag;
  if (tag === "C" || tag === "POSIX" || platform === "linux") return "";
  return Intl.DateTimeFormat().resolvedOptions().locale;
}

/** The two languages the program speaks: Vietnamese where the system is Vietnamese, English otherwise. */
export function spokenLanguage(tag: string): "vi" | "en" {
  return tag === "vi" || tag.startsWith("vi-") ? "vi" : "en";
}
