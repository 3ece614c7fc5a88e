import { Modal } from "@mantine/core";
import { COMMANDS } from "../editor/index.ts";
import { useText } from "../text/index.ts";
import { DESK_COMMANDS, pageCommandName } from "./commands.ts";
import { keyText } from "./keys.ts";
import { useRoom } from "./room.ts";

/** Every key on one sheet. */
export function KeysHelp() {
  const text = useText().desk;
  const shown = useRoom((state) => state.keysShown);
  const desk = DESK_COMMANDS.flatMap(({ id, key }) =>
    // The page's own list has the flags.
    key === null || id === "nextFlag" ? [] : [[text.commands[id], keyText(key)] as const],
  );
  const page = COMMANDS.flatMap((command) =>
    command.key === null ? [] : [[pageCommandName(command), keyText(command.key)] as const],
  );
  const library = [
    [text.keysLibrary.move, "↑ ↓"],
    [text.keysLibrary.open, text.keyNames.enter],
    [text.keysLibrary.trash, text.keyNames.delete],
    [text.keysLibrary.menu, text.keyNames.menu],
  ] as const;
  return (
    <Modal
      opened={shown}
      onClose={() => useRoom.setState({ keysShown: false })}
      title={text.keysTitle}
      size="46rem"
      closeButtonProps={{ "aria-label": text.close }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
    >
      <div className="keys">
        <Keys
          name={text.keysGroups.desk}
          keys={[...desk, [text.commands.back, text.keyNames.escape] as const]}
        />
        <Keys name={text.keysGroups.page} keys={page} />
        <Keys name={text.keysGroups.library} keys={library} />
      </div>
    </Modal>
  );
}

function Keys({
  name,
  keys,
}: {
  readonly name: string;
  readonly keys: readonly (readonly [what: string, key: string])[];
}) {
  return (
    <section>
      <h3 className="tab-title">{name}</h3>
      <dl className="key-list">
        {keys.map(([what, key]) => (
          <div key={`${what} ${key}`}>
            <dt>{what}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
