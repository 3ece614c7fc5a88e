import type { CDPSession, Page } from "@playwright/test";

/**
 * The seven ways in which Vietnamese input methods speak to a page, played through the DevTools protocol.
 *
 * D1 composition; D2 fake Backspaces, then text; D3 fake Shift+Left, then text over the selection; D4 deletion without a
 * key, then text; D5 a throw-away U+202F first, then as D2; D6 decomposed letters; D7 composition opened again
 * over a finished word.
 */
export const DIALECTS = ["D1", "D2", "D3", "D4", "D5", "D6", "D7"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What must stand on the page after a sentence was typed in a dialect. */
export function expectedOf(dialect: Dialect, sentence: string): string {
  return dialect === "D6" ? sentence.normalize("NFD") : sentence.normalize("NFC");
}

/** Types a sentence at the caret. `gapMs` is the wait between two signals; 0 sends them in one burst. */
export async function play(page: Page, dialect: Dialect, sentence: string, gapMs: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const hand = new Hand(cdp, page, gapMs);
  for (const piece of sentence.normalize("NFC").split(/(\s+|[,.;:“”])/u)) {
    if (piece === "") continue;
    if (/^[\s,.;:“”]+$/u.test(piece)) await hand.text(piece);
    else await word(hand, dialect, piece);
  }
  await hand.done();
  await cdp.detach();
}

/** The states a word goes through while it is typed in Telex: letters, then marks of vowels and đ, then the tone. */
function stagesOf(final: string): readonly string[] {
  const letters = final.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
  const toneless = final
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, "")
    .normalize("NFC");
  return [letters, toneless, final].filter((stage, index, all) => stage !== all[index - 1]);
}

async function word(hand: Hand, dialect: Dialect, final: string): Promise<void> {
  const stages = stagesOf(final);
  if (dialect === "D1") {
    for (let end = 1; end <= stages[0]!.length; end++) await hand.compose(stages[0]!.slice(0, end));
    for (const stage of stages.slice(1)) await hand.compose(stage);
    await hand.commit(final);
    return;
  }
  if (dialect === "D6") {
    for (const letter of final.normalize("NFD")) await hand.text(letter);
    return;
  }
  if (dialect === "D7") {
    // Finished without its marks, then opened again over the whole word.
    await hand.text(stages[0]!);
    if (stages.length === 1) return;
    for (let at = 0; at < stages[0]!.length; at++) await hand.key("ArrowLeft", 37, true);
    for (const stage of stages.slice(1)) await hand.compose(stage);
    await hand.commit(final);
    return;
  }
  let shown = "";
  for (const stage of stages) {
    let same = 0;
    while (same < shown.length && shown[same] === stage[same]) same += 1;
    let back = shown.length - same;
    if (back > 0 && dialect === "D5") {
      await hand.text("\u202f");
      back += 1;
    }
    for (let at = 0; at < back; at++) {
      if (dialect === "D3") await hand.key("ArrowLeft", 37, true);
      else if (dialect === "D4") await hand.deleteBefore();
      else await hand.key("Backspace", 8, false);
    }
    const rest = stage.slice(same);
    if (rest !== "") await hand.text(rest);
    else if (dialect === "D3" && back > 0) await hand.key("Backspace", 8, false);
    shown = stage;
  }
}

class Hand {
  readonly #cdp: CDPSession;
  readonly #page: Page;
  readonly #gapMs: number;
  #sent: Promise<unknown>[] = [];

  constructor(cdp: CDPSession, page: Page, gapMs: number) {
    this.#cdp = cdp;
    this.#page = page;
    this.#gapMs = gapMs;
  }

  /** Each letter as a key which carries its text, as VK_PACKET does. */
  async text(text: string): Promise<void> {
    for (const letter of text) {
      await this.#send(
        this.#cdp.send("Input.dispatchKeyEvent", {
          type: "keyDown",
          text: letter,
          unmodifiedText: letter,
          key: letter,
          windowsVirtualKeyCode: letter === " " ? 32 : 231,
        }),
      );
      await this.#send(this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter }));
    }
  }

  async key(key: string, windowsVirtualKeyCode: number, shift: boolean): Promise<void> {
    const event = { key, code: key, windowsVirtualKeyCode, modifiers: shift ? 8 : 0 };
    await this.#send(this.#cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event }));
    await this.#send(this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...event }));
  }

  async compose(text: string): Promise<void> {
    await this.#send(
      this.#cdp.send("Input.dispatchKeyEvent", {
        type: "rawKeyDown",
        key: "Process",
        windowsVirtualKeyCode: 229,
      }),
    );
    await this.#send(
      this.#cdp.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    );
  }

  async commit(text: string): Promise<void> {
    await this.#send(this.#cdp.send("Input.insertText", { text }));
  }

  /** The letter before the caret goes without any key, as a toolkit's "delete surrounding text" does it. */
  async deleteBefore(): Promise<void> {
    await this.done();
    await this.#page.evaluate(() => document.execCommand("delete"));
  }

  async done(): Promise<void> {
    await Promise.all(this.#sent);
    this.#sent = [];
  }

  async #send(signal: Promise<unknown>): Promise<void> {
    if (this.#gapMs === 0) {
      this.#sent.push(signal);
      return;
    }
    await signal;
    await new Promise((resolve) => setTimeout(resolve, this.#gapMs));
  }
}
