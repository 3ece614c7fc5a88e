import { TextInput, type TextInputProps } from "@mantine/core";
import { useRef, useState, type FocusEvent } from "react";

interface DetailFieldProps extends Omit<TextInputProps, "value" | "onChange"> {
  /** What the story says. */
  readonly kept: string;
  /** Called with what was typed, composed (NFC), never in the middle of a composition. */
  readonly keep: (typed: string) => void;
}

/**
 * A one-line field about the story. What is typed shows at once and is kept with each key; what another
 * screen changes shows when the caret is elsewhere, so that nothing jumps under the fingers.
 */
export function DetailField({ kept, keep, onFocus, onBlur, ...field }: DetailFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const composing = useRef(false);

  const take = (text: string) => {
    setTyped(text);
    if (!composing.current) keep(text.normalize("NFC"));
  };
  return (
    <TextInput
      {...field}
      value={typed ?? kept}
      spellCheck={false}
      autoComplete="off"
      onFocus={(event: FocusEvent<HTMLInputElement>) => {
        setTyped(kept);
        onFocus?.(event);
      }}
      onBlur={(event: FocusEvent<HTMLInputElement>) => {
        setTyped(null);
        onBlur?.(event);
      }}
      onChange={(event) => take(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        take(event.currentTarget.value);
      }}
    />
  );
}
