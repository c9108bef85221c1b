import { beforeAll, describe, expect, it } from '@jest/globals';
import { printRound } from './print-rounds.ts';
import { RECOVERY_MS, type Round, runRound } from './world/run-round.ts';
import { scales } from './world/scale.ts';
import type { Backend } from './world/world.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 20210401);
const BACKENDS: readonly Backend[] = ['redis', 'postgres'];

describe('real processes under load, killed, paused and robbed of their servers', () => {
  const rounds = new Map<Backend, Round>();

  beforeAll(async () => {
    const terms = { seed: SEED, scale: scales.small, onProgress: () => undefined };
    // Side by side: most of a round is waiting, and being short of CPU is one fault more.
    const done = await Promise.all(BACKENDS.map((backend) => runRound({ ...terms, backend })));
    for (const round of done) {
      rounds.set(round.backend, round);
      process.stderr.write(`${printRound(round)}\n`);
    }
    // On a busy machine a round takes many times as long, and none may go on under the next suite.
  }, 3_600_000);

  const roundOn = (backend: Backend): Round => {
    const round = rounds.get(backend);
    if (round === undefined) throw new Error(`There was no round on ${backend}.`);
    return round;
  };

  it.each(BACKENDS)('lose nothing, double nothing and leave nothing stuck, on %s', (backend) => {
    const { verdict, proofHolds } = roundOn(backend);
    expect(verdict).toMatchObject({ verdict: 'green', violations: [] });
    expect(proofHolds).toBe(true);
  });

  it.each(BACKENDS)('make up for a dead worker within 20 s, on %s', (backend) => {
    const { worstRecoveryMs } = roundOn(backend);
    expect(worstRecoveryMs).not.toBeNull();
    expect(worstRecoveryMs).toBeLessThanOrEqual(RECOVERY_MS);
  });

  it.each(BACKENDS)('were really broken, on %s', (backend) => {
    const { faults } = roundOn(backend);
    expect(Object.keys(faults.kills).length).toBeGreaterThanOrEqual(12);
    expect(faults).toMatchObject({ crashes: 1, pauses: 1, redisOutages: backend === 'redis' ? 1 : 0 });
  });
});
