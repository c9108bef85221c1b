import { describe, expect, it } from '@jest/globals';
import { createLedgerClock, JUMP_MS } from '../../src/platform/clock.ts';

const DAYS_4 = 4 * 86_400_000;

/** A machine and a database whose clocks a test sets; steady time runs on by itself. */
function machine() {
  const at = { steady: 1_000, wall: 1_800_000_000_000, database: 1_800_000_000_000 };
  const jumps: number[] = [];
  const clock = createLedgerClock(
    () => Promise.resolve(at.database),
    (ms) => void jumps.push(ms),
    { steady: () => at.steady, wall: () => at.wall },
  );
  const pass = (ms: number): void => {
    at.steady += ms;
    at.wall += ms;
    at.database += ms;
  };
  return { at, clock, jumps, pass };
}

describe('the clock of the ledger', () => {
  it('is the database’s, also where the machine’s is wrong from the start', async () => {
    const { at, clock, pass } = machine();
    at.wall += DAYS_4;
    await clock.synchronise();
    pass(60_000);
    expect(clock.now()).toBe(at.database);
  });

  it('goes on steadily where the database’s has jumped, and says so', async () => {
    const { at, clock, jumps, pass } = machine();
    await clock.synchronise();
    const before = clock.now();
    pass(30_000);
    at.database += DAYS_4;
    await clock.synchronise();
    expect(clock.now()).toBe(before + 30_000);
    expect(jumps).toEqual([DAYS_4]);
    at.database -= DAYS_4;
    await clock.synchronise();
    expect(clock.now()).toBe(at.database);
    expect(jumps).toHaveLength(1);
  });

  it('does not follow the machine’s when somebody sets it', async () => {
    const { at, clock, jumps, pass } = machine();
    await clock.synchronise();
    at.wall -= DAYS_4;
    pass(30_000);
    await clock.synchronise();
    expect(clock.now()).toBe(at.database);
    expect(jumps).toEqual([]);
  });

  it('is right again after a sleep, in which steady time stood still', async () => {
    const { at, clock, jumps } = machine();
    await clock.synchronise();
    at.wall += DAYS_4;
    at.database += DAYS_4;
    await clock.synchronise();
    expect(clock.now()).toBe(at.database);
    expect(jumps).toEqual([]);
  });

  it('follows what drifts', async () => {
    const { at, clock, jumps, pass } = machine();
    await clock.synchronise();
    for (let n = 0; n < 10; n++) {
      pass(30_000);
      at.database += JUMP_MS / 2;
      await clock.synchronise();
      expect(clock.now()).toBe(at.database);
    }
    expect(jumps).toEqual([]);
  });
});
