import { once } from 'node:events';
import type pg from 'pg';
import { failpoint } from '../../platform/failpoint.ts';
import { pause } from '../../platform/pause.ts';
import { takeRingable } from '../store/effects-store.ts';
import type { Dispatcher } from './dispatch.ts';

export interface ReconcileSettings {
  /** Seconds after which an effect that was not done is rung again. */
  readonly reconcileSeconds: number;
  /** Pause between two looks at the ledger; a full batch is followed at once. */
  readonly everyMs: number;
  readonly batch: number;
  /** The ISO instant by which timers fire: that of the events that they make. */
  readonly now: () => string;
  readonly onError: (error: unknown) => void;
}

export interface ReconcileFigures {
  /** Doorbells that the queue lost, or was too slow with, and the ledger rang again. */
  rungAgain: number;
  timersRung: number;
}

export interface Reconciler {
  readonly figures: Readonly<ReconcileFigures>;
  stop(): Promise<void>;
}

/**
 * How many times the first pause the longest is. Where little waits, its doorbells were lost: a process that dies with work in hand
 * must be made up for soon, however often that work met a death before. More than one look takes means that the queue is
 * merely behind, and must not be flooded.
 */
const FEW = 2;
const CROWDED = 12;

/**
 * Rings for whatever the ledger says is due: timers, and work whose doorbell was lost. This loop alone makes up for a
 * crash between commit and dispatch, an emptied Redis, a failover and a lost NOTIFY.
 */
export function startReconciler(
  pool: pg.Pool,
  dispatcher: Dispatcher,
  settings: ReconcileSettings,
): Reconciler {
  const figures: ReconcileFigures = { rungAgain: 0, timersRung: 0 };
  const { reconcileSeconds: firstSeconds } = settings;
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');

  let isCrowded = false;

  /** Answers whether there is more to ring at once. */
  async function look(): Promise<boolean> {
    // A queue that is away is tried with one doorbell at a time: the others keep their turn and their short pauses, so
    // that all of them ring as soon as it is back, and the ledger is spared meanwhile.
    const wasHeard = dispatcher.isHeard();
    const rung = await takeRingable(
      pool,
      wasHeard ? settings.batch : 1,
      { firstSeconds, mostSeconds: firstSeconds * (isCrowded ? CROWDED : FEW) },
      settings.now(),
    );
    isCrowded = wasHeard && rung.length === settings.batch;
    for (const { taskId, again } of rung) {
      if (again) figures.rungAgain++;
      else figures.timersRung++;
      await failpoint(again ? 'R1-effects-claimed' : 'T1-timer-claimed');
      dispatcher.dispatch(taskId);
    }
    if (wasHeard) return isCrowded;
    await Promise.race([dispatcher.drained(), stopped]);
    return dispatcher.isHeard();
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      let more = false;
      try {
        more = await look();
      } catch (error) {
        settings.onError(error);
      }
      if (!more) await pause(settings.everyMs, stopping.signal);
    }
  }

  const running = loop();
  return {
    figures,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
