import type pg from 'pg';

/** Hands out task serials; unique for ever, growing, with gaps where a process ended within a block. */
export interface Serials {
  next(): Promise<number>;
  /** Holds so many ready, for tasks that are about to be submitted together. */
  holdReady(count: number): Promise<void>;
}

/** Must equal the sequence's INCREMENT (001_engine.sql): the smallest gap that a restart may leave. */
const BLOCK = 20;
/** Under load each reservation takes twice as much as the last, up to so many blocks; a round trip costs as much as two steps. */
const MOST_BLOCKS = 16;
const LOAD_MS = 1_000;

/** Makes a source of serials that reserves blocks, more of them the faster they are used up. */
export function createSerials(pool: pg.Pool, now: () => number = () => performance.now()): Serials {
  let free: number[] = [];
  let reserving: Promise<void> | undefined;
  let blocks = 1;
  let reservedAtMs = Number.NEGATIVE_INFINITY;

  async function reserve(): Promise<void> {
    blocks = now() - reservedAtMs < LOAD_MS ? Math.min(2 * blocks, MOST_BLOCKS) : 1;
    reservedAtMs = now();
    const { rows } = await pool.query<{ first: number }>({
      name: 'reserve-serials',
      text: `SELECT nextval('task_serial')::float8 AS first FROM generate_series(1, $1::int)`,
      values: [blocks],
    });
    free = [...free, ...rows.flatMap(({ first }) => Array.from({ length: BLOCK }, (_, n) => first + n))];
    if (free.length === 0) throw new Error('Sequence task_serial gave no value.');
  }

  function reserveOnce(): Promise<void> {
    reserving ??= reserve().finally(() => {
      reserving = undefined;
    });
    return reserving;
  }

  return {
    async holdReady(count) {
      while (free.length < count) await reserveOnce();
    },
    async next() {
      for (;;) {
        const serial = free.shift();
        if (serial !== undefined) return serial;
        await reserveOnce();
      }
    },
  };
}
