import { createTestDatabase } from '../../support/postgres.ts';
import { mutants } from '../rig/plants/mutants.ts';
import { mutantsOfTrials } from '../rig/plants/mutants-of-trials.ts';
import { isFound } from '../rig/plants/planting.ts';
import { runRig } from '../rig/run-rig.ts';
import type { Part } from './part.ts';

/** The planted bugs that show that the checker sees. */
export const plantedBugs: Part = async ({ seed, say }) => {
  const results: { readonly bug: string; readonly found: boolean }[] = [];
  for (const planted of [...mutants, ...mutantsOfTrials]) {
    const database = await createTestDatabase();
    const { trial } = planted;
    const settings = { seed, parcels: 30, trials: trial === undefined ? [] : [trial] };
    const round = await runRig(database.connectionString, settings, planted.mutant);
    await database.drop();
    const found = isFound(planted, round);
    results.push({ bug: planted.bug, found });
    say(`${found ? '✓' : '✗'} ${planted.bug}`);
  }
  const missed = results.filter(({ found }) => !found).map(({ bug }) => bug);
  const caught = `埋设错误 planted bugs: ${results.length - missed.length} of ${results.length} caught`;
  return {
    held: missed.length === 0,
    figures: results,
    lines: [`${caught}${missed.length > 0 ? `; missed: ${missed.join('; ')}` : ''}`],
  };
};
