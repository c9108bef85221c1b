import { parseArgs } from 'node:util';
import { offerSharedCluster } from '../support/shared-cluster.ts';
import { county } from './parts/county.ts';
import { faults } from './parts/faults.ts';
import { model } from './parts/model.ts';
import type { Part, PartResult } from './parts/part.ts';
import { plantedBugs } from './parts/planted-bugs.ts';
import type { Backend } from './world/world.ts';

/** By the names that `--only` takes, in the order in which they run. */
const parts: Readonly<Record<string, Part>> = { faults, bugs: plantedBugs, model, county };

/** By the names under which `--json` reports what they found. */
const REPORTED: Readonly<Record<string, string>> = { faults: 'rounds', bugs: 'planted' };

/**
 * `npm run chaos -- [--json] [--seed N] [--scale small|large] [--only faults,bugs,model,county] [--queue redis|postgres]
 * [--history <folder>]`: real processes under faults on both queue backends, the planted bugs that show that the checker
 * sees, random commands beside a model, and random commands against the whole county; exit code 0 where everything held.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    scale: { type: 'string', default: 'large' },
    only: { type: 'string', default: Object.keys(parts).join(',') },
    queue: { type: 'string' },
    history: { type: 'string' },
  },
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const { scale, history } = values;
const chosen = Object.entries(parts).filter(([name]) => values.only.split(',').includes(name));
if (
  (scale !== 'small' && scale !== 'large') ||
  !Number.isInteger(seed) ||
  chosen.length !== values.only.split(',').length
) {
  process.stderr.write(
    `chaos: expected --scale small|large, a whole number as --seed and --only with some of ${Object.keys(parts).join(',')}; got ${process.argv.slice(2).join(' ')}.\n`,
  );
  process.exit(2);
}
const backends = (['redis', 'postgres'] as const satisfies readonly Backend[]).filter(
  (backend) => values.queue === undefined || values.queue === backend,
);

const results: (readonly [name: string, PartResult])[] = [];
const close = await offerSharedCluster();
try {
  for (const [name, part] of chosen) {
    say(`${name}, seed ${seed}`);
    results.push([name, await part({ seed, scale, backends, history, say })]);
  }
} finally {
  await close();
}
const held = results.every(([, result]) => result.held);
if (values.json) {
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
