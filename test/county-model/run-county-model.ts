import * as fc from 'fast-check';
import { anyStep } from './any-step.ts';
import { type Step, step } from './commands/step.ts';
import { submit } from './commands/task-steps.ts';
import { type CountyWorld, openCounty } from './county-world.ts';
import { faultsOf } from './faults.ts';
import type { Seen } from './seen.ts';

export interface CountyTerms {
  readonly commands: number;
  readonly seed: number;
  /** Of a counter-example that a run with the same seed printed. */
  readonly path?: string | undefined;
  /** Whether a counter-example is made as small as can be, which takes minutes. */
  readonly shrinks?: boolean;
  /** Told how many commands are done. */
  readonly onProgress?: (done: number) => void;
  /** Given what is seen at the end of each sequence. */
  readonly onSeen?: (seen: Seen) => void;
}

export interface CountyReport {
  readonly seed: number;
  readonly sequences: number;
  readonly commands: number;
  readonly tasks: number;
  readonly events: number;
  /** What became of commands, by kind. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** The smallest sequence found after which something does not hold; absent where there is none. */
  readonly failure?: string;
}

/** Long enough for stories to cross, short enough to be read when one goes wrong. */
const PER_SEQUENCE = 100;
/** Every so many commands workers leave what was asked for until later. */
const LEFT_ALONE = 7;

/** Left out when it looks for the smallest sequence that fails, so that none is tied to a length. */
const nothing = step('nothing', [], () => Promise.resolve({ is: 'idle', what: 'nothing' }));

/** Plays random commands against the real county and looks after each whether everything is as it must be. */
export async function runCountyModel(terms: CountyTerms): Promise<CountyReport> {
  const { commands, seed, path, shrinks = false, onProgress, onSeen } = terms;
  const began = performance.now();
  const figures = { commands: 0, tasks: 0, events: 0 };
  const outcomes: Record<string, number> = {};
  const sequence = fc.array(fc.option(anyStep, { nil: nothing, freq: 1_000_000 }), {
    minLength: PER_SEQUENCE,
    maxLength: PER_SEQUENCE,
  });
  const property = fc.asyncProperty(sequence, async (steps) => {
    const world = await openCounty();
    try {
      const seen = await play(world, [submit(0), submit(4), ...steps], (name, is) => {
        figures.commands++;
        outcomes[`${name}: ${is}`] = (outcomes[`${name}: ${is}`] ?? 0) + 1;
      });
      figures.tasks += seen.stored.tasks.length;
      figures.events += seen.stored.events.length;
      onSeen?.(seen);
      onProgress?.(figures.commands);
    } finally {
      await world.close();
    }
  });
  const details = await fc.check(property, {
    numRuns: Math.ceil(commands / PER_SEQUENCE),
    seed,
    endOnFailure: !shrinks,
    ...(path === undefined ? {} : { path }),
  });
  return {
    seed,
    sequences: details.numRuns,
    ...figures,
    outcomes,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...(details.failed ? { failure: failureIn(details) } : {}),
  };
}

async function play(
  world: CountyWorld,
  steps: readonly Step[],
  tell: (what: string, is: string) => void,
): Promise<Seen> {
  for (const [n, one] of steps.entries()) {
    if (one === nothing) continue;
    const { is, what } = await one.run(world);
    tell(what, is);
    const isWorkedOff = n % LEFT_ALONE > 0;
    if (isWorkedOff) await world.workOff();
    expectSound(await world.see(isWorkedOff), `${n} ${String(one)}`);
  }
  await world.workOff();
  const seen = await world.see(true);
  expectSound(seen, 'the end');
  return seen;
}

function expectSound(seen: Seen, after: string): void {
  const faults = faultsOf(seen);
  if (faults.length === 0) return;
  const told = faults.map(({ invariant, taskId, detail }) => `${invariant} ${taskId ?? ''}: ${detail}`);
  throw new Error(`After ${after}:\n${told.join('\n')}`);
}

/** What to repeat, what was done, and what did not hold. */
function failureIn(details: fc.RunDetails<[Step[]]>): string {
  const { seed, counterexamplePath, counterexample, errorInstance } = details;
  const steps = (counterexample?.[0] ?? []).filter((one) => one !== nothing).map(String);
  const error =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : errorInstance;
  return [
    `It does not hold. To repeat: COUNTY_SEED=${seed} COUNTY_PATH=${counterexamplePath} [COUNTY_SHRINK=1]`,
    ...steps,
    String(error),
  ].join('\n');
}
