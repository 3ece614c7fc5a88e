import { Button, NativeSelect, PasswordInput, Switch, TextInput } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { plainLetters } from "#core/article";
import { assertNever } from "#core/bridge";
import type {
  HandOverTarget,
  PublishProblem,
  Target,
  TargetAccount,
  WordPressTarget,
} from "#core/publishing";
import { connectionProblemTold, paragraphOf, useLanguage, useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { useHost, useSettings } from "../host.ts";
import { isAddress, isPlace, placeAddress, placeShown, sendsPasswordInClear } from "./address.ts";
import { Formats, Trust } from "./hand-over-fields.tsx";

interface TargetFormProps {
  readonly start: Target;
  /** Never saved before: its password or key must be typed. */
  readonly fresh: boolean;
  /** Its address and key are not for editing. */
  readonly nameOnly?: boolean;
  readonly close: () => void;
}

type Tested =
  | { readonly kind: "untested" | "testing" }
  | { readonly kind: "found"; readonly account: TargetAccount }
  | { readonly kind: "failed"; readonly problem: PublishProblem };

/** A site: who we are there, what we may do, and on WordPress which category each section is. */
export function TargetForm({ start, fresh, nameOnly = false, close }: TargetFormProps) {
  const text = useText().settings;
  const language = useLanguage((state) => state.language);
  const [target, setTarget] = useState(start);
  const [secret, setSecret] = useState("");
  const [tested, setTested] = useState<Tested>({ kind: "untested" });
  const [shown, setShown] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  // The answer to a test of what has been changed meanwhile is of no use.
  const test = useRef(0);
  useEffect(() => first.current?.focus(), []);

  const forget = () => {
    test.current += 1;
    setTested({ kind: "untested" });
  };
  const wordpress = target.kind === "wordpress" ? target : null;
  const handOver = target.kind === "handover" ? target : null;
  /** The target someone signs in at by name: of a place for files its servers alone. */
  const signedIn =
    handOver !== null && placeAddress(handOver.url).startsWith("file:") ? null : (wordpress ?? handOver);
  const takesSecret = !nameOnly && (handOver === null || signedIn !== null);
  const missing = {
    name: target.name.trim() === "",
    url: handOver === null ? !isAddress(target.url) : !isPlace(placeAddress(handOver.url)),
    user: signedIn !== null && signedIn.user.trim() === "",
    secret: fresh && takesSecret && secret.trim() === "",
    formats: handOver !== null && handOver.formats.length === 0,
  };
  const whole = !Object.values(missing).some(Boolean);
  const question = (asked: Target = target) => ({
    target: trimmed(asked),
    ...(secret.trim() === "" ? {} : { secret: secret.trim() }),
  });

  const runTest = async (asked: Target = target) => {
    setShown(true);
    forget();
    if (!whole) return;
    const now = test.current;
    setTested({ kind: "testing" });
    const outcome = await ask((bridge) => bridge.targets.test(question(asked)));
    if (now !== test.current) return;
    if (outcome === null) setTested({ kind: "untested" });
    else if (outcome.ok) setTested({ kind: "found", account: outcome.value });
    else setTested({ kind: "failed", problem: outcome.problem });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setShown(true);
    if (!whole) return;
    // A name nobody has changed goes on following the screen's language.
    if (nameOnly && target.name.trim() === start.name) return close();
    const targets = await ask((bridge) => bridge.targets.save(question()));
    if (targets === null) return;
    useHost.setState({ targets });
    close();
  };

  return (
    <form className="target-form" onSubmit={(event) => void save(event)} noValidate>
      <TextInput
        ref={first}
        label={text.targetName}
        placeholder={text.targetNameHint}
        value={target.name}
        error={shown && missing.name ? text.targetFieldMissing : null}
        onChange={(event) => setTarget({ ...target, name: event.currentTarget.value })}
      />
      {!nameOnly && (
        <TextInput
          label={handOver === null ? text.targetUrl : text.targetPlace}
          description={handOver === null ? undefined : text.targetPlaceHint}
          inputWrapperOrder={["label", "input", "error", "description"]}
          placeholder={handOver === null ? "https://" : "/mnt/tin, sftp://, https://"}
          type={handOver === null ? "url" : "text"}
          spellCheck={false}
          value={handOver === null ? target.url : placeShown(target.url)}
          error={
            shown && missing.url ? (handOver === null ? text.targetUrlWrong : text.targetPlaceWrong) : null
          }
          onChange={(event) => {
            forget();
            const url = event.currentTarget.value;
            // Another server has another key.
            if (handOver === null) setTarget({ ...target, url });
            else setTarget({ ...withoutKey(handOver), url });
          }}
        />
      )}
      {sendsPasswordInClear(target) && (
        <p className="field-missing" role="status">
          {text.targetInClear}
        </p>
      )}
      {signedIn !== null && (
        <TextInput
          label={text.targetUser}
          autoComplete="off"
          spellCheck={false}
          value={signedIn.user}
          error={shown && missing.user ? text.targetFieldMissing : null}
          onChange={(event) => {
            forget();
            setTarget({ ...signedIn, user: event.currentTarget.value });
          }}
        />
      )}
      {takesSecret && (
        <PasswordInput
          {...secretWords(target.kind, text)}
          inputWrapperOrder={["label", "input", "error", "description"]}
          autoComplete="off"
          placeholder={fresh ? "" : text.targetSecretKept}
          visibilityToggleButtonProps={{ "aria-label": text.targetSecretShow }}
          value={secret}
          error={shown && missing.secret ? text.targetFieldMissing : null}
          onChange={(event) => {
            forget();
            setSecret(event.currentTarget.value);
          }}
        />
      )}
      {target.kind === "ghost" && (
        <Switch
          label={text.targetShowsTop}
          description={text.targetShowsTopHint}
          checked={target.themeShowsTop}
          onChange={(event) => setTarget({ ...target, themeShowsTop: event.currentTarget.checked })}
        />
      )}
      {handOver !== null && (
        <Formats
          target={handOver}
          missing={shown && missing.formats}
          choose={(formats) => setTarget({ ...handOver, formats })}
        />
      )}
      <div className="target-tested" role="status">
        {tested.kind === "testing" && text.targetTesting}
        {tested.kind === "failed" &&
          paragraphOf(connectionProblemTold(tested.problem, target.kind, language))}
        {tested.kind === "failed" && handOver !== null && (
          <Trust
            problem={tested.problem}
            trust={(hostKey) => {
              const trusting = { ...handOver, hostKey };
              setTarget(trusting);
              void runTest(trusting);
            }}
          />
        )}
        {tested.kind === "found" && <Rights account={tested.account} />}
      </div>
      {wordpress !== null && (
        <Mapping
          target={wordpress}
          account={tested.kind === "found" ? tested.account : null}
          choose={(categories) =>
            setTarget((now) => (now.kind === "wordpress" ? { ...now, categories } : now))
          }
        />
      )}
      <div className="target-acts">
        <Button type="submit" variant="default">
          {text.targetSave}
        </Button>
        <Button variant="default" onClick={() => void runTest()} loading={tested.kind === "testing"}>
          {text.targetTest}
        </Button>
        <Button variant="subtle" onClick={close}>
          {text.targetCancel}
        </Button>
      </div>
    </form>
  );
}

function trimmed(target: Target): Target {
  const whole = { ...target, name: target.name.trim(), url: target.url.trim() };
  if (whole.kind === "wordpress") return { ...whole, user: whole.user.trim() };
  if (whole.kind !== "handover") return whole;
  const url = placeAddress(whole.url);
  return { ...whole, url, user: url.startsWith("file:") ? "" : whole.user.trim() };
}

function withoutKey({ hostKey: _, ...target }: HandOverTarget): HandOverTarget {
  return target;
}

/** What a target is signed in with, and where to get it. */
function secretWords(kind: Target["kind"], text: ReturnType<typeof useText>["settings"]) {
  switch (kind) {
    case "site":
      return { label: text.targetKey, description: text.targetKeyHint };
    case "wordpress":
      return { label: text.targetSecret, description: text.targetSecretHint };
    case "ghost":
      return { label: text.targetAdminKey, description: text.targetAdminKeyHint };
    case "handover":
      return { label: text.targetPlaceSecret, description: text.targetPlaceSecretHint };
    default:
      return assertNever(kind);
  }
}

/** What the account may do there, as the site says. */
function Rights({ account }: { readonly account: TargetAccount }) {
  const text = useText().settings;
  const all = account.mayPublish && account.mayUpload;
  return (
    <>
      <p>{text.accountFound(account.siteName, account.accountName)}</p>
      <ul className="rights">
        <Right has={account.mayPublish} names={text.accountPublish} />
        <Right has={account.mayUpload} names={text.accountUpload} />
      </ul>
      {!all && <p>{text.accountAsk}</p>}
    </>
  );
}

function Right({
  has,
  names,
}: {
  readonly has: boolean;
  readonly names: { readonly yes: string; readonly no: string };
}) {
  return (
    <li data-missing={!has || undefined}>
      {has ? <IconCheck size={14} stroke={2} aria-hidden /> : <IconX size={14} stroke={2} aria-hidden />}
      {has ? names.yes : names.no}
    </li>
  );
}

interface MappingProps {
  readonly target: WordPressTarget;
  readonly account: TargetAccount | null;
  readonly choose: (categories: Readonly<Record<string, number>>) => void;
}

/** Our sections and the site's categories; those of the same name are offered when nothing was chosen. */
function Mapping({ target, account, choose }: MappingProps) {
  const text = useText().settings;
  const { sections } = useSettings();
  const offered = useRef<TargetAccount | null>(null);

  useEffect(() => {
    if (account === null || offered.current === account) return;
    offered.current = account;
    const more: Record<string, number> = { ...target.categories };
    for (const section of sections) {
      const same = account.categories.find((one) => plain(one.name) === plain(section.name));
      if (more[section.slug] === undefined && same) more[section.slug] = same.id;
    }
    choose(more);
  }, [account, choose, sections, target.categories]);

  const missing = sections.filter((section) => target.categories[section.slug] === undefined).length;
  return (
    <fieldset className="mapping">
      <legend className="field-label">{text.mapping}</legend>
      {account === null && <p className="settings-note">{text.mappingTest}</p>}
      {missing > 0 && account !== null && <p className="field-missing">{text.mappingMissing(missing)}</p>}
      {sections.map((section) => {
        const chosen = target.categories[section.slug];
        const known = account?.categories ?? [];
        return (
          <NativeSelect
            key={section.slug}
            className="mapping-line"
            label={section.name}
            value={chosen === undefined ? "" : String(chosen)}
            disabled={account === null && chosen === undefined}
            onChange={(event) => {
              const id = Number(event.currentTarget.value);
              const { [section.slug]: _, ...others } = target.categories;
              choose(id > 0 ? { ...others, [section.slug]: id } : others);
            }}
          >
            <option value="">{text.mappingNone}</option>
            {known.map((category) => (
              <option key={category.id} value={category.id}>
                {category.name}
              </option>
            ))}
            {chosen !== undefined && !known.some((category) => category.id === chosen) && (
              <option value={chosen}>{text.mappingKept(chosen)}</option>
            )}
          </NativeSelect>
        );
      })}
    </fieldset>
  );
}

function plain(name: string): string {
  return plainLetters(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
