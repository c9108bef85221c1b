import { z } from 'zod';
import { countyMinuteOf } from '../directory/county-day.ts';
import type { HandoverItem } from '../directory/handover.ts';
import type { WorkflowDefinition } from '../engine/define.ts';
import { stateTitleAt } from './state-title.ts';
import type { SeatTaskRow } from './store/select-seat-tasks.ts';

/** An application system that the leaver knows and no register does. */
export interface KnownSystem {
  readonly title: string;
  readonly detail: string;
}

const urges = z.object({ count: z.int(), lastAt: z.string().nullable(), answered: z.boolean() });

/** What workflows remember of a task, as far as a brief can use it. */
const remembered = z.object({
  receiptDueAt: z.string().nullable().catch(null),
  report: z.object({ at: z.string(), text: z.string(), percent: z.int().nullable() }).nullable().catch(null),
  urges: urges.catch({ count: 0, lastAt: null, answered: true }),
  returns: z.array(z.object({ at: z.string(), dutyBasis: z.string() })).catch([]),
  claim: z.object({ at: z.string() }).nullable().catch(null),
  sections: z.array(z.object({ section: z.string(), status: z.string() })).catch([]),
});

/**
 * The leaver's brief: every open task of the seat and of those it took over, its clocks, what was promised, what awaits a ruling, what has been
 * asked and not answered, and the systems that the leaver names. Nothing in it changes while nothing happens, so that
 * a signature holds until there is something new.
 */
export function handoverBrief(
  seats: readonly string[],
  tasks: readonly SeatTaskRow[],
  systems: readonly KnownSystem[],
  workflows: readonly WorkflowDefinition[],
): readonly HandoverItem[] {
  const definitions = new Map(workflows.map((definition) => [definition.name, definition]));
  return [
    ...tasks.flatMap((task) => itemsOf(task, seats, definitions.get(task.workflow))),
    ...systems.map(({ title, detail }, place): HandoverItem => {
      return { id: `system:${place + 1}`, kind: 'system', title, detail };
    }),
  ];
}

function itemsOf(
  task: SeatTaskRow,
  seats: readonly string[],
  definition: WorkflowDefinition | undefined,
): readonly HandoverItem[] {
  const { id, number, state, title } = task;
  const { zh, en } = stateTitleAt(definition, state);
  const facts = remembered.safeParse(task.context).data;
  const item = (kind: HandoverItem['kind'], detail: string, part = ''): HandoverItem => ({
    id: `${kind}:${id}${part}`,
    kind,
    title: `${number} ${title}`,
    detail,
  });
  if (!seats.includes(task.owner)) {
    return [item(isRuling(state) ? 'ruling' : 'request', `待本岗决定：${zh} (waits for this seat: ${en})`)];
  }
  return [
    item('task', `${zh} (${en})`),
    ...clocksOf(task, facts?.receiptDueAt ?? null).map((detail) => item('clock', detail)),
    ...(facts?.report ? [item('promise', reportText(facts.report))] : []),
    ...(isRuling(state) ? (facts?.returns.slice(-1) ?? []) : []).map(({ at, dutyBasis }) =>
      item('ruling', `${countyMinuteOf(at)} 退回，待专班裁定：${dutyBasis} (returned, awaiting a ruling)`),
    ),
    ...requestsOf(task, facts).map(({ part, detail }) => item('request', detail, part)),
  ];
}

/** Clocks as fixed moments: how much is left changes by the minute and would undo every signature. */
function clocksOf({ due_at, state }: SeatTaskRow, receiptDueAt: string | null): readonly string[] {
  const limits = [
    ...(receiptDueAt !== null && state.endsWith('dispatched')
      ? [`签收时限 ${countyMinuteOf(receiptDueAt)} (receive by then)`]
      : []),
    ...(due_at === null ? [] : [`办理期限 ${countyMinuteOf(due_at.toISOString())} (due then)`]),
  ];
  return limits.length === 0 ? [] : [limits.join('；')];
}

function requestsOf(
  { state }: SeatTaskRow,
  facts: z.output<typeof remembered> | undefined,
): readonly { readonly part: string; readonly detail: string }[] {
  if (facts === undefined) return [];
  const open = facts.sections.filter(({ status }) => status === 'dispatched' || status === 'received');
  const { count, lastAt, answered } = facts.urges;
  return [
    ...(facts.claim !== null && state.endsWith('claimed')
      ? [
          {
            part: ':claim',
            detail: `${countyMinuteOf(facts.claim.at)} 申请办结，待审核 (claimed done, awaiting review)`,
          },
        ]
      : []),
    ...(count > 0 && !answered && lastAt !== null
      ? [
          {
            part: ':urge',
            detail: `已被催办 ${count} 次，最近 ${countyMinuteOf(lastAt)}，尚未答复 (urged, not answered)`,
          },
        ]
      : []),
    ...(open.length > 0
      ? [
          {
            part: ':sections',
            detail: `分办 ${facts.sections.length} 项，未办结：${open.map(({ section }) => section).join('、')} (sections still at work)`,
          },
        ]
      : []),
  ];
}

function reportText({ at, text, percent }: { at: string; text: string; percent: number | null }): string {
  const share = percent === null ? '' : `（${percent}%）`;
  return `${countyMinuteOf(at)} 反馈${share}：${text} (last progress report)`;
}

function isRuling(state: string): boolean {
  return state.endsWith('returned') || state.endsWith('ruling');
}
