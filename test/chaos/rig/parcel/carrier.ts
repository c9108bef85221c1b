import { setTimeout as delay } from 'node:timers/promises';
import type { Bell, Ring } from '../../../../src/engine/queue/queue-backend.ts';
import type { Meetings } from '../meetings.ts';
import { isIn } from '../scenes.ts';
import type { Stalls } from '../stalls.ts';

export interface Carrier {
  readonly bell: Bell;
  /** Adds a worker; each copy of a doorbell goes to one by chance. It must not reject. Returns how it leaves. */
  serve(work: (ring: Ring) => Promise<void>): () => void;
  readonly figures: { lost: number; carried: number };
  /** Doorbells taken so far. */
  issued(): number;
  /** Whether the first so many of them were lost or answered. */
  isDone(first: number): boolean;
  /** Waits for what is in hand. */
  stop(): Promise<void>;
}

export interface CarrierFaults {
  readonly random: () => number;
  readonly lost: number;
  readonly mostCopies: number;
  readonly slowMs: number;
  /** What stands on a task's parcel. */
  readonly titleOf: (taskId: string) => Promise<string>;
  readonly meetings: Meetings;
  readonly stalls: Stalls;
  /** Told of each lost doorbell of the unheard parcel, from 1. */
  readonly onUnheard: (nth: number) => void;
  /** Whether somebody else takes every doorbell first, and has no use for it. */
  readonly isTakenByOthers: boolean;
}

/** How many doorbells for an unheard parcel are lost: the committer's and those of two relays, and one more. */
const UNHEARD = 4;

/** A queue at its worst: it loses doorbells, carries others several times, late and in any order. */
export function createCarrier({
  random,
  lost,
  mostCopies,
  slowMs,
  titleOf,
  meetings,
  stalls,
  onUnheard,
  isTakenByOthers,
}: CarrierFaults): Carrier {
  const workers: ((ring: Ring) => Promise<void>)[] = [];
  const inHand = new Map<number, Promise<void>>();
  const earlier = new Map<string, number>();
  const figures = { lost: 0, carried: 0 };
  let issued = 0;
  let stopped = false;

  async function take(taskId: string): Promise<void> {
    const title = await titleOf(taskId);
    const nth = (earlier.get(taskId) ?? 0) + 1;
    earlier.set(taskId, nth);
    if (isTakenByOthers) return;
    if (isIn('stalled', title) && nth === 1) stalls.expect(taskId);
    if (nth === 1 && (isIn('twice', title) || isIn('stalled', title))) return bringToAll(taskId);
    if (isIn('unheard', title) ? nth <= UNHEARD : random() < lost) {
      figures.lost++;
      if (isIn('unheard', title)) onUnheard(nth);
      return;
    }
    const copies = 1 + Math.floor(random() * mostCopies);
    await Promise.all(Array.from({ length: copies }, () => bringLate(taskId)));
  }

  async function bringLate(taskId: string): Promise<void> {
    await delay(random() * slowMs);
    await bring(taskId, workers[Math.floor(random() * workers.length)]);
  }

  /** Whoever answers without having met the other met nobody: then the other must not wait. */
  async function bringToAll(taskId: string): Promise<void> {
    meetings.expect(taskId);
    await Promise.all(workers.map((work) => bring(taskId, work).finally(() => meetings.open(taskId))));
  }

  async function bring(taskId: string, work: ((ring: Ring) => Promise<void>) | undefined): Promise<void> {
    if (stopped || work === undefined) return;
    figures.carried++;
    await work({ tasks: [taskId] });
  }

  return {
    figures,
    serve(work) {
      workers.push(work);
      return () => void workers.splice(workers.indexOf(work), 1);
    },
    issued: () => issued,
    isDone: (first) => [...inHand.keys()].every((n) => n > first),
    bell: {
      ring(rings) {
        for (const taskId of rings.flatMap(({ tasks }) => tasks)) {
          const n = ++issued;
          inHand.set(
            n,
            take(taskId).finally(() => inHand.delete(n)),
          );
        }
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    async stop() {
      stopped = true;
      while (inHand.size > 0) await Promise.allSettled(inHand.values());
    },
  };
}
