import { failpoint } from '../../platform/failpoint.ts';
import type { Bell, Ring } from '../queue/queue-backend.ts';

/** Most tasks one doorbell names: few enough to share work between workers, many enough to make the queue cheap. */
const TASKS_PER_RING = 50;

export interface DispatchFigures {
  rung: number;
  /** Rings the queue did not take; the ledger rings again. */
  unheard: number;
}

export interface Dispatcher {
  /** Asks for a doorbell for a task whose commit left work; never waits and never fails the caller. */
  dispatch(taskId: string): void;
  readonly figures: Readonly<DispatchFigures>;
  /** False from a hand-over that failed to the next that did not: the queue is away, and ringing more is of no use. */
  isHeard(): boolean;
  /** Resolves when everything asked for so far was handed over or given up. */
  drained(): Promise<void>;
}

/** Hands doorbells to the queue, gathered while the last hand-over is under way. */
export function createDispatcher(bell: Bell, onUnheard: (error: unknown, tasks: number) => void): Dispatcher {
  const figures: DispatchFigures = { rung: 0, unheard: 0 };
  let gathering = new Set<string>();
  let running: Promise<void> | undefined;
  let heard = true;

  async function handOver(): Promise<void> {
    while (gathering.size > 0) {
      const tasks = [...gathering];
      gathering = new Set();
      try {
        const rung = bell.ring(ringsOf(tasks));
        void failpoint('R2-doorbell-sent');
        await rung;
        await failpoint('R3-doorbell-rung');
        figures.rung += tasks.length;
        heard = true;
      } catch (error) {
        figures.unheard += tasks.length;
        heard = false;
        onUnheard(error, tasks.length);
      }
    }
  }

  return {
    figures,
    isHeard: () => heard,
    dispatch(taskId) {
      gathering.add(taskId);
      running ??= new Promise<void>((resolve) => {
        setImmediate(() => {
          void handOver().finally(() => {
            running = undefined;
            resolve();
          });
        });
      });
    },
    drained: () => running ?? Promise.resolve(),
  };
}

function ringsOf(tasks: readonly string[]): readonly Ring[] {
  const rings: Ring[] = [];
  for (let from = 0; from < tasks.length; from += TASKS_PER_RING) {
    rings.push({ tasks: tasks.slice(from, from + TASKS_PER_RING) });
  }
  return rings;
}
