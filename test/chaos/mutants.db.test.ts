import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/postgres.ts';
import { mutants } from './rig/plants/mutants.ts';
import { type Mutant, type RigRound, runRig } from './rig/run-rig.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 20210401);
const AT_ONCE = 4;

async function round(mutant: Mutant, parcels: number): Promise<RigRound> {
  const database = await createTestDatabase();
  try {
    return await runRig(database.connectionString, { seed: SEED, parcels }, mutant);
  } finally {
    await database.drop();
  }
}

describe(`the checker, seed ${SEED}`, () => {
  const rounds = new Map<string, RigRound>();

  beforeAll(async () => {
    const left = [...mutants];
    const runNext = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        rounds.set(next.bug, await round(next.mutant, 10));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  });

  it('finds nothing where no bug is planted, under the same faults', async () => {
    const { verdict, unfinished } = await round({}, 30);
    expect(verdict).toMatchObject({ verdict: 'green', violations: [] });
    expect(verdict.figures.unknown).toBe(0);
    expect(unfinished).toEqual([]);
  });

  it.each([...mutants])('finds: $bug', (planted) => {
    const verdict = rounds.get(planted.bug)?.verdict;
    const details = verdict?.violations.map(({ invariant, detail }) => `${invariant} ${detail}`);
    expect(details).toContainEqual(
      expect.stringMatching(new RegExp(`^${planted.found} .*${planted.as.source}`)),
    );
  });
});
