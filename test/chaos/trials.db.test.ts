import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/postgres.ts';
import { mutantsOfTrials } from './rig/plants/mutants-of-trials.ts';
import { isFound } from './rig/plants/planting.ts';
import { type Mutant, type RigRound, type RigSettings, runRig } from './rig/run-rig.ts';
import { allTrials } from './rig/trials.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 20210401);
const AT_ONCE = 4;

async function round(
  settings: Pick<RigSettings, 'parcels' | 'trials'>,
  mutant: Mutant = {},
): Promise<RigRound> {
  const database = await createTestDatabase();
  try {
    return await runRig(database.connectionString, { seed: SEED, ...settings }, mutant);
  } finally {
    await database.drop();
  }
}

describe(`what befalls whole processes, seed ${SEED}`, () => {
  const rounds = new Map<string, RigRound>();
  let clean: RigRound;

  beforeAll(async () => {
    const left = [...mutantsOfTrials];
    const runNext = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const trials = next.trial === undefined ? [] : [next.trial];
        rounds.set(next.bug, await round({ parcels: 6, trials }, next.mutant));
      }
    };
    const others = Array.from({ length: AT_ONCE - 1 }, runNext);
    clean = await round({ parcels: 20, trials: allTrials });
    await Promise.all(others);
  });

  it('loses, doubles and blocks nothing where no bug is planted, all of it in one round', () => {
    expect([...clean.befell].toSorted((a, b) => a.localeCompare(b))).toEqual(
      allTrials.toSorted((a, b) => a.localeCompare(b)),
    );
    expect(clean.verdict).toMatchObject({ verdict: 'green', violations: [] });
    expect(clean.unfinished).toEqual([]);
  });

  it.each([...mutantsOfTrials])('brings to light: $bug', (planted) => {
    const found = rounds.get(planted.bug);
    expect(found && isFound(planted, found)).toBe(true);
  });
});
