import { chmod, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { codeOf, writeWhole } from "#node/library";
import { putAsideIfDamaged } from "./aside.ts";

/** Passwords and keys by id; the same shape as `Secrets` of the publishing port. */
export interface SecretStore {
  read(id: string): Promise<string | null>;
  save(id: string, secret: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** How secrets are turned before they are written: the system's keychain in Electron, as they are elsewhere. */
export interface Seal {
  close(secret: string): string;
  /** Null when it cannot be opened any more (another user's keychain): the secret has to be given again. */
  open(sealed: string): string | null;
}

const AS_IT_IS: Seal = { close: (secret) => secret, open: (sealed) => sealed };

const Kept = z.record(z.string(), z.string());

/**
 * Secrets in one file which only this user can read (mode 600; on Windows the profile's own rights),
 * replaced as a whole by rename. Changes wait for one another.
 */
export function secretsIn(path: string, seal: Seal = AS_IT_IS): SecretStore {
  let turn: Promise<unknown> = Promise.resolve();

  const readAll = async (): Promise<Record<string, string>> => {
    try {
      const text = await readFile(path, "utf8");
      await chmod(path, 0o600);
      return Kept.parse(JSON.parse(text));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return {};
      throw error;
    }
  };
  const change = (act: (kept: Record<string, string>) => void): Promise<void> => {
    const mine = turn.then(async () => {
      putAsideIfDamaged(path, new Date());
      const kept = await readAll();
      act(kept);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, `${JSON.stringify(kept, null, 2)}\n`, 0o600);
    });
    turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
    return mine;
  };

  return {
    read: async (id) => {
      await turn;
      putAsideIfDamaged(path, new Date());
      const sealed = (await readAll())[id];
      return sealed === undefined ? null : seal.open(sealed);
    },
    save: (id, secret) => change((kept) => (kept[id] = seal.close(secret))),
    remove: (id) => change((kept) => delete kept[id]),
  };
}
