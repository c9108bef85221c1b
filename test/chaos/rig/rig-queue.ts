import type { Bell } from '../../../src/engine/queue/queue-backend.ts';

/** A connection to the queue that can be half dead: it takes what is sent, and never answers. */
export interface RigQueue {
  bellOf(process: number): Bell;
  /** From now on, until each of so many processes has met it. */
  die(processes: number): void;
  /** Lets go of whoever still waits. */
  heal(): void;
}

/** As the product's own connections to Redis do (`commandTimeout`), only sooner. */
const LIMIT_MS = 300;

/** Puts such connections before a bell; without limits of our own, where a bug is planted, nobody gives up. */
export function createRigQueue(bell: Bell, isLimited: boolean): RigQueue {
  const met = new Set<number>();
  const waiting = new Set<() => void>();
  let until = 0;

  function unanswered(): Promise<void> {
    return new Promise((_, reject) => {
      const giveUp = () => reject(new Error('Command timed out'));
      waiting.add(giveUp);
      if (isLimited) setTimeout(giveUp, LIMIT_MS);
    });
  }

  return {
    bellOf: (process) => ({
      ring(rings) {
        if (met.size >= until) return bell.ring(rings);
        met.add(process);
        return unanswered();
      },
      close: () => Promise.resolve(),
    }),
    die(processes) {
      until = processes;
    },
    heal() {
      until = 0;
      for (const giveUp of waiting) giveUp();
    },
  };
}
