/**
 * The few globals which every host has (browser, worker, Node, Electron) and core may use.
 * Anything else of a host, `document` or `process` among them, is a type error in core.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  pathname: string;
  search: string;
  hash: string;
}
/** A file as it crosses the bridge; every host has more of it. */
interface File {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare function btoa(binary: string): string;
declare function atob(base64: string): string;
