import type pg from 'pg';
import type { Engine } from '../../engine/engine.ts';
import { readGivenNumbers } from '../../engine/store/given-numbers.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { pause } from '../../platform/pause.ts';
import { readLedgerHome } from '../../platform/postgres/ledger-home.ts';
import type { Log } from '../../platform/process/log.ts';
import { marksPath, writeMarks } from './number-marks.ts';

const LOOK_EVERY_MS = 2_000;

/** Keeps how far the ledger has counted in the data folder, as long as this process registers tasks. */
export async function keepNumberMarks(pool: pg.Pool, engine: Engine, config: Config, log: Log) {
  const file = marksPath(config);
  const { ledger } = await readLedgerHome(pool);
  const stopping = new AbortController();
  let fresh = true;
  let complained = false;
  engine.onCommitted(({ after }) => {
    if (after.revision === 1) fresh = true;
  });

  async function look(): Promise<void> {
    if (!fresh) return;
    fresh = false;
    try {
      await writeMarks(file, ledger, await readGivenNumbers(pool));
    } catch (error) {
      fresh = true;
      if (!complained)
        log.warn({ error, file }, 'How far numbers have counted cannot be kept beside the database now.');
      complained = true;
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await pause(LOOK_EVERY_MS, stopping.signal);
    }
    await look();
  })();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
