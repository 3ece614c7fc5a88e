/** Whether a call failed because the host is not there, or was asked to stop; anything else is a fault of ours. */
export function isLost(error: unknown): boolean {
  return error instanceof Error && (error.name === "ConnectionLost" || error.name === "AbortError");
}
