import { Button, Checkbox } from "@mantine/core";
import { HAND_OVER_FORMATS, type HandOverTarget, type PublishProblem } from "#core/publishing";
import { useText } from "../../text/index.ts";

interface FormatsProps {
  readonly target: HandOverTarget;
  readonly missing: boolean;
  readonly choose: (formats: HandOverTarget["formats"]) => void;
}

/** What stories are handed over as. */
export function Formats({ target, missing, choose }: FormatsProps) {
  const text = useText().settings;
  return (
    <fieldset className="mapping">
      <legend className="field-label">{text.targetFormats}</legend>
      {HAND_OVER_FORMATS.map((format) => (
        <Checkbox
          key={format}
          label={text.targetFormatNames[format]}
          checked={target.formats.includes(format)}
          onChange={(event) => {
            const isChosen = event.currentTarget.checked;
            choose(
              HAND_OVER_FORMATS.filter((one) => (one === format ? isChosen : target.formats.includes(one))),
            );
          }}
        />
      ))}
      {missing && <p className="field-missing">{text.targetFormatsMissing}</p>}
      {target.hostKey !== undefined && <p className="settings-note">{text.targetTrusted(target.hostKey)}</p>}
    </fieldset>
  );
}

interface TrustProps {
  readonly problem: PublishProblem;
  readonly trust: (fingerprint: string) => void;
}

/** The question whether a server's key is its own; nothing where the problem is another. */
export function Trust({ problem, trust }: TrustProps) {
  const text = useText().settings;
  if (problem.kind !== "hostKeyUnknown" && problem.kind !== "hostKeyChanged") return null;
  return (
    <Button variant="default" onClick={() => trust(problem.fingerprint)}>
      {text.targetTrust}
    </Button>
  );
}
