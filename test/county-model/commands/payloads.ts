import type { Task } from '../../../src/engine/steps/task.ts';
import { isoOf } from '../../../src/platform/clock.ts';

type Payload = Readonly<Record<string, unknown>>;

interface Section {
  readonly child: string;
  readonly status: string;
}

interface ReformContext {
  readonly criteria: readonly { readonly id: string }[];
  readonly sections: readonly Section[];
  readonly officer?: string | null;
  readonly parked?: { readonly conditions: readonly { readonly id: string }[] } | null;
}

const DAY_MS = 86_400_000;
const UNITS = ['330523-O1', '330523-O2', '330523-T1', '330523-TF', '330523-O3'];

/** What to send with an event, chosen by a number; undefined where the model does not know the event. */
export function payloadFor(task: Task, type: string, pick: number, now: number): Payload | undefined {
  const make = PAYLOADS[type];
  return make?.({ task, context: task.snapshot.context as ReformContext, pick, now });
}

interface Asked {
  readonly task: Task;
  readonly context: ReformContext;
  readonly pick: number;
  readonly now: number;
}

const PAYLOADS: Readonly<Record<string, (asked: Asked) => Payload>> = {
  assign: ({ pick }) => ({ unit: UNITS[pick % UNITS.length] }),
  transfer: ({ pick }) => ({ unit: UNITS[pick % UNITS.length], reason: '职责调整' }),
  uphold: () => ({}),
  take: () => ({}),
  handOn: ({ context: { officer }, pick }) => {
    const others = ['330523-TF/A', '330523-TF/B', '330523-TF/L'].filter((seat) => seat !== officer);
    return { seat: others[pick % others.length] };
  },
  putBack: () => ({}),
  receive: () => ({}),
  return: ({ task, pick }) =>
    task.definition.name === 'section-assignment'
      ? { reason: '不属本科室职责' }
      : {
          reasonCode: 'notOurDuty',
          dutyBasis: '三定方案',
          ...(pick % 2 === 0 ? { proposedUnit: UNITS[pick % 3] } : {}),
        },
  subDispatch: sectionsFor,
  waiveSection: ({ context: { sections }, pick }) => {
    const open = sections.filter(({ status }) => status === 'dispatched' || status === 'received');
    return { child: open[pick % open.length]?.child, reason: '并入另一科室' };
  },
  report: ({ pick }) => ({ text: '已完成接口联调', ...(pick % 3 === 0 ? {} : { percent: pick % 101 }) }),
  finish: () => ({ text: '已完成' }),
  urge: () => ({ text: '请加快' }),
  claimDone: ({ context: { criteria } }) => ({
    evidence: criteria.map(({ id }) => ({ criterion: id, text: '见附件' })),
  }),
  pass: () => ({}),
  sendBack: () => ({ items: [{ reason: '未达标' }] }),
  strikeOff: () => ({}),
  withdraw: () => ({ reason: '并入另一任务' }),
  correct: ({ pick }) => ({
    reason: '登记有误',
    ...(pick % 2 === 0 ? { title: `更正后的任务${pick % 7}` } : { limit: { workingDays: 10 + (pick % 30) } }),
  }),
  requestExtension: ({ task, pick, now }) => ({
    reason: '需上级系统接口',
    progress: '已完成一半',
    until: dayIn(Date.parse(task.facets.dueAt ?? isoOf(now)), 1 + (pick % 40)),
  }),
  requestParking: ({ pick, now }) => ({
    kind: pick % 2 === 0 ? 'upwardWait' : 'legalSuspension',
    reason: '等待省级系统上线',
    conditions: [{ id: 'c1', text: '省级系统上线' }],
    reviewOn: dayIn(now, 1 + (pick % 60)),
  }),
  withdrawRequest: () => ({}),
  endorse: () => ({}),
  decline: () => ({ reason: '理由不足' }),
  grant: () => ({}),
  deny: () => ({ reason: '理由不足' }),
  prolong: ({ pick, now }) => ({ reviewOn: dayIn(now, 1 + (pick % 60)), reason: '批复仍未下达' }),
  resume: ({ context: { parked }, pick }) => ({
    condition: pick % 3 === 0 ? 'review' : (parked?.conditions[0]?.id ?? 'c1'),
  }),
  acknowledge: ({ pick, now }) =>
    pick % 4 === 0 ? {} : { answer: { reason: '接口延迟', expectedCompletion: dayIn(now, 1 + (pick % 20)) } },
};

function sectionsFor({ task, pick }: Asked): Payload {
  const unit = task.facets.unit ?? '330523-O1';
  const text = '梳理清单';
  const first = { section: `${unit}-S1`, text, ...(pick % 2 === 0 ? {} : { limit: { workingDays: 2 } }) };
  return { sections: pick % 3 === 0 ? [first, { section: `${unit}-S2`, text }] : [first] };
}

/** A county day so many days after an instant. */
function dayIn(ms: number, days: number): string {
  return isoOf(ms + days * DAY_MS + 8 * 3_600_000).slice(0, 10);
}
