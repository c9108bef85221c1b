import { derivedId } from '../../../src/platform/ids.ts';
import { WORKDAY_MORNING } from '../../support/movable-clock.ts';
import { OFFICERS } from '../people.ts';
import type { Payload } from '../rules/reform-rules.ts';
import { isOpenSection, type ModelTask, type ReformTask } from '../task.ts';

/** How well what is sent fits: `unfit` is well-formed but wrong for the task, `malformed` is against the declaration. */
export type Fitness = 'fit' | 'unfit' | 'malformed';

/** Where matters are sent by their lead unit as written. */
const LEAD_UNITS: readonly (readonly [written: string, unit: string | null])[] = [
  ['县教育局', '330523-O1'],
  ['体育局', '330523-O2'],
  ['梅溪镇', '330523-T1'],
  ['专班', '330523-TF'],
  ['县没有这个局', null],
];

const ASSIGNABLE = ['330523-O1', '330523-O2', '330523-T1', '330523-TF', '330523-O99'];

/** A matter to hand in, and where routing sends it. */
export function matterOf(tag: string, pick: number) {
  const [leadUnit, routesTo] = LEAD_UNITS[pick % LEAD_UNITS.length] ?? ['', null];
  const criteria = pick % 2 === 0 ? [] : ['1', '2'].map((id) => ({ id, text: `标准${id}` }));
  const input = { title: `任务${tag}`, leadUnit, limit: { workingDays: 24 + (pick % 6) }, criteria };
  return { input, routesTo, criteria: criteria.length === 0 ? ['1'] : criteria.map(({ id }) => id) };
}

/** What to send with an event, chosen by a number. */
export function payloadFor(task: ModelTask, type: string, fitness: Fitness, pick: number): Payload {
  if (fitness === 'malformed') return { nonsense: pick };
  if (task.workflow === 'section-assignment') return sectionPayload(type, pick);
  return reformPayload(task, type, fitness, pick);
}

function sectionPayload(type: string, pick: number): Payload {
  if (type === 'report') return pick % 2 === 0 ? { text: '进行中' } : { text: '进行中', percent: pick % 101 };
  if (type === 'finish') return { text: '已完成' };
  if (type === 'return') return { reason: '不属本科室职责' };
  return {};
}

function reformPayload(task: ReformTask, type: string, fitness: Fitness, pick: number): Payload {
  const unfit = fitness === 'unfit';
  switch (type) {
    case 'assign':
      return { unit: ASSIGNABLE[pick % ASSIGNABLE.length] };
    case 'return':
      return { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };
    case 'subDispatch':
      return { sections: sectionsFor(unfit ? '330523-O40' : (task.unit ?? '330523-O1'), pick) };
    case 'waiveSection':
      return { child: unfit ? derivedId('nobody', pick) : openChildOf(task, pick), reason: '并入另一科室' };
    case 'report':
      return { text: '已完成接口联调', percent: pick % 101 };
    case 'handOn':
      return { seat: unfit ? (task.officer ?? '330523-TF/D1') : OFFICERS[pick % OFFICERS.length] };
    case 'urge':
      return pick % 2 === 0 ? {} : { text: '请加快' };
    case 'claimDone':
      return {
        evidence: (unfit ? ['9'] : task.criteria).map((criterion) => ({ criterion, text: '见附件' })),
      };
    case 'sendBack':
      return { items: [{ reason: '未达标', ...(unfit ? { criterion: '9' } : {}) }] };
    case 'transfer':
      return {
        unit: unfit ? (task.unit ?? ASSIGNABLE[0]) : ASSIGNABLE[pick % ASSIGNABLE.length],
        reason: '职能划转',
      };
    case 'requestExtension':
      return {
        reason: '接口未开放',
        progress: '八成',
        until: dayAhead(unfit ? 1 : 70 + 28 * task.extensions),
      };
    case 'requestParking':
      return {
        kind: pick % 2 === 0 ? 'upwardWait' : 'legalSuspension',
        reason: '待批复',
        conditions: [{ id: '1', text: '批复下达' }],
        reviewOn: unfit ? dayAhead(-1) : dayAhead(pick % 5 === 0 ? TOO_FAR : 30),
      };
    case 'decline':
    case 'deny':
      return { reason: '按期完成' };
    case 'prolong':
      return {
        reason: '批复仍未下达',
        reviewOn: unfit ? dayAhead(0) : dayAhead(pick % 5 === 0 ? TOO_FAR : 45),
      };
    case 'resume':
      return { condition: unfit ? '9' : pick % 5 === 0 ? 'review' : '1' };
    case 'withdraw':
      return { reason: '并入另一任务' };
    case 'correct':
      return { reason: '登记有误', ...(unfit ? { title: task.title } : correctionOf(task, pick)) };
    default:
      return {};
  }
}

/** Another title, or another limit, which an extension would have overtaken. */
function correctionOf({ title, limit, extensions }: ReformTask, pick: number): Payload {
  if (pick % 3 !== 0 || extensions > 0)
    return { title: title.endsWith('改') ? title.slice(0, -1) : `${title}改` };
  return { limit: { workingDays: 24 + ((limit + 1 + (pick % 4)) % 6) } };
}

/** A review so many days ahead is not taken up. */
const TOO_FAR = 200;

/** The day so many days from the one on which the doors open, in the county. */
export function dayAhead(days: number): string {
  return new Date(Date.parse(WORKDAY_MORNING) + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
}

function sectionsFor(unit: string, pick: number): readonly Payload[] {
  const text = '梳理清单';
  const first =
    pick % 2 === 0
      ? { section: `${unit}-S1`, text }
      : { section: `${unit}-S1`, text, limit: { workingDays: 2 } };
  return pick % 3 === 0 ? [first, { section: `${unit}-S2`, text }] : [first];
}

function openChildOf({ sections }: ReformTask, pick: number): string {
  const open = sections.filter(isOpenSection);
  return open[pick % open.length]?.id ?? derivedId('nobody', pick);
}
