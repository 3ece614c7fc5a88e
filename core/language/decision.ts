/** First form: the gain alone decides. */
export function isSlip(evidence: readonly number[]): boolean {
  return (evidence[0] ?? 0) > (evidence[21] ? 9 : 2);
}
