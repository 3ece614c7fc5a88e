import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowBarUp, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { QUIET, silencedIn } from "#core/article";
import { MOST_WORDS } from "#core/bridge";
import { wordsInFile } from "#core/language";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { useHost, useNewsroom } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { unsilence, type StorySession } from "../editor/index.ts";
import { textNow, useText } from "../text/index.ts";
import { changeNewsroom, chooseTextFile, saveText } from "./acts.ts";

type List = "mine" | "ours";

/** The words which are never flagged: mine, the newsroom's, and those of the open story. */
export function WordsPart() {
  const text = useText().newsroom;
  const mine = useHost((state) => state.words);
  const { words: ours } = useNewsroom();
  const session = useOpenStory((state) => state.session);
  return (
    <>
      <WordList list="mine" title={text.mine} why={text.mineWhy} words={mine} />
      <WordList list="ours" title={text.ours} why={text.oursWhy} words={ours} />
      {session !== null && <StoryWords session={session} />}
    </>
  );
}

interface WordListProps {
  readonly list: List;
  readonly title: string;
  readonly why: string;
  readonly words: readonly string[];
}

function WordList({ list, title, why, words }: WordListProps) {
  const text = useText().newsroom;
  const [typed, setTyped] = useState("");
  const word = typed.normalize("NFC").trim();
  return (
    <section className="word-list" aria-labelledby={`words-${list}`}>
      <h3 id={`words-${list}`}>{title}</h3>
      <p className="settings-note">
        {why} {words.length > 0 && text.wordsCount(words.length)}
      </p>
      <form
        className="word-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (word === "") return;
          void changeWords(list, [word], []).then((kept) => {
            if (kept) setTyped("");
          });
        }}
      >
        <TextInput
          aria-label={`${text.wordAdd}: ${title}`}
          placeholder={text.wordAdd}
          value={typed}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={word === ""}>
          {text.wordAddAct}
        </Button>
        <Button variant="subtle" onClick={() => void importWords(list, words)}>
          {text.importFile}
        </Button>
        <Button
          variant="subtle"
          disabled={words.length === 0}
          onClick={() =>
            saveText(`${list === "mine" ? "tu-cua-toi" : "tu-cua-toa-soan"}.txt`, lines(words), "text/plain")
          }
        >
          {text.exportFile}
        </Button>
      </form>
      {words.length === 0 ? (
        <p className="settings-note">{text.wordsNone}</p>
      ) : (
        <ul className="words">
          {words
            .toSorted((one, other) => one.localeCompare(other, "vi"))
            .map((one) => (
              <li key={one}>
                {one}
                {list === "mine" && (
                  <ActionIcon
                    size="1.25rem"
                    aria-label={text.moveToOurs(one)}
                    title={text.moveToOurs(one)}
                    onClick={() => void moveToOurs(one)}
                  >
                    <IconArrowBarUp size={12} stroke={2} />
                  </ActionIcon>
                )}
                <ActionIcon
                  size="1.25rem"
                  aria-label={text.wordRemove(one)}
                  onClick={() => void changeWords(list, [], [one])}
                >
                  <IconX size={12} stroke={2} />
                </ActionIcon>
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

function StoryWords({ session }: { readonly session: StorySession }) {
  const text = useText().newsroom;
  const [forms, setForms] = useState(() => silencedIn(session.doc));
  useEffect(() => {
    const quiet = session.doc.getMap(QUIET);
    const heard = () => setForms(silencedIn(session.doc));
    heard();
    quiet.observe(heard);
    return () => quiet.unobserve(heard);
  }, [session]);
  return (
    <section className="word-list" aria-labelledby="words-story">
      <h3 id="words-story">{text.story}</h3>
      <p className="settings-note">{forms.length === 0 ? text.storyNone : text.storyWhy}</p>
      <ul className="words">
        {forms.map((form) => (
          <li key={form}>
            {form}
            <ActionIcon
              size="1.25rem"
              aria-label={text.wordRemove(form)}
              onClick={() => unsilence(session.doc, form)}
            >
              <IconX size={12} stroke={2} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function changeWords(list: List, add: readonly string[], remove: readonly string[]): Promise<boolean> {
  const change = { add: [...add], remove: [...remove] };
  if (list === "ours") return changeNewsroom((bridge) => bridge.newsroom.changeWords(change));
  const words = await ask((bridge) => bridge.words.change(change));
  if (words === null) return false;
  useHost.setState({ words });
  return true;
}

/** First there, then gone here: a word is on one of the lists at any time. */
async function moveToOurs(word: string): Promise<void> {
  if (await changeWords("ours", [word], [])) await changeWords("mine", [], [word]);
}

async function importWords(list: List, known: readonly string[]): Promise<void> {
  const file = await chooseTextFile(".txt,.dic,text/plain");
  if (file === null) return;
  const text = textNow().newsroom;
  if (file.text === null) return tellProblem(text.wordsFileWrong(file.name));
  const before = new Set(known);
  const words = wordsInFile(file.text).slice(0, MOST_WORDS);
  const more = words.filter((word) => !before.has(word));
  if (more.length > 0 && !(await changeWords(list, more, []))) return;
  tell(text.wordsImported(more.length, words.length - more.length));
}

function lines(words: readonly string[]): string {
  return words.map((word) => `${word}\n`).join("");
}
