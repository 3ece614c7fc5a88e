import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { useHost } from "../host.ts";

/** The words which are never flagged. */
export function WordsPart() {
  const text = useText().settings;
  const words = useHost((state) => state.words);
  const [typed, setTyped] = useState("");
  const word = typed.normalize("NFC").trim();
  const add = async () => {
    if (word === "") return;
    const now = await ask((bridge) => bridge.words.add({ word }));
    if (now === null) return;
    useHost.setState({ words: now });
    setTyped("");
  };
  const remove = async (gone: string) => {
    const now = await ask((bridge) => bridge.words.remove({ word: gone }));
    if (now !== null) useHost.setState({ words: now });
  };
  return (
    <>
      <p className="settings-note">{text.wordsHint}</p>
      <form
        className="word-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          aria-label={text.wordAdd}
          placeholder={text.wordAdd}
          value={typed}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={word === ""}>
          {text.wordAddAct}
        </Button>
      </form>
      {words.length === 0 ? (
        <p className="settings-note">{text.wordsEmpty}</p>
      ) : (
        <>
          <p className="settings-note">{text.wordsCount(words.length)}</p>
          <ul className="words">
            {words
              .toSorted((one, other) => one.localeCompare(other, "vi"))
              .map((one) => (
                <li key={one}>
                  {one}
                  <ActionIcon
                    size="1.25rem"
                    aria-label={text.wordRemove(one)}
                    onClick={() => void remove(one)}
                  >
                    <IconX size={12} stroke={2} />
                  </ActionIcon>
                </li>
              ))}
          </ul>
        </>
      )}
    </>
  );
}
