import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import * as Y from "yjs";
import { BODY } from "#core/article";
import { bytesOf } from "#core/bridge";
import { openLibrary } from "#node/library";

/**
 * A reporter for the kill test, in a process of its own: opens the library, says what the story holds, then types one
 * number after the other until somebody kills it. Lines on standard output:
 *
 *     found <text>      what was in the story when it was opened
 *     typed <n> <ms>    before the number is given to the library, with the time
 *     kept <n>          when the library answered that it has it
 */
const [, , dir, id] = process.argv;
if (!dir || !id) throw new Error("typist.ts DIR STORY");
const say = (line: string) => void writeSync(1, `${line}\n`);

const opened = await openLibrary(dir, { host: "cli", now: () => new Date(), newId: randomUUID });
if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
const library = opened.value;
const story = await library.open(id);
if (!story.ok) throw new Error(JSON.stringify(story.problem));

const doc = new Y.Doc();
Y.applyUpdate(doc, bytesOf(story.value.state));
const updates: Uint8Array[] = [];
doc.on("update", (update: Uint8Array) => updates.push(update));
const text = textIn(doc);
say(`found ${text.toString()}`);
let number = text.toString().split(" ").filter(Boolean).length;
for (;;) {
  text.insert(text.length, `${number} `);
  say(`typed ${number} ${Date.now()}`);
  for (const update of updates.splice(0)) {
    const appended = await library.append(id, update, null);
    if (!appended.ok) throw new Error(JSON.stringify(appended.problem));
  }
  say(`kept ${number}`);
  number++;
  await new Promise((resolve) => setTimeout(resolve, 2));
}

/** The typed text of the last paragraph. */
function textIn(story: Y.Doc): Y.XmlText {
  const body = story.getXmlFragment(BODY);
  const last = body.get(body.length - 1) as Y.XmlElement;
  if (last.length === 0) last.insert(0, [new Y.XmlText("")]);
  return last.get(0) as Y.XmlText;
}
