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
