/**
 * The host is not there: it was ended, is starting again, or never answered. Calls under way and streams
 * fail with it; a call may or may not have been carried out.
 */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  constructor(cause?: unknown) {
    super("The connection to the host is lost.", { cause });
  }
}

/** Whether a call failed because the host is not there, or was asked to stop; anything else is a fault of ours. */
export function isLost(error: unknown): boolean {
  return error instanceof Error && (error.name === "ConnectionLost" || error.name === "AbortError");
}
