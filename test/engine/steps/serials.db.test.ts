import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool, QueryConfig } from 'pg';
import { createSerials } from '../../../src/engine/writing/serials.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';

let pool: Pool;
let counted: Pool;
let roundTrips = 0;
let nowMs = 0;

ledgerOfSuite(2, (opened) => {
  pool = opened;
  counted = {
    query(config: QueryConfig) {
      roundTrips++;
      return pool.query(config);
    },
  } as unknown as Pool;
});
beforeEach(() => {
  [roundTrips, nowMs] = [0, 0];
});

const open = () => createSerials(counted, () => nowMs);
const take = async (serials: ReturnType<typeof open>, count: number) => {
  const taken: number[] = [];
  for (let n = 0; n < count; n++) taken.push(await serials.next());
  return taken;
};

describe('serials', () => {
  it('grow without a gap while one process takes them', async () => {
    const taken = await take(open(), 1_000);
    expect(taken).toEqual(Array.from({ length: 1_000 }, (_, n) => (taken[0] ?? 0) + n));
  });

  it('are unique across processes and askers', async () => {
    const [one, other] = [open(), open()];
    const taken = await Promise.all(
      Array.from({ length: 600 }, (_, n) => (n % 2 === 0 ? one : other).next()),
    );
    expect(new Set(taken).size).toBe(600);
  });

  it('are reserved in larger and larger lots while they go fast, at most 320', async () => {
    await take(open(), 20 + 40 + 80 + 160 + 320 + 320);
    expect(roundTrips).toBe(6);
  });

  it('leave a gap of one block at most where they go slowly', async () => {
    const serials = open();
    await take(serials, 20 + 40);
    nowMs += 1_000;
    const [last] = await take(serials, 1);
    const [next] = await take(open(), 1);
    expect((next ?? 0) - (last ?? 0)).toBe(20);
  });
});
