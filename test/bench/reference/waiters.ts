/** A request that waits for the next revision of a task. */
export interface Waiting {
  /** Resolves at the next change or when the time is up. */
  readonly changed: Promise<void>;
  cancel(): void;
}

export interface Waiters {
  /** Registered before it returns, so that no change from then on is missed. */
  wait(taskId: string, ms: number): Waiting;
  wake(taskId: string): void;
}

/** Keeps waiting requests in memory; server and worker are one process, so that is all it takes. */
export function createWaiters(): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wait(taskId, ms) {
      let cancel = nothing;
      const changed = new Promise<void>((resolve) => {
        const timer = setTimeout(() => cancel(), ms);
        cancel = () => {
          clearTimeout(timer);
          const others = waiting.get(taskId);
          others?.delete(cancel);
          if (others?.size === 0) waiting.delete(taskId);
          resolve();
        };
        const known = waiting.get(taskId);
        if (known === undefined) waiting.set(taskId, new Set([cancel]));
        else known.add(cancel);
      });
      return { changed, cancel };
    },
    wake(taskId) {
      for (const end of waiting.get(taskId) ?? []) end();
    },
  };
}

function nothing(): void {}
