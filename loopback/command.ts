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

/** Reads the options of a start. @throws {TypeError} or {RangeError} when they cannot be understood. */
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
    throw new RangeError(`--host ${host}: electron | loopback`);
  }
  if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new RangeError(`--port ${port}: 0 – 65535`);
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
