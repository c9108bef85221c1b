import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/postgres.ts';
import { mutants } from './rig/mutants.ts';
import { type Mutant, type RigRound, runRig } from './rig/run-rig.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 20210401);
const AT_ONCE = 4;

async function round(mutant: Mutant, patienceMs: number): Promise<RigRound> {
  const database = await createTestDatabase();
  try {
    return await runRig(database.connectionString, { seed: SEED, parcels: 30, patienceMs }, mutant);
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
        rounds.set(next.bug, await round(next.mutant, 15_000));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  });

  it('finds nothing where no bug is planted, under the same faults', async () => {
    const { verdict } = await round({}, 60_000);
    expect(verdict).toMatchObject({ verdict: 'green', violations: [] });
    expect(verdict.figures.unknown).toBe(0);
  });

  it.each([...mutants])('finds: $bug', ({ bug, found }) => {
    const verdict = rounds.get(bug)?.verdict;
    expect(verdict?.verdict).toBe('red');
    expect(verdict?.violations.map(({ invariant }) => invariant)).toContain(found);
  });
});
