import "./style.css";
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { NewsroomFault } from "#core/bridge";
import {
  changesBetween,
  houseStyleFrom,
  houseStyleText,
  STYLE_RULES,
  type HouseStyleProblem,
  type StyleRule,
} from "#core/language";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { useHost, useNewsroom } from "../desk/host.ts";
import { useRoom } from "../desk/room.ts";
import { paragraphOf, styleProblemTold, useLanguage, useText } from "../text/index.ts";
import { chooseTextFile, saveText } from "./acts.ts";
import { KeptInput } from "./kept-input.tsx";
import { editStyle, saveEdits, styleNow, useStyle, useStyleEdits } from "./style-edits.ts";
import { StyleOfferPart, type StyleOffer } from "./style-offer.tsx";
import { StyleRulePart } from "./style-rule.tsx";

/** The newsroom's house style, rule by rule. */
export default function StylePart() {
  const text = useText();
  const style = useStyle();
  const language = useLanguage((state) => state.language);
  const [open, setOpen] = useState<ReadonlySet<StyleRule>>(new Set());
  const [offer, setOffer] = useState<StyleOffer | null>(null);
  const importButton = useRef<HTMLButtonElement>(null);
  useRuleAskedFor((rule) => setOpen((now) => new Set(now).add(rule)));
  useSavedWhenBack();

  const importFile = async () => {
    const file = await chooseTextFile(".json,application/json");
    const now = styleNow();
    if (file === null || now === null) return;
    if (file.text === null) return tellProblem(text.styleRoom.notUtf8(file.name));
    const read = houseStyleFrom(file.text);
    if (!read.ok) return tellProblem(styleProblemTold(file.name, read.problem, language));
    const isSame = read.value.name === now.name && changesBetween(now, read.value).length === 0;
    if (isSame) return tell(text.styleRoom.same(file.name));
    setOffer({ file: file.name, style: read.value });
  };

  return (
    <>
      <Faults />
      <p className="settings-note">{text.styleRoom.why}</p>
      <div className="style-set">
        <KeptInput
          label={text.styleRoom.name}
          kind="sentence"
          value={style.name}
          onKeep={(name) => editStyle((now) => ({ ...now, name }))}
        />
        <Button variant="default" ref={importButton} onClick={() => void importFile()}>
          {text.newsroom.importFile}
        </Button>
        <Button
          variant="default"
          onClick={() => saveText("quy-cach.json", houseStyleText(style), "application/json")}
        >
          {text.newsroom.exportFile}
        </Button>
        <SaveState />
      </div>
      {offer !== null && (
        <StyleOfferPart
          key={offer.file}
          mine={style}
          offer={offer}
          onDone={() => {
            setOffer(null);
            importButton.current?.focus();
          }}
        />
      )}
      <ul className="style-rules" aria-label={text.styleRoom.rules}>
        {STYLE_RULES.map((rule) => (
          <StyleRulePart
            key={rule}
            style={style}
            rule={rule}
            isOpen={open.has(rule)}
            onOpen={(isOpen) =>
              setOpen((now) => {
                const next = new Set(now);
                if (isOpen) next.add(rule);
                else next.delete(rule);
                return next;
              })
            }
          />
        ))}
      </ul>
    </>
  );
}

/** Whether what was changed is kept. */
function SaveState() {
  const text = useText().styleRoom;
  const state = useStyleEdits((now) => now.state);
  const [wasEdited, setWasEdited] = useState(false);
  if (state !== "saved" && !wasEdited) setWasEdited(true);
  return (
    <div className="style-state">
      <p role="status" data-failed={state === "failed" ? true : undefined}>
        {state === "failed" && text.notSaved}
        {state === "saving" && text.saving}
        {state === "saved" && wasEdited && text.saved}
      </p>
      {state === "failed" && (
        <Button variant="default" onClick={() => void saveEdits()}>
          {text.saveAgain}
        </Button>
      )}
    </div>
  );
}

/** What is wrong with the file on the disk. */
function Faults() {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const { faults } = useNewsroom();
  const ours = faults.filter(({ path }) => path.endsWith("style.json"));
  if (ours.length === 0) return null;
  const readAgain = async () => {
    const newsroom = await ask((bridge) => bridge.newsroom.read());
    if (newsroom !== null) useHost.setState({ newsroom });
  };
  return (
    <section className="brought" aria-labelledby="style-fault-title">
      <h3 id="style-fault-title" className="settings-title">
        {text.styleRoom.faultTitle}
      </h3>
      {ours.map((fault) => {
        const problem = problemOf(fault);
        return (
          <p key={JSON.stringify(fault)} className="style-fault">
            {fault.kind === "keptAside"
              ? text.newsroom.faultAside(fault.path, fault.aside)
              : problem === null
                ? text.newsroom.faultUnreadable(fault.path)
                : paragraphOf(styleProblemTold(fault.path, problem, language))}
          </p>
        );
      })}
      <p className="settings-note">{text.styleRoom.faultEdit}</p>
      <div className="target-acts">
        <Button variant="default" onClick={() => void readAgain()}>
          {text.newsroom.readAgain}
        </Button>
      </div>
    </section>
  );
}

/** Null where the file could not even be read. */
function problemOf(fault: NewsroomFault): HouseStyleProblem | null {
  if (fault.kind !== "fileRefused") return null;
  const { problem } = fault;
  switch (problem.kind) {
    case "styleTooLong":
    case "styleNotJson":
    case "styleNewer":
    case "styleFieldUnknown":
    case "styleFieldWrong":
      return problem;
    default:
      return null;
  }
}

/** Opens the rule which something on the desk asked for, once, and brings the keyboard there. */
function useRuleAskedFor(onRule: (rule: StyleRule) => void): void {
  const at = useRoom((state) => state.newsroomAt);
  const rule = STYLE_RULES.find((one) => one === at);
  useEffect(() => {
    if (rule === undefined) return;
    onRule(rule);
    // After the desk has brought the keyboard to the room, and the rule is drawn open.
    const frame = requestAnimationFrame(() => {
      const part = document.querySelector<HTMLElement>(`.style-rule[data-rule="${rule}"]`);
      part?.scrollIntoView({ block: "start" });
      part?.querySelector<HTMLElement>(".style-rule-open")?.focus({ preventScroll: true });
      useRoom.setState({ newsroomAt: null });
    });
    return () => cancelAnimationFrame(frame);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the rule alone says when.
  }, [rule]);
}

/** What could not be saved is saved once the host is back. */
function useSavedWhenBack(): void {
  const isUp = useHost((state) => state.up);
  useEffect(() => {
    if (isUp) void saveEdits();
  }, [isUp]);
}
