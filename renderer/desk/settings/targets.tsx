import { ActionIcon, Button } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import {
  HAND_OVER_FORMATS,
  type GhostTarget,
  type HandOverTarget,
  type OwnSiteTarget,
  type Target,
  type WordPressTarget,
} from "#core/publishing";
import { useText } from "../../text/index.ts";
import { ask, tell } from "../ask.tsx";
import { saveSettings, useHost, useSettings } from "../host.ts";
import { useTargets } from "../named.ts";
import { placeShown } from "./address.ts";
import { TargetForm } from "./target-form.tsx";

/** The site that runs on this machine with the program: its name alone is for editing. */
const THIS_MACHINE = "site";

/** The sites stories can be sent to. */
export function TargetsPart() {
  const text = useText().settings;
  const targets = useTargets();
  const secrets = useHost((state) => state.hello?.secrets);
  const { defaultTargetId } = useSettings();
  const [edited, setEdited] = useState<{ readonly target: Target; readonly fresh: boolean } | null>(null);

  const remove = async (target: Target) => {
    const left = await ask((bridge) => bridge.targets.remove({ id: target.id }));
    if (left === null) return;
    useHost.setState({ targets: left });
    tell(text.targetRemoved(target.name));
  };

  return (
    <>
      <p className="settings-note">
        {text.targetsHint} {secrets?.kept === "keychain" && text.secretsKeychain}
        {secrets?.kept === "file" && text.secretsFile(secrets.path)}
      </p>
      <ul className="targets">
        {targets.map((target) => (
          <li key={target.id} className="target">
            <div className="target-line">
              <div className="target-words">
                <strong>{target.name}</strong>
                <span className="target-facts">
                  {text.targetKinds[target.kind]} · {placeShown(target.url)}
                </span>
              </div>
              {target.id === defaultTargetId ? (
                <span className="target-first">{text.targetDefault}</span>
              ) : (
                <Button
                  variant="subtle"
                  onClick={() => void ask(() => saveSettings({ defaultTargetId: target.id }))}
                >
                  {text.targetMakeDefault}
                </Button>
              )}
              <ActionIcon
                aria-label={text.targetEdit(target.name)}
                onClick={() => setEdited({ target, fresh: false })}
              >
                <IconPencil size={16} stroke={1.6} />
              </ActionIcon>
              {target.id !== THIS_MACHINE && (
                <ActionIcon aria-label={text.targetRemove(target.name)} onClick={() => void remove(target)}>
                  <IconTrash size={16} stroke={1.6} />
                </ActionIcon>
              )}
            </div>
            {edited?.target.id === target.id && (
              <TargetForm
                key={target.id}
                start={edited.target}
                fresh={false}
                nameOnly={target.id === THIS_MACHINE}
                close={() => setEdited(null)}
              />
            )}
          </li>
        ))}
      </ul>
      {edited?.fresh === true ? (
        <TargetForm key={edited.target.id} start={edited.target} fresh close={() => setEdited(null)} />
      ) : (
        <div className="target-acts">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setEdited({ target: blankWordPress(), fresh: true })}
          >
            {text.targetAddWordPress}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setEdited({ target: blankGhost(), fresh: true })}
          >
            {text.targetAddGhost}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setEdited({ target: blankSite(), fresh: true })}
          >
            {text.targetAddSite}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setEdited({ target: blankHandOver(), fresh: true })}
          >
            {text.targetAddHandOver}
          </Button>
        </div>
      )}
    </>
  );
}

function blankWordPress(): WordPressTarget {
  return { kind: "wordpress", id: crypto.randomUUID(), name: "", url: "", user: "", categories: {} };
}

function blankGhost(): GhostTarget {
  return { kind: "ghost", id: crypto.randomUUID(), name: "", url: "", themeShowsTop: true };
}

function blankSite(): OwnSiteTarget {
  return { kind: "site", id: crypto.randomUUID(), name: "", url: "" };
}

function blankHandOver(): HandOverTarget {
  return {
    kind: "handover",
    id: crypto.randomUUID(),
    name: "",
    url: "",
    user: "",
    formats: [...HAND_OVER_FORMATS],
  };
}
