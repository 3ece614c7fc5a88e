import { afterEach, expect, test, vi } from "vitest";
import { GrammarReader, MOST_CHARACTERS } from "../../../renderer/editor/grammar.ts";
import type { GrammarRequest } from "../../../renderer/editor/grammar.worker.ts";

const asked: GrammarRequest[] = [];

class FakeWorker {
  addEventListener(): void {}
  terminate(): void {}
  postMessage(request: GrammarRequest): void {
    asked.push(request);
  }
}

afterEach(() => void vi.unstubAllGlobals());

test("G13 the words are told once, the text by itself, and one that is too long is not read", () => {
  vi.stubGlobal("Worker", FakeWorker);
  const reader = new GrammarReader(() => undefined);
  const known = ["zalo", "đỗ thị bưởi"];
  reader.read([{ text: "a".repeat(MOST_CHARACTERS + 1) }, { text: "He could of gone." }], known);
  reader.read([{ text: "He could of gone." }], known);
  expect(asked).toEqual([
    { kind: "known", known },
    { kind: "text", id: 1, text: "He could of gone." },
  ]);
  reader.read([{ text: "He could of gone." }], ["zalo"]);
  expect(asked.slice(2)).toEqual([
    { kind: "known", known: ["zalo"] },
    { kind: "text", id: 2, text: "He could of gone." },
  ]);
});
