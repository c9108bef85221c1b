import type { Title } from '../engine/definition/define.ts';

/** What the proof demands of the whole history, rule by rule; the codes are stable, as monitoring reads them. */
export const rules = {
  'directory-sound': {
    zh: '组织目录自洽：一岗同时只有一人，值守岗从不空缺',
    en: 'The directory is sound: one holder per seat at a time, the duty seat never empty',
  },
  'task-has-history': { zh: '任务与其事件同在', en: 'A task and its events exist together' },
  'revisions-gapless': { zh: '事件版本从 1 起逐一相连', en: 'Revisions of events run 1, 2, … without a gap' },
  'times-ascend': { zh: '事件时间不倒退', en: 'Times of events never go back' },
  'one-seat': { zh: '每一时刻有且只有一个责任岗位', en: 'Exactly one accountable seat at every instant' },
  'one-person': {
    zh: '责任岗位每一时刻有且只有一人负责',
    en: 'The accountable seat resolves to exactly one person at every instant',
  },
  'chain-intact': { zh: '哈希链完整', en: 'The hash chain is intact' },
  'head-of-chain': { zh: '任务链头是末次事件的哈希', en: "The task's head is the hash of its last event" },
  'row-at-last-event': { zh: '任务行停在末次事件', en: 'The task row stands at its last event' },
  'transition-legal': { zh: '每一步都合乎流程', en: 'Every stored transition is legal' },
  'event-as-folded': {
    zh: '事件后的状态和岗位由推演得出',
    en: 'State and seat after each event follow from it',
  },
  'clock-as-folded': {
    zh: '每一事件后的计时方和期限由推演得出',
    en: 'Who has the clock after each event, and the due date then, follow from it',
  },
  'clock-sums': {
    zh: '每个工作分钟恰归一方，各方合计等于所历工作时间',
    en: 'Every working minute belongs to one party, and together they are the time elapsed',
  },
  'rulings-final': {
    zh: '裁定终局：裁定后不再退回、不再裁定，任务即归所裁定的单位',
    en: 'A ruling is final: no return and no ruling after it, and the task goes to the unit it names',
  },
  'row-as-folded': { zh: '任务行等于其事件的推演', en: 'The task row equals the fold of its events' },
  'effect-asked-for': { zh: '待办作用皆有来由', en: 'Every pending effect was asked for by a step' },
  'timers-armed': { zh: '应计时的都在计时', en: 'Every timer that should be armed is in the ledger' },
  'timer-not-early': { zh: '计时不早于期限触发', en: 'No timer fired before it was due' },
  'children-exist': {
    zh: '分派的子任务存在或尚待生成',
    en: 'Every spawned child exists or is still pending',
  },
  'children-remembered': {
    zh: '任务记得自己分派的每一件子任务',
    en: 'A task remembers each child that it spawned, and no other',
  },
  'child-was-spawned': { zh: '子任务由其上级任务生成', en: 'Every child was spawned by its parent' },
  'rungs-once': {
    zh: '督办梯每级对每一事由只触发一次，对每一岗位只发一张督办单',
    en: 'Each rung of the ladder fired once for its cause and gave each seat one notice',
  },
  'numbers-go-on': {
    zh: '编号接着已发出的往下排',
    en: 'Numbers go on from those that were given out',
  },
  'anchor-holds': { zh: '与导出的锚点一致', en: 'The history agrees with the exported anchor' },
} as const satisfies Record<string, Title>;

export type Rule = keyof typeof rules;

/** Where a rule does not hold: what was expected there and what was found. */
export interface CounterExample {
  readonly rule: Rule;
  readonly taskId: string | null;
  readonly revision: number | null;
  readonly expected: string;
  readonly found: string;
  /** It was so and is no longer: the task has ended or moved on, or the directory has what was missing. */
  readonly healed?: true;
}

/** A counter-example as one paragraph for people, Chinese first. */
export function tellCounterExample({ rule, taskId, revision, expected, found }: CounterExample): string {
  const place =
    taskId === null ? '' : `任务 task ${taskId}${revision === null ? '' : ` 第 ${revision} 版 revision`} · `;
  const { zh, en } = rules[rule];
  return `${place}${zh} · ${en} [${rule}]\n  应为 expected: ${expected}\n  实为 found:    ${found}\n`;
}
