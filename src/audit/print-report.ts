import type { ProofReport } from './proof-report.ts';
import { tellCounterExample } from './rules.ts';

/** A report of a proof as lines for people. */
export function printReport({
  holds,
  seconds,
  eventsPerSecond,
  figures,
  counterExamples,
  healed,
  anchor,
}: ProofReport): string {
  const { tasks, events, pendingEffects, seats, instants, onDutySeat, clockMinutes, beforeClock } = figures;
  const { violations, notFolded } = figures;
  const first = counterExamples[0];
  const more = violations - 1;
  const verdict =
    first === undefined
      ? '证明成立 It holds.'
      : `不成立 It does not hold. 第一个反例 The first counter-example:\n${tellCounterExample(first)}` +
        (more > 0 ? `另有 ${more} 处 and ${more} more (--json lists them).` : '');
  return [
    verdict,
    `任务 tasks ${tasks} · 事件 events ${events} · 待办作用 pending effects ${pendingEffects}`,
    `责任岗位 accountable seats ${seats} · 核对时段 instants ${instants} · 落到值守岗 fell to the duty seat ${onDutySeat}`,
    `归属到方的工作分钟 working minutes with a party ${clockMinutes.toLocaleString('en-US')}`,
    ...(beforeClock > 0
      ? [`注意 note: ${beforeClock} 个事件早于时钟台账 events from before the clock ledger`]
      : []),
    ...healedLines(healed, figures.healed),
    ...Object.entries(notFolded).map(
      ([workflow, n]) =>
        `注意 note: ${n} 件任务只验了链 tasks proved by their log only, the machine of ${workflow} is gone`,
    ),
    `用时 ${seconds.toFixed(1)} s · ${eventsPerSecond.toLocaleString('en-US')} 事件/秒 events/s`,
    ...(holds ? [`锚点，请存于库外 anchor, keep it outside of the database:\n${anchor}`] : []),
  ].join('\n');
}

/** What was mended stands in the history, and in every proof of it. */
function healedLines([first]: ProofReport['healed'], count: number): readonly string[] {
  if (first === undefined) return [];
  return [
    `已愈 healed: ${count} 处曾不成立，现已成立 once did not hold and does again; 如 such as\n${tellCounterExample(first)}`,
  ];
}
