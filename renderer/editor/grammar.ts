/**
 * The worker that reads English stories for grammar, with Harper: some 300 MB while it lives, so it is started only where
 * the newsroom asks for it, and ended when it does no more.
 */
export function grammarWorker(): Worker {
  return new Worker(new URL("./grammar.worker.ts", import.meta.url), { type: "module" });
}
