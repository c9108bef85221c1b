/** Commits that wait, each until another process has committed on the same task. */
export interface Stalls {
  expect(taskId: string): void;
  /** Where a stall is expected, the first who comes waits; answers whether it did. */
  come(taskIds: readonly string[]): Promise<boolean>;
  /** A commit on these tasks is done. */
  done(taskIds: readonly string[]): void;
}

/** Makes an empty set of them. */
export function createStalls(): Stalls {
  const expected = new Map<string, (() => void) | undefined>();
  return {
    expect: (taskId) => void expected.set(taskId, undefined),
    async come(taskIds) {
      const id = taskIds.find((one) => expected.has(one) && expected.get(one) === undefined);
      if (id === undefined) return false;
      await new Promise<void>((resolve) => void expected.set(id, resolve));
      return true;
    },
    done(taskIds) {
      for (const id of taskIds) {
        expected.get(id)?.();
        if (expected.get(id) !== undefined) expected.delete(id);
      }
    },
  };
}
