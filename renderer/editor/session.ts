import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { BODY, DETAILS, QUIET, articleOf, setDetails } from "#core/article";
import { bytesOf, done, type Bridge, type LibraryProblem, type Outcome } from "#core/bridge";
import { isLost } from "../bridge/index.ts";
import { adopt } from "./adopted.ts";
import { Courier } from "./courier.ts";
import type { StorySession } from "./port.ts";
import { TYPED } from "./schema.ts";

/** Origin of changes made on this screen but not typed on the page: details, silenced flags. Undoable. */
export const LOCAL = "local";
/** Origin of changes which came from the host. */
const HOST = "host";

/** Changes less than this apart are undone together. */
const UNDO_STEP_MS = 500;
/** How long closing waits for the host; what is unsent then goes on being tried while the screen lives. */
const CLOSE_MS = 3000;
const FOLLOW_AGAIN_MS = [300, 1000, 3000] as const;

/** A closed story which still expects something, or has something the host has not yet taken. */
interface Late {
  readonly doc: Y.Doc;
  readonly courier: Courier;
}

/** The closed stories which are not yet let go of, by story. */
const late = new Map<string, Set<Late>>();

/**
 * Opens a story: its document as the host has it, tied to the host's log from now on.
 *
 * @throws what the bridge throws when the host is not there (`ConnectionLost`).
 */
export async function openSession(
  bridge: Bridge,
  id: string,
): Promise<Outcome<StorySession, LibraryProblem>> {
  const answer = await bridge.story.open({ id });
  if (!answer.ok) return answer;
  const opened = answer.value;

  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(opened.state), HOST);
  const undo = undoOf(doc);
  const courier = new Courier(id, (input) => bridge.story.append(input));
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== HOST) courier.push(update);
  });

  // After the log listens: what is changed for the editor is told to the host like everything else.
  adopt(doc);

  for (const former of late.get(id) ?? []) {
    // The story was closed here a moment ago while the host was away: what it lacks goes with this session.
    for (const unsent of former.courier.unsent()) Y.applyUpdate(doc, unsent, "resumed");
    // What still comes in there (a picture) goes to the host from there, and the host does not tell a screen its own.
    former.doc.on("update", (update: Uint8Array) => Y.applyUpdate(doc, update, HOST));
  }

  /** What is still on its way into the story. */
  const expected = new Set<Promise<unknown>>();
  const everything = async () => {
    while (expected.size > 0) await Promise.allSettled(expected);
    await courier.settled();
  };

  const leaving = (event: BeforeUnloadEvent) => {
    courier.flush();
    if (courier.saved().kind !== "saved" || expected.size > 0) event.preventDefault();
  };
  const hiding = () => courier.flush();
  addEventListener("beforeunload", leaving);
  addEventListener("pagehide", hiding);
  addEventListener("online", hiding);

  const stop = new AbortController();
  void follow(bridge, id, doc, courier, stop.signal);

  let closing: Promise<void> | null = null;
  const close = async () => {
    stop.abort();
    undo.destroy();
    removeEventListener("pagehide", hiding);
    const former: Late = { doc, courier };
    const all = late.get(id) ?? new Set<Late>();
    late.set(id, all.add(former));
    const sent = everything().then(() => {
      all.delete(former);
      if (all.size === 0) late.delete(id);
      removeEventListener("beforeunload", leaving);
      removeEventListener("online", hiding);
      doc.destroy();
    });
    await Promise.race([sent, pause(CLOSE_MS)]);
  };

  return done({
    id,
    opened,
    doc,
    undo,
    article: () => articleOf(id, doc),
    setDetails: (change) => setDetails(doc, change, LOCAL),
    saved: () => courier.saved(),
    onSaved: (heard) => courier.onSaved(heard),
    settled: () => courier.settled(),
    expect: (work) => {
      const counted = work.finally(() => expected.delete(counted));
      expected.add(counted);
    },
    close: () => (closing ??= close()),
  });
}

/**
 * One history over page, details and silenced flags.
 *
 * A typed place which somebody else has written into since is not taken away by undoing its making.
 */
function undoOf(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager([doc.getXmlFragment(BODY), doc.getMap(DETAILS), doc.getMap(QUIET)], {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, LOCAL]),
    captureTimeout: UNDO_STEP_MS,
    captureTransaction: (transaction) => transaction.meta.get("addToHistory") !== false,
    deleteFilter: (item) => {
      if (!(item.content instanceof Y.ContentType)) return true;
      const type = item.content.type;
      const typed = type instanceof Y.Text || (type instanceof Y.XmlElement && TYPED.has(type.nodeName));
      return !typed || type.length === 0;
    },
  });
}

/** Takes in what other screens write, for as long as the session lives, through every loss of the host. */
async function follow(
  bridge: Bridge,
  id: string,
  doc: Y.Doc,
  courier: Courier,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const updates = await bridge.story.follow({ id }, { signal });
      let first = true;
      for await (const update of updates) {
        if (signal.aborted) return;
        const bytes = bytesOf(update);
        Y.applyUpdate(doc, bytes, HOST);
        if (first) courier.replace(lackingIn(bytes, doc, courier));
        first = false;
        failures = 0;
      }
    } catch (error) {
      // A lost host ends the stream; it is asked again below. Anything else is a fault of ours and is said.
      if (!signal.aborted && !isLost(error)) console.error(error);
    }
    if (!signal.aborted) await pause(FOLLOW_AGAIN_MS[Math.min(failures, FOLLOW_AGAIN_MS.length - 1)]!);
  }
}

/** What this screen has and the host's whole state lacks; null when that is nothing. */
function lackingIn(state: Uint8Array, doc: Y.Doc, courier: Courier): Uint8Array | null {
  const vector = Y.encodeStateVectorFromUpdate(state);
  const ours = Y.encodeStateVector(doc);
  const ahead = [...Y.decodeStateVector(ours)].some(
    ([client, clock]) => (Y.decodeStateVector(vector).get(client) ?? 0) < clock,
  );
  // Deletions do not show in a state vector, so anything unconfirmed is sent in any case.
  return ahead || courier.unsent().length > 0 ? Y.encodeStateAsUpdate(doc, vector) : null;
}

function pause(waitMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
