import { parseArgs } from "node:util";

/** What `npm start` was asked for. */
export interface Command {
  readonly host: "electron" | "loopback" | null;
  readonly library: string | undefined;
  readonly data: string | undefined;
  /** Null: the last one, or any free one. */
  readonly port: number | null;
  readonly open: boolean;
  readonly dev: boolean;
  readonly help: boolean;
}

/** An option whose value cannot be meant. */
export class WrongValueError extends RangeError {
  override readonly name = "WrongValueError";
  readonly option: "host" | "port";
  readonly value: string;

  constructor(option: "host" | "port", value: string) {
    super(`--${option} ${value}`);
    this.option = option;
    this.value = value;
  }
}

/** Reads the options of a start. @throws {TypeError} of `parseArgs` or {WrongValueError}. */
export function commandOf(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      host: { type: "string" },
      library: { type: "string" },
      data: { type: "string" },
      port: { type: "string" },
      "no-open": { type: "boolean" },
      dev: { type: "boolean" },
      // Of the desktop shell alone: its window on Wayland.
      wayland: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { host, port } = values;
  if (host !== undefined && host !== "electron" && host !== "loopback") {
    throw new WrongValueError("host", host);
  }
  if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new WrongValueError("port", port);
  }
  return {
    host: host ?? null,
    library: values.library,
    data: values.data,
    port: port === undefined ? null : Number(port),
    open: values["no-open"] !== true,
    dev: values.dev === true,
    help: values.help === true,
  };
}
