import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTestDatabase } from '../support/postgres.ts';
import { offerSharedCluster } from '../support/shared-cluster.ts';
import { printRound } from './print-rounds.ts';
import { isFound, mutants } from './rig/mutants.ts';
import { runRig } from './rig/run-rig.ts';
import { type Round, runRound } from './world/run-round.ts';
import { scales } from './world/scale.ts';
import type { Backend } from './world/world.ts';

/**
 * `npm run chaos -- [--json] [--seed N] [--scale small|large] [--queue redis|postgres]
 * [--history <folder>]`: real processes under faults on
 * both queue backends, and the planted bugs that show that the checker sees; exit code 0 where everything held.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    scale: { type: 'string', default: 'large' },
    queue: { type: 'string' },
    history: { type: 'string' },
  },
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const scale = Object.entries(scales).find(([name]) => name === values.scale)?.[1];
if (scale === undefined || !Number.isInteger(seed)) {
  process.stderr.write(
    `chaos: expected --scale ${Object.keys(scales).join('|')} and a whole number as --seed.\n`,
  );
  process.exit(2);
}
const backends = (['redis', 'postgres'] as const satisfies readonly Backend[]).filter(
  (backend) => values.queue === undefined || values.queue === backend,
);

const rounds: Round[] = [];
for (const backend of backends) {
  const round = await runRound({
    backend,
    seed,
    scale,
    onProgress: (text) => say(`${backend}: ${text}`),
    onHistory: async (history) => {
      if (values.history === undefined) return;
      const lines = history.map((operation) => `${JSON.stringify(operation)}\n`);
      await writeFile(join(values.history, `${backend}-${seed}.jsonl`), lines.join(''));
    },
  });
  rounds.push(round);
  say(printRound(round));
}
const planted = await findPlantedBugs();
const caught = planted.filter(({ found }) => found).length;
const held = rounds.every((round) => round.held) && caught === planted.length;
if (values.json) {
  process.stdout.write(
    `${JSON.stringify({ held, seed, scale: values.scale, node: process.version, rounds, planted })}\n`,
  );
} else {
  const missed = planted.filter(({ found }) => !found).map(({ bug }) => bug);
  process.stdout.write(
    [
      ...rounds.map(printRound),
      `埋设错误 planted bugs: ${caught} of ${planted.length} caught${missed.length > 0 ? `; missed: ${missed.join('; ')}` : ''}`,
      held ? '成立 It held.' : '不成立 It did not hold.',
      '',
    ].join('\n'),
  );
}
process.exitCode = held ? 0 : 1;

async function findPlantedBugs(): Promise<readonly { readonly bug: string; readonly found: boolean }[]> {
  const close = await offerSharedCluster();
  try {
    const results = [];
    for (const mutant of mutants) {
      const database = await createTestDatabase();
      const settings = { seed, parcels: 30, patienceMs: 120_000 };
      const { verdict } = await runRig(database.connectionString, settings, mutant.mutant);
      await database.drop();
      results.push({ bug: mutant.bug, found: isFound(mutant, verdict) });
      say(`${results.at(-1)?.found ? '✓' : '✗'} ${mutant.bug}`);
    }
    return results;
  } finally {
    await close();
  }
}

/** Progress goes to standard error, so that standard output holds the result alone. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
