import {
  commandLineOf,
  JSON_OPTION,
  oneOf,
  someOf,
  wholeNumber,
} from '../../src/platform/process/command-line.ts';
import { offerSharedCluster } from '../support/shared-cluster.ts';
import { county } from './parts/county.ts';
import { faults } from './parts/faults.ts';
import { model } from './parts/model.ts';
import type { Part, PartResult } from './parts/part.ts';
import { plantedBugs } from './parts/planted-bugs.ts';
import type { Backend } from './world/world.ts';

/** By the names that `--only` takes, in the order in which they run. */
const parts = { faults, bugs: plantedBugs, model, county } as const satisfies Record<string, Part>;
const PARTS = Object.keys(parts) as (keyof typeof parts)[];

/** By the names under which `--json` reports what they found, where those are others. */
const REPORTED: Readonly<Partial<Record<keyof typeof parts, string>>> = {
  faults: 'rounds',
  bugs: 'planted',
};

const BACKENDS = ['redis', 'postgres'] as const satisfies readonly Backend[];

/** Exit code 0 where everything held. */
const { json, seed, scale, only, backends, history, from } = commandLineOf(
  {
    name: 'npm run chaos --',
    zh: '真实进程、故障与随机命令之下的核验',
    en: 'real processes under faults, planted bugs that must be seen, and random commands beside two models',
    options: {
      json: JSON_OPTION,
      seed: { type: 'string', value: 'N', zh: '随机种子', en: 'of what is random' },
      scale: { type: 'string', value: 'small|large', default: 'large', zh: '规模', en: 'how much of it' },
      only: {
        type: 'string',
        value: 'LIST',
        default: PARTS.join(','),
        zh: '只做这些部分',
        en: 'these parts',
      },
      queue: {
        type: 'string',
        value: 'LIST',
        default: BACKENDS.join(','),
        zh: '队列',
        en: 'on these queues',
      },
      history: {
        type: 'string',
        value: 'DIR',
        zh: '客户端记录写入的目录',
        en: 'where what clients noted goes',
      },
      from: {
        type: 'string',
        value: 'DIST',
        zh: '较早版本的 dist 目录，进程由它起步、途中升级',
        en: 'dist folder of an earlier build, which is upgraded in mid-round',
      },
    },
  },
  ({ values }) => ({
    json: values.json,
    seed: wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 1_000_000))),
    scale: oneOf('scale', values.scale, ['small', 'large']),
    only: someOf('only', values.only, PARTS),
    backends: someOf('queue', values.queue, BACKENDS),
    history: values.history,
    from: values.from,
  }),
);

const results: (readonly [name: keyof typeof parts, PartResult])[] = [];
const close = await offerSharedCluster();
try {
  for (const name of only) {
    say(`${name}, seed ${seed}`);
    results.push([name, await parts[name]({ seed, scale, backends, history, from, say })]);
  }
} finally {
  await close();
}
const held = results.every(([, result]) => result.held);
if (json) {
  const figures = Object.fromEntries(
    results.map(([name, result]) => [REPORTED[name] ?? name, result.figures]),
  );
  process.stdout.write(`${JSON.stringify({ held, seed, scale, node: process.version, ...figures })}\n`);
} else {
  const lines = results.flatMap(([, result]) => result.lines);
  process.stdout.write([...lines, held ? '成立 It held.' : '不成立 It did not hold.', ''].join('\n'));
}
process.exitCode = held ? 0 : 1;

/** Progress goes to standard error, so that standard output holds the result alone. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
