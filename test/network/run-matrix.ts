import { commandLineOf, wholeNumber } from '../../src/platform/process/command-line.ts';
import { type NetworkFault, networkFaults } from '../support/network/network-faults.ts';
import { startProgram } from '../support/program.ts';
import { judge, LIMITS } from './judge.ts';
import { reckon, startLoad } from './load.ts';
import { type Cell, ROLES, tellCell } from './roles.ts';
import { openStage, type Stage } from './stage.ts';
import { type Outcome, strike } from './strike.ts';

/** Every fault on every kind of connection, under load; prints a line each and ends with 1 where a limit was passed. */
const asked = commandLineOf(
  {
    name: 'npm run matrix --',
    zh: '网络故障矩阵：每种故障 × 每种连接，带负载',
    en: 'each fault of the network on each kind of connection, under load',
    options: {
      faults: {
        type: 'string',
        value: 'LIST',
        default: Object.keys(networkFaults).join(','),
        zh: '故障',
        en: 'which faults',
      },
      server: {
        type: 'string',
        value: 'NAME',
        default: 'redis,postgres',
        zh: '服务器',
        en: 'whose connections',
      },
      seconds: {
        type: 'string',
        value: 'N',
        default: '12',
        zh: '每次故障至少几秒',
        en: 'how long a fault lasts at least',
      },
      queue: {
        type: 'string',
        value: 'NAME',
        default: 'redis,postgres',
        zh: '队列所在',
        en: 'where the queue is',
      },
    },
  },
  ({ values: { faults, server, seconds, queue } }) => ({
    faults: faults.split(',') as NetworkFault[],
    servers: server.split(','),
    ms: wholeNumber('seconds', seconds, 1) * 1_000,
    queues: queue.split(','),
  }),
);

let failed = 0;
for (const queue of asked.queues) {
  const cells = ROLES.filter(
    ({ server, what }) =>
      asked.servers.includes(server) && (queue === 'redis' ? what !== 'queue' : server !== 'redis'),
  ).flatMap((role) => asked.faults.map((fault): Cell => ({ fault, role })));
  const stage = await openStage(queue === 'redis');
  try {
    failed += await play(stage, cells);
  } finally {
    await stage.stop();
  }
}
process.stdout.write(failed === 0 ? 'All within the limits.\n' : `${failed} outside of the limits.\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function play(stage: Stage, cells: readonly Cell[]): Promise<number> {
  const load = startLoad(stage);
  await load.once();
  let outside = 0;
  for (const cell of cells) {
    const outcome = await strike(stage, load, cell, { ms: asked.ms, untilTold: true });
    const faults = judge(outcome, LIMITS);
    if (faults.length > 0) outside++;
    process.stdout.write(`${lineOf(outcome)}${faults.map((fault) => `\n  ✗ ${fault}`).join('')}\n`);
  }
  await load.stop();
  const reckoning = await reckon(stage, load);
  process.stdout.write(`${JSON.stringify({ ...reckoning, failures: load.failures() })}\n`);
  const proof = startProgram('src/main/proof', { env: { DATABASE_URL: stage.databaseUrl } });
  const { code } = await proof.ended;
  process.stdout.write(code === 0 ? 'The proof holds.\n' : proof.output());
  const { lost, doubled, stuck } = reckoning;
  return outside + lost + doubled + stuck + (code === 0 ? 0 : 1);
}

function lineOf({ cell, struck, replacedMs, toldMs, resumedMs }: Outcome): string {
  return (
    `${tellCell(cell).padEnd(58)} struck ${String(struck).padStart(3)} · replaced ${inSeconds(replacedMs)}` +
    ` · told ${inSeconds(toldMs)} · resumed ${inSeconds(resumedMs)}`
  );
}

function inSeconds(ms: number | undefined): string {
  return ms === undefined ? '–' : `${(ms / 1_000).toFixed(1)} s`;
}
