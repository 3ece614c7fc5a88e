import { afterEach, expect, test, vi } from "vitest";
import { DEFAULT_HOUSE_STYLE, PROVINCE_REGISTER, type Flag, type Passage } from "#core/language";
import { Reader } from "../../../renderer/editor/reader.ts";
import type { ReadAnswer, ReadRequest } from "../../../renderer/editor/spelling.worker.ts";

/** A worker that answers when it is told to. */
class FakeWorker {
  static made: FakeWorker;
  readonly asked: (ReadRequest & { readonly kind: "story" })[] = [];
  #heard: (event: { readonly data: ReadAnswer }) => void = () => undefined;
  constructor() {
    FakeWorker.made = this;
  }
  addEventListener(kind: string, heard: (event: { readonly data: ReadAnswer }) => void): void {
    if (kind === "message") this.#heard = heard;
  }
  postMessage(request: ReadRequest): void {
    if (request.kind === "story") this.asked.push(request);
  }
  terminate(): void {}
  answer(at: number, flags: readonly Flag[]): void {
    const { id, order } = this.asked[at]!;
    this.#heard({ data: { id, flags: order.map((number) => [number, flags]), last: true, failed: false } });
  }
}

afterEach(() => void vi.unstubAllGlobals());

test("E9 what was found in a Vietnamese story is not shown when it is said to be English, and comes back with it", () => {
  vi.stubGlobal("Worker", FakeWorker);
  const reader = new Reader(() => undefined);
  reader.rule({ words: [], newsroomWords: [], style: DEFAULT_HOUSE_STYLE, names: PROVINCE_REGISTER });
  const passage: Passage = { place: "paragraph", text: "han chế" };
  const flag = { start: 0, end: 7, wrong: "han chế" } as Flag;
  const read = (language: "vi" | "en") => reader.read({ passages: [passage], language, day: "2026-11-24" });
  read("vi");
  FakeWorker.made.answer(0, [flag]);
  expect(reader.flagsOf(passage)).toEqual([flag]);
  read("en");
  expect(reader.flagsOf(passage)).toBeNull();
  // An answer to the question before comes late.
  FakeWorker.made.answer(0, [flag]);
  expect(reader.flagsOf(passage)).toBeNull();
  FakeWorker.made.answer(1, []);
  expect(reader.flagsOf(passage)).toEqual([]);
  read("vi");
  expect(reader.flagsOf(passage)).toEqual([flag]);
});
