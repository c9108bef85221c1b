import { setTimeout as delay } from 'node:timers/promises';
import type { Bell, Ring } from '../../../src/engine/queue/queue-backend.ts';

export interface Carrier {
  readonly bell: Bell;
  /** Adds a worker; each copy of a doorbell goes to one by chance. */
  serve(work: (ring: Ring) => Promise<void>): void;
  readonly figures: { lost: number; carried: number };
  /** Waits for what is in hand. */
  stop(): Promise<void>;
}

export interface CarrierFaults {
  readonly random: () => number;
  readonly lost: number;
  readonly mostCopies: number;
  readonly slowMs: number;
}

/** A queue at its worst: it loses doorbells, carries others several times, late and in any order. */
export function createCarrier({ random, lost, mostCopies, slowMs }: CarrierFaults): Carrier {
  const workers: ((ring: Ring) => Promise<void>)[] = [];
  const inHand = new Set<Promise<void>>();
  const figures = { lost: 0, carried: 0 };
  let stopped = false;

  async function carry(ring: Ring): Promise<void> {
    await delay(random() * slowMs);
    if (!stopped) await workers[Math.floor(random() * workers.length)]?.(ring);
  }

  return {
    figures,
    serve: (work) => void workers.push(work),
    bell: {
      ring(rings) {
        for (const taskId of rings.flatMap(({ tasks }) => tasks)) {
          if (random() < lost) {
            figures.lost++;
            continue;
          }
          for (let copies = 1 + Math.floor(random() * mostCopies); copies > 0; copies--) {
            figures.carried++;
            const carried = carry({ tasks: [taskId] }).finally(() => inHand.delete(carried));
            inHand.add(carried);
          }
        }
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    async stop() {
      stopped = true;
      while (inHand.size > 0) await Promise.allSettled(inHand);
    },
  };
}
