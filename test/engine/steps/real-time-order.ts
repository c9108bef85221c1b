/** An operation as its client saw it; times are of one clock. */
export interface Operation {
  readonly began: number;
  readonly ended: number;
  /** What the answer said. */
  readonly revision: number;
}

/**
 * Checks that a task behaved as one register: revisions without gap or repeat from `first`, and none lower than that of
 * an operation that had ended before it began. Answers the first counter-example in words.
 */
export function orderViolation(operations: readonly Operation[], first: number): string | undefined {
  const inOrder = operations.toSorted((a, b) => a.revision - b.revision);
  let latest: Operation | undefined;
  for (const [n, operation] of inOrder.entries()) {
    if (operation.revision !== first + n) {
      return `Revision ${first + n} was expected, ${operation.revision} was answered.`;
    }
    // Of all with lower revisions, the one that began last is the one that may have begun too late.
    if (latest !== undefined && operation.ended < latest.began) {
      return `Revision ${operation.revision} ended at ${operation.ended}, before ${latest.revision} began at ${latest.began}.`;
    }
    if (latest === undefined || operation.began > latest.began) latest = operation;
  }
  return undefined;
}
