import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowBarUp, IconX } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useState } from "react";
import { QUIET, silencedIn } from "#core/article";
import { MOST_WORDS, NEWSROOM_FILES } from "#core/bridge";
import { LONGEST_WORD, STYLE_RULE_NAMES, STYLE_RULES, wordsToImport } from "#core/language";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { useHost, useNewsroom } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { unsilence, type StorySession } from "../editor/index.ts";
import { textNow, useLanguage, useText, type ScreenLanguage } from "../text/index.ts";
import { changeNewsroom, chooseTextFile, saveText } from "./acts.ts";
import { wordsMatching } from "./word-search.ts";

type List = "mine" | "ours";

const VIETNAMESE = new Intl.Collator("vi");

/** Words of a list that are drawn; the search is over all of them. */
const MOST_SHOWN = 200;

/** The words which are never flagged: mine, the newsroom's, and those of the open story. */
export function WordsPart() {
  const text = useText().newsroom;
  const mine = useHost((state) => state.words);
  const unreadable = useHost((state) => state.wordsUnreadable);
  const { words: ours, faults } = useNewsroom();
  const session = useOpenStory((state) => state.session);
  const said = faults
    .filter(({ path }) => path.endsWith(NEWSROOM_FILES.words))
    .map((fault) =>
      fault.kind === "keptAside" ? text.faultAside(fault.path, fault.aside) : text.faultWords(fault.path),
    );
  return (
    <>
      <WordList
        list="mine"
        title={text.mine}
        why={text.mineWhy}
        words={mine}
        faults={unreadable === null ? [] : [text.faultWords(unreadable)]}
      />
      <WordList list="ours" title={text.ours} why={text.oursWhy} words={ours} faults={said} />
      {session !== null && <StoryWords session={session} />}
    </>
  );
}

interface WordListProps {
  readonly list: List;
  readonly title: string;
  readonly why: string;
  readonly words: readonly string[];
  /** What is wrong with its file. */
  readonly faults: readonly string[];
}

function WordList({ list, title, why, words, faults }: WordListProps) {
  const text = useText().newsroom;
  return (
    <section className="word-list" aria-labelledby={`words-${list}`}>
      <h3 id={`words-${list}`}>{title}</h3>
      <p className="settings-note">
        {why} {words.length > 0 && text.wordsCount(words.length)}
      </p>
      {faults.map((fault) => (
        <p key={fault} className="settings-note" role="status">
          {fault}
        </p>
      ))}
      <WordForm list={list} title={title} words={words} />
      {words.length === 0 ? (
        <p className="settings-note">{text.wordsNone}</p>
      ) : (
        <SortedWords list={list} title={title} words={words} />
      )}
    </section>
  );
}

/** Apart from the list, which need not be drawn again with each key. */
function WordForm({ list, title, words }: Pick<WordListProps, "list" | "title" | "words">) {
  const text = useText().newsroom;
  const [typed, setTyped] = useState("");
  const word = typed.normalize("NFC").trim();
  return (
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
        maxLength={LONGEST_WORD}
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
  );
}

const SortedWords = memo(function SortedWords({
  list,
  title,
  words,
}: Pick<WordListProps, "list" | "title" | "words">) {
  const text = useText().newsroom;
  const [sought, setSought] = useState("");
  const sorted = useMemo(() => words.toSorted(VIETNAMESE.compare), [words]);
  const found = useMemo(() => wordsMatching(sorted, sought), [sorted, sought]);
  return (
    <>
      {words.length > MOST_SHOWN && (
        <TextInput
          aria-label={`${text.wordSearch}: ${title}`}
          placeholder={text.wordSearch}
          value={sought}
          spellCheck={false}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <ul className="words">
        {found.slice(0, MOST_SHOWN).map((one) => (
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
      {found.length > MOST_SHOWN && (
        <p className="settings-note">{text.wordsMore(found.length - MOST_SHOWN)}</p>
      )}
    </>
  );
});

function StoryWords({ session }: { readonly session: StorySession }) {
  const text = useText().newsroom;
  const language = useLanguage((state) => state.language);
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
            {shownForm(form, language)}
            <ActionIcon
              size="1.25rem"
              aria-label={text.wordRemove(shownForm(form, language))}
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

/** What is silenced in a story, a rule of style by its name: "Dấu cách: ␣␣". */
function shownForm(form: string, language: ScreenLanguage): string {
  const rule = STYLE_RULES.find((one) => form === one || form.startsWith(`${one}: `));
  return rule === undefined ? form : STYLE_RULE_NAMES[rule][language] + form.slice(rule.length);
}

async function changeWords(list: List, add: readonly string[], remove: readonly string[]): Promise<boolean> {
  const change = { add: [...add], remove: [...remove] };
  if (list === "ours") return changeNewsroom((bridge) => bridge.newsroom.changeWords(change));
  const words = await ask((bridge) => bridge.words.change(change));
  if (words === null) return false;
  useHost.setState({ words, wordsUnreadable: null });
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
  const { words, tooLong } = wordsToImport(file.text, file.name);
  const more = words.filter((word) => !before.has(word));
  const taken = more.slice(0, MOST_WORDS);
  if (taken.length > 0 && !(await changeWords(list, taken, []))) return;
  tell(text.wordsImported(taken.length, words.length - more.length));
  const left = [...(more.length > taken.length ? [text.wordsCut(more.length - taken.length)] : [])];
  if (tooLong > 0) left.push(text.wordsTooLong(tooLong));
  if (left.length > 0) tell(left.join(" "));
}

function lines(words: readonly string[]): string {
  return words.map((word) => `${word}\n`).join("");
}
