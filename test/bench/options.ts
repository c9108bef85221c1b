import { parseArgs } from 'node:util';

/** What can be measured, in the order of the table. */
export const SUBJECTS = ['reference', 'ours-redis', 'ours-embedded', 'reform', 'million'] as const;

export type SubjectName = (typeof SUBJECTS)[number];

export interface Options {
  readonly json: boolean;
  readonly only: readonly SubjectName[];
  readonly lifecycles: number;
  readonly warmUp: number;
  readonly clients: number;
  readonly rounds: number;
  readonly seed: number;
  /** How many tasks lie in the database that `million` is measured on. */
  readonly tasks: number;
  /** Where `node --cpu-prof` writes to; absent where nothing is profiled. */
  readonly profile: string | undefined;
}

export const USAGE = `npm run bench -- [--json] [--only ${SUBJECTS.join(',')}] [--lifecycles 2000] [--warm-up 2000]
  [--clients 50] [--rounds 3] [--seed N] [--tasks 1000000] [--profile DIR]`;

/** Reads the command line. Throws, naming what it does not know. */
export function readOptions(args: readonly string[], randomSeed: number): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: SUBJECTS.join(',') },
      lifecycles: { type: 'string', default: '2000' },
      'warm-up': { type: 'string', default: '2000' },
      clients: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '3' },
      seed: { type: 'string', default: String(randomSeed) },
      tasks: { type: 'string', default: '1000000' },
      profile: { type: 'string' },
    },
  });
  return {
    json: values.json,
    only: values.only.split(',').map(subjectOf),
    lifecycles: countOf('lifecycles', values.lifecycles, 1),
    warmUp: countOf('warm-up', values['warm-up'], 0),
    clients: countOf('clients', values.clients, 1),
    rounds: countOf('rounds', values.rounds, 1),
    seed: countOf('seed', values.seed, 0),
    tasks: countOf('tasks', values.tasks, 1000),
    profile: values.profile,
  };
}

function subjectOf(text: string): SubjectName {
  const found = SUBJECTS.find((name) => name === text);
  if (found === undefined) throw new Error(`--only ${text}: expected some of ${SUBJECTS.join(', ')}.`);
  return found;
}

function countOf(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new Error(`--${name} ${text}: expected a whole number from ${least}.`);
}
