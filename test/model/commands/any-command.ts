import * as fc from 'fast-check';
import type { Choice, ModelCommand } from './command.ts';
import { anyEvent, likelyEvent, repeatCommand, submitCommand } from './post-commands.ts';
import { listCommand, readCommand, timelineCommand } from './read-commands.ts';
import { restartCommand, timerCommand, workCommand } from './work-commands.ts';

const door = fc.nat({ max: 1 });
const pick = fc.nat({ max: 10_000 });
const choice: fc.Arbitrary<Choice> = fc.record({ door, task: pick, who: pick, what: pick });

/** One of many, the first by far the most often. */
function mostly<const T extends string>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 8 * others.length, arbitrary: fc.constant(usual) },
    ...others.map((one) => fc.constant(one)),
  );
}

const submitting = fc
  .tuple(choice, mostly('none', 'caller', 'input', 'workflow', 'child'))
  .map(([by, flaw]) => submitCommand(by, flaw));

const flaw = fc.record({
  fitness: mostly('fit', 'unfit', 'malformed'),
  revision: mostly('right', 'stale', 'ahead', 'none'),
});

const repeating = fc
  .tuple(choice, mostly('none', 'revision', 'data', 'caller'))
  .map(([by, twist]) => repeatCommand(by, twist));

/** One command; what it comes to depends on what went before. */
export const anyCommand: fc.Arbitrary<ModelCommand> = fc.oneof(
  { weight: 2, arbitrary: submitting },
  { weight: 20, arbitrary: fc.tuple(choice, flaw).map(([by, how]) => likelyEvent(by, how)) },
  { weight: 3, arbitrary: choice.map(anyEvent) },
  { weight: 3, arbitrary: repeating },
  { weight: 3, arbitrary: choice.map(readCommand) },
  { weight: 1, arbitrary: choice.map(timelineCommand) },
  { weight: 2, arbitrary: choice.map(listCommand) },
  { weight: 6, arbitrary: fc.tuple(door, fc.boolean()).map(([at, doubled]) => workCommand(at, doubled)) },
  { weight: 2, arbitrary: pick.map(timerCommand) },
  { weight: 1, arbitrary: door.map(restartCommand) },
);
