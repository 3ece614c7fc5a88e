import { safeStorage } from "electron";
import type { Hello } from "#core/bridge";
import { secretsIn, type Seal, type SecretStore } from "#node/desk";

/** Secrets and where they are kept, as the screen says it. */
export interface Keychain {
  readonly secrets: SecretStore;
  readonly kept: Hello["secrets"];
}

/**
 * Secrets sealed by the system's keychain. Where the system has none (Linux without a secret service
 * offers only "basic_text", a fixed key), they are kept as on the loopback host and the screen says so.
 */
export function keychainIn(path: string): Keychain {
  const sealed =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== "linux" || safeStorage.getSelectedStorageBackend() !== "basic_text");
  return sealed
    ? { secrets: secretsIn(`${path}.sealed`, SEAL), kept: { kept: "keychain" } }
    : { secrets: secretsIn(path), kept: { kept: "file", path } };
}

const SEAL: Seal = {
  close: (secret) => safeStorage.encryptString(secret).toString("base64"),
  open: (text) => {
    try {
      return safeStorage.decryptString(Buffer.from(text, "base64"));
    } catch {
      return null; // Another user's keychain, or a new one: the password has to be given again.
    }
  },
};
