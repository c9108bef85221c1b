import { printAnchor } from './anchor.ts';
import type { Proof } from './proof.ts';
import { tellCounterExample } from './rules.ts';

/** What the proof found, as lines for people. */
export function printProof({ holds, figures, counterExamples, anchor }: Proof, seconds: number): string {
  const { tasks, events, pendingEffects, seats, instants, onDutySeat, violations, notFolded } = figures;
  const first = counterExamples[0];
  const more = violations - 1;
  const verdict =
    first === undefined
      ? '证明成立 It holds.'
      : `不成立 It does not hold. 第一个反例 The first counter-example:\n${tellCounterExample(first)}` +
        (more > 0 ? `另有 ${more} 处 and ${more} more (--json lists them).` : '');
  const rate = Math.round(events / Math.max(seconds, 0.001)).toLocaleString('en-US');
  return [
    verdict,
    `任务 tasks ${tasks} · 事件 events ${events} · 待办作用 pending effects ${pendingEffects}`,
    `责任岗位 accountable seats ${seats} · 核对时段 instants ${instants} · 落到值守岗 fell to the duty seat ${onDutySeat}`,
    ...Object.entries(notFolded).map(
      ([workflow, n]) =>
        `注意 note: ${n} 件任务只验了链 tasks proved by their log only, the machine of ${workflow} is gone`,
    ),
    `用时 ${seconds.toFixed(1)} s · ${rate} 事件/秒 events/s`,
    ...(holds ? [`锚点，请存于库外 anchor, keep it outside of the database:\n${printAnchor(anchor)}`] : []),
  ].join('\n');
}
