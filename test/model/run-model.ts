import * as fc from 'fast-check';
import { legalEvents } from '../workflows/moves/legal-events.ts';
import { anyCommand } from './commands/any-command.ts';
import { command, type ModelCommand } from './commands/command.ts';
import { submitCommand } from './commands/post-commands.ts';
import { expectStored } from './compare.ts';
import { openRealWorld } from './real-world.ts';
import { emptyWorld, type World } from './world.ts';

export interface ModelTerms {
  readonly sequences: number;
  /** In each sequence. */
  readonly commands: number;
  readonly seed: number;
  /** Of a counter-example that a run with the same seed printed. */
  readonly path?: string | undefined;
  /** Told how many sequences are done. */
  readonly onSequence?: (done: number) => void;
}

export interface ModelReport {
  readonly seed: number;
  readonly sequences: number;
  readonly commands: number;
  readonly tasks: number;
  readonly events: number;
  /** Different pairs of state and event that came to pass, of all that the county's rules know. */
  readonly steps: string;
  /** Answers of the door by status. */
  readonly answers: Readonly<Record<number, number>>;
  readonly seconds: number;
  /** The smallest sequence found that behaves otherwise than the model, with seed and path; absent where none does. */
  readonly failure?: string;
}

/** Leaves commands out when it looks for the smallest sequence that fails, so that none is tied to a length. */
const nothing = command('nothing', [], { check: () => false, run: () => Promise.resolve() });

/** Every sequence has something to go on with: a task that is routed and one that is left to triage. */
const PRELUDE = [0, 4].map((what) => submitCommand({ door: 0, task: 0, who: 0, what }, 'none'));

/** Of a task that no unit has had yet: no section can speak to it. */
const BEFORE_SECTIONS = ['routing', 'triage', 'assigning'];

/** State and event of every step that the county's rules know and that can come to pass. */
const LEGAL = new Set(
  ['reform-task', 'section-assignment'].flatMap((workflow) =>
    Object.entries(legalEvents[workflow] ?? {}).flatMap(([state, events]) =>
      events
        .filter((event) => !(BEFORE_SECTIONS.includes(state) && event.startsWith('section')))
        .map((event) => `${workflow} ${state} ${event}`),
    ),
  ),
);

/** The steps of a sequence; timers are no events that anybody sends. */
function stepsIn({ tasks }: World): readonly string[] {
  return tasks
    .flatMap(({ workflow, log }) => log.map(({ type }, n) => `${workflow} ${log[n - 1]?.state} ${type}`))
    .filter((step) => LEGAL.has(step));
}

/**
 * Drives random sequences of commands through two real doors over one database and holds every answer and everything
 * stored against a plain model in memory. Needs the shared cluster of the tests.
 */
export async function runModel({
  sequences,
  commands,
  seed,
  path,
  onSequence,
}: ModelTerms): Promise<ModelReport> {
  const began = performance.now();
  const real = await openRealWorld();
  let begun = 0;
  let done = 0;
  const steps = new Set<string>();
  const sequence = fc.array(fc.option(anyCommand, { nil: nothing, freq: 1_000_000 }), {
    minLength: commands,
    maxLength: commands,
  });
  const property = fc.asyncProperty(sequence, async (list) => {
    const world = emptyWorld(`甲${seed}q${begun++}乙`);
    for (const first of PRELUDE) await first.run(world, real);
    await fc.asyncModelRun(() => ({ model: world, real }), list);
    done += list.length;
    await expectStored(real, world);
    for (const step of stepsIn(world)) steps.add(step);
    onSequence?.(begun);
  });
  try {
    const details = await fc.check(property, {
      numRuns: sequences,
      endOnFailure: true,
      seed,
      ...(path === undefined ? {} : { path }),
    });
    const { rows } = await real.pool.query<{ tasks: number; events: number }>(
      'SELECT (SELECT count(*)::int FROM task) AS tasks, (SELECT count(*)::int FROM event) AS events',
    );
    return {
      seed,
      sequences: details.numRuns,
      commands: done,
      tasks: rows[0]?.tasks ?? 0,
      events: rows[0]?.events ?? 0,
      steps: `${steps.size} of ${LEGAL.size}`,
      answers: real.answers,
      seconds: Math.round((performance.now() - began) / 100) / 10,
      ...(details.failed ? { failure: failureIn(details) } : {}),
    };
  } finally {
    await real.close();
  }
}

/** What to repeat, what was done, and what was otherwise than foretold. */
function failureIn(details: fc.RunDetails<[ModelCommand[]]>): string {
  const { seed, counterexamplePath, counterexample, errorInstance } = details;
  const steps = (counterexample?.[0] ?? []).filter((one) => one !== nothing).map(String);
  const error =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : errorInstance;
  return [
    `Otherwise than the model. To repeat: MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath}`,
    ...steps,
    String(error),
  ].join('\n');
}
