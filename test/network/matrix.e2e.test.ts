import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NetworkFault, networkFaults } from '../support/network/network-faults.ts';
import { startProgram } from '../support/program.ts';
import { judge, PATIENT } from './judge.ts';
import { type Load, reckon, startLoad } from './load.ts';
import { type Cell, ROLES, tellCell } from './roles.ts';
import { openStage, type Stage } from './stage.ts';
import { strike } from './strike.ts';

/** The short form of `npm run matrix`: every fault once on each server, and each role at least once. */
const faults = Object.keys(networkFaults) as NetworkFault[];
const SHORT_MS = 1_500;

const roles = ROLES.filter(({ what }) => what !== 'queue');
const deal = (server: string): readonly Cell[] => {
  const dealt = roles.filter((role) => role.server === server);
  const count = Math.max(dealt.length, faults.length);
  return Array.from({ length: count }, (_, n) => ({
    fault: faults[n % faults.length] ?? 'dropped',
    role: dealt[n % dealt.length] ?? dealt[0],
  })).filter((cell): cell is Cell => cell.role !== undefined);
};
/** Once the door has to say that it is not ready. */
const TOLD: Cell = { fault: 'stalled', role: roles[0] as Cell['role'] };

let stage: Stage;
let load: Load;

beforeAll(async () => {
  stage = await openStage(true);
  load = startLoad(stage);
  await load.once();
});
afterAll(() => stage?.stop());

describe('under load, whatever the network does to a kind of connection', () => {
  it.each([...deal('postgres'), ...deal('redis')].map((cell) => [tellCell(cell), cell] as const))(
    '%s: what is dead is replaced, work goes on, and no process ends',
    async (_, cell) => {
      const outcome = await strike(stage, load, cell, { ms: SHORT_MS, untilTold: false });
      expect(judge(outcome, PATIENT)).toEqual([]);
    },
  );

  it('the door says that it is not ready while no write gets through', async () => {
    const outcome = await strike(stage, load, TOLD, { ms: 0, untilTold: true });
    expect(judge(outcome, PATIENT)).toEqual([]);
    expect(outcome.toldMs).toBeDefined();
  });

  it('and in the end nothing is lost, doubled or stuck, and the proof holds', async () => {
    await load.stop();
    expect(load.promised.size).toBeGreaterThan(10);
    expect(await reckon(stage, load)).toMatchObject({ lost: 0, doubled: 0, stuck: 0 });
    const proof = startProgram('src/main/proof', { env: { DATABASE_URL: stage.databaseUrl } });
    expect({ code: (await proof.ended).code, said: proof.output() }).toMatchObject({ code: 0 });
  });
});
