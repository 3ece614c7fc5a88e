import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secret which the site shares with its desks: 32 random bytes in base64url, in the file "secret" of
 * the site's folder, readable by its owner alone. Made at the first call.
 */
export async function siteSecret(dir: string): Promise<string> {
  const path = join(dir, "secret");
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString("base64url");
  try {
    // "wx": of two starts at once one makes the file and both read it.
    await writeFile(path, `${made}\n`, { flag: "wx", mode: 0o600 });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < 16)
    throw new Error(`The secret in ${path} is too short; delete the file to have a new one made`);
  return secret;
}
