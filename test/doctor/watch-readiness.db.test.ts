import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { watchReadiness } from '../../src/doctor/watch-readiness.ts';
import { eventually } from '../support/eventually.ts';
import { ledgerOfSuite } from '../support/ledger.ts';

let pool: Pool;

ledgerOfSuite(2, (opened) => {
  pool = opened;
});

/** A watch by a clock that stands still until it is moved, and an engine that tells how its commits go. */
async function watched() {
  let now = 0;
  const commits: (() => void)[] = [];
  const failures: ((error: unknown) => void)[] = [];
  const writer = {
    onCommitted: (listener: () => void) => void commits.push(listener),
    onUnconfirmed: (listener: (error: unknown) => void) => void failures.push(listener),
  };
  const watch = await watchReadiness(
    pool,
    writer,
    () => undefined,
    () => now,
  );
  const move = (ms: number) => {
    now += ms;
  };
  return {
    watch,
    commit: () => commits[0]?.(),
    fail: (code = '53100') => failures[0]?.(Object.assign(new Error('not written'), { code })),
    move,
  };
}

describe('readiness, on a disk that still takes what is tried, and no task', () => {
  it('ends with a commit that fails, until one gets through', async () => {
    const { watch, commit, fail } = await watched();
    expect(() => watch.checks.writes()).not.toThrow();
    fail();
    expect(() => watch.checks.writes()).toThrow('not confirmed');
    commit();
    expect(() => watch.checks.writes()).not.toThrow();
    await watch.stop();
  });

  it('is over with the next write that gets through, where the server only was away for a moment', async () => {
    const { watch, fail, move } = await watched();
    move(1);
    fail('57P01');
    expect(() => watch.checks.writes()).toThrow('not confirmed');
    move(1);
    await eventually(() => watch.checks.writes() === undefined, { withinMs: 60_000, everyMs: 20 });
    fail('53100');
    move(1_000);
    expect(() => watch.checks.writes()).toThrow('not confirmed');
    await watch.stop();
  });

  it('comes back where nobody tries any more, so that the next one may', async () => {
    const { watch, fail, move } = await watched();
    fail();
    move(5_000);
    expect(() => watch.checks.writes()).toThrow('not confirmed');
    move(-5_000);
    await watch.stop();
  });
});
