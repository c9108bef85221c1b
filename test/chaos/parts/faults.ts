import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRound } from '../print-rounds.ts';
import { type Round, runRound } from '../world/run-round.ts';
import { scales } from '../world/scale.ts';
import type { Part } from './part.ts';

/** Real processes under faults, on each queue backend. */
export const faults: Part = async ({ seed, scale, backends, history, from, say }) => {
  const rounds: Round[] = [];
  for (const backend of backends) {
    const round = await runRound({
      backend,
      seed,
      scale: scales[scale],
      from,
      onProgress: (text) => say(`${backend}: ${text}`),
      onHistory: async (operations) => {
        if (history === undefined) return;
        const lines = operations.map((operation) => `${JSON.stringify(operation)}\n`);
        await writeFile(join(history, `${backend}-${seed}.jsonl`), lines.join(''));
      },
    });
    rounds.push(round);
    say(printRound(round));
  }
  return { held: rounds.every((round) => round.held), figures: rounds, lines: rounds.map(printRound) };
};
