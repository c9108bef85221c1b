import { type ModelReport, runModel } from '../../model/run-model.ts';
import type { Part } from './part.ts';

const SEQUENCES = { small: 300, large: 5_000 } as const;
/** Commands in each. */
const COMMANDS = 30;
/** Sequences between two words to those who wait. */
const EVERY = 100;

/** Random requests against the real doors and store, beside a plain model. */
export const model: Part = async ({ seed, scale, say }) => {
  const sequences = SEQUENCES[scale];
  const report = await runModel({
    sequences,
    commands: COMMANDS,
    seed,
    onSequence: (done) => {
      if (done % EVERY === 0) say(`model: ${done} of ${sequences} sequences`);
    },
  });
  return { held: report.failure === undefined, figures: report, lines: linesOf(report) };
};

function linesOf({
  seed,
  sequences,
  commands,
  tasks,
  events,
  steps,
  answers,
  seconds,
  failure,
}: ModelReport) {
  const byStatus = Object.entries(answers).map(([status, n]) => `${status} ×${n}`);
  return [
    `模型 model: ${sequences} sequences, ${commands} commands · seed ${seed} · ${seconds.toFixed(0)} s · ${failure === undefined ? '成立 held' : '不成立 NOT HELD'}`,
    `  ${tasks} tasks, ${events} events; steps seen: ${steps}; answers ${byStatus.join(', ')}`,
    ...(failure === undefined ? [] : [failure]),
  ];
}
