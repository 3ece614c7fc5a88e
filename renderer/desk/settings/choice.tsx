import { SegmentedControl } from "@mantine/core";
import { useId } from "react";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly choose: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({ label, value, values, names, choose }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="setting">
      <span className="field-label" id={id}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        onChange={(chosen) => {
          const known = values.find((one) => one === chosen);
          if (known !== undefined) choose(known);
        }}
        data={values.map((one) => ({ value: one, label: names[one] }))}
      />
    </div>
  );
}
