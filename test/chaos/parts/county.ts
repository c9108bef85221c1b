import { type CountyReport, runCountyModel } from '../../county-model/run-county-model.ts';
import type { Part } from './part.ts';

const COMMANDS = { small: 1_000, large: 20_000 } as const;

/** Random commands against the whole county under a clock that is moved, with its invariants after each. */
export const county: Part = async ({ seed, scale, say }) => {
  const commands = COMMANDS[scale];
  const report = await runCountyModel({
    commands,
    seed,
    onProgress: (done) => say(`county: ${done} of ${commands} commands`),
  });
  return { held: report.failure === undefined, figures: report, lines: linesOf(report) };
};

function linesOf({ seed, sequences, commands, tasks, events, outcomes, seconds, failure }: CountyReport) {
  const count = (is: string) =>
    Object.entries(outcomes).reduce((sum, [what, n]) => (what.endsWith(`: ${is}`) ? sum + n : sum), 0);
  const kinds = new Set(Object.keys(outcomes).map((what) => what.replace(/: \w+$/, '')));
  return [
    `全县 county: ${commands} commands in ${sequences} sequences · seed ${seed} · ${seconds.toFixed(0)} s · ${failure === undefined ? '成立 held' : '不成立 NOT HELD'}`,
    `  done ${count('done')}, refused ${count('refused')}, idle ${count('idle')}, of ${kinds.size} kinds · ${tasks} tasks, ${events} events`,
    ...(failure === undefined ? [] : [failure]),
  ];
}
