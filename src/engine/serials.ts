import type pg from 'pg';

/** Hands out task serials; unique for ever, growing, with gaps where a process ended within a block. */
export interface Serials {
  next(): Promise<number>;
}

/** Must equal the sequence's INCREMENT (001_engine.sql): one round trip reserves this many. */
const BLOCK = 20;

/** Makes a source of serials that reserves blocks, the next one before the last is used up. */
export function createSerials(pool: pg.Pool): Serials {
  let free: number[] = [];
  let reserving: Promise<void> | undefined;

  async function reserve(): Promise<void> {
    const { rows } = await pool.query<{ first: number }>({
      name: 'reserve-serials',
      text: `SELECT nextval('task_serial')::float8 AS first`,
    });
    const first = rows[0]?.first;
    if (first === undefined) throw new Error('Sequence task_serial gave no value.');
    free = [...free, ...Array.from({ length: BLOCK }, (_, n) => first + n)];
  }

  return {
    async next() {
      for (;;) {
        const serial = free.shift();
        if (serial !== undefined) return serial;
        reserving ??= reserve().finally(() => {
          reserving = undefined;
        });
        await reserving;
      }
    },
  };
}
