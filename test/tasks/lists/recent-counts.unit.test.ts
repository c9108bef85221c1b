import { describe, expect, it } from '@jest/globals';
import { recentCounts } from '../../../src/tasks/lists/recent-counts.ts';
import type { Database } from '../../../src/tasks/store/lists/listed-row.ts';

/** A reader with a clock of its own, and how often it counted. */
function opened() {
  const at = { ms: 1_000_000 };
  let taken = 0;
  let fails = false;
  const sources = { database: {} as Database, clock: () => at.ms };
  const take = () => {
    taken++;
    return fails ? Promise.reject(new Error('The database is gone.')) : Promise.resolve(taken);
  };
  return {
    at,
    ask: (key = 'k') => recentCounts(sources, key, take),
    taken: () => taken,
    fail: (now: boolean) => {
      fails = now;
    },
  };
}

/** Lets what runs in the background come to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('counts that are shared for a moment', () => {
  it('are taken once within a second, and once for each question', async () => {
    const { ask, at, taken } = opened();
    expect(await ask()).toEqual({ counts: 1, at: 1_000_000 });
    at.ms += 1_000;
    expect(await ask()).toEqual({ counts: 1, at: 1_000_000 });
    expect((await ask('other')).counts).toBe(2);
    expect(taken()).toBe(2);
  });

  it('are handed out while they are taken anew, by one and not by each who asks', async () => {
    const { ask, at, taken } = opened();
    await ask();
    at.ms += 1_001;
    expect((await Promise.all([ask(), ask(), ask()])).map(({ counts }) => counts)).toEqual([1, 1, 1]);
    await settled();
    expect(await ask()).toEqual({ counts: 2, at: 1_001_001 });
    expect(taken()).toBe(2);
  });

  it('are waited for where nobody asked for some seconds, and where a clock went back', async () => {
    const { ask, at } = opened();
    await ask();
    at.ms += 5_001;
    expect((await ask()).counts).toBe(2);
    at.ms -= 10_000;
    expect((await ask()).counts).toBe(3);
  });

  it('tell whoever asks after a failure of it, and nobody before', async () => {
    const { ask, at, fail } = opened();
    await ask();
    fail(true);
    at.ms += 2_000;
    expect((await ask()).counts).toBe(1);
    await settled();
    await expect(ask()).rejects.toThrow('The database is gone.');
    fail(false);
    expect((await ask()).counts).toBe(4);
  });
});
