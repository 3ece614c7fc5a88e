/**
 * Who may import whom, as one table. `docs/architecture.md` says why; `tests/layers.test.ts` and
 * `eslint.config.mjs` both read it, so a wrong import fails in the editor and in the checks.
 *
 * Key: a top-level folder. Value: the folders its files may import besides their own.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const LAYERS = {
  core: [],
  renderer: ["core"],
  node: ["core"],
  site: ["core"],
  electron: ["core", "node", "site"],
  loopback: ["core", "node", "site"],
  build: ["core", "node", "site", "loopback"],
  tests: ["core", "node", "site", "electron", "loopback", "renderer", "build"],
};
