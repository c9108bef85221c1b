import type pg from 'pg';
import { pause } from '../../platform/pause.ts';
import { forgetAnswers } from '../store/kept-answers.ts';

export interface HousekeepingSettings {
  /** Hours after which an Idempotency-Key is forgotten. */
  readonly keyHours: number;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

/** Rows of one statement: short enough never to be in anybody's way. */
const BATCH = 1_000;

/** Removes what the ledger need not remember, some at a time, until stopped. */
export function startHousekeeping(pool: pg.Pool, settings: HousekeepingSettings) {
  const stopping = new AbortController();

  async function forgetExpiredKeys(): Promise<void> {
    while (!stopping.signal.aborted && (await forgetAnswers(pool, settings.keyHours, BATCH)) === BATCH) {
      await pause(100, stopping.signal);
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await forgetExpiredKeys();
      } catch (error) {
        settings.onError(error);
      }
      await pause(settings.everyMs, stopping.signal);
    }
  })();

  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
