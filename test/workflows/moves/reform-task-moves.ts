import { derivedId } from '../../../src/engine/definition/define.ts';
import type { ReformTaskContext } from '../../../workflows/reform-task/context.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import type { Move, Repertoire } from './pairs.ts';
import { OTHER_UNIT, routed, routedTo, routingFailed, UNIT } from './routing-moves.ts';

const STRANGER = derivedId('no child of this task', 0);

/** 立项 of the ledger's first row. */
export const matter = {
  title: '智慧犬管平台优化升级',
  goal: '实现犬只登记、免疫、年检、收容、注销全生命周期闭环管理',
  leadUnit: '县综合执法局',
  coUnits: ['县农业农村局', '各乡镇（街道）'],
  category: '城乡建设/城市建设和市政管理',
  limit: { workingDays: 30 },
  source: '专班交办',
  criteria: [
    { id: '1', text: '登记、免疫数据互通' },
    { id: '2', text: '诊疗机构接入率 100%' },
  ],
};

function move(type: string, as: string, data: (context: ReformTaskContext) => unknown, name = type): Move {
  return { name, type, as, data };
}

/** One section says something, under the next revision. */
function fromSection(type: string, said: object = {}): Move {
  return move(type, 'engine', ({ sections }) => {
    const section = sections.at(-1);
    return { child: section?.child ?? STRANGER, childRevision: (section?.revision ?? 0) + 1, ...said };
  });
}

const evidenceOfAll = ({ criteria }: ReformTaskContext) => ({
  evidence: criteria.map(({ id }) => ({ criterion: id, text: '见附件' })),
});

const sendBack = { items: [{ criterion: '2', reason: '接入率未达标' }] };
const assignment = (section: string) => ({ sections: [{ section, text: '梳理诊疗机构清单' }] });

const returning = { reasonCode: 'notOurDuty', dutyBasis: '三定方案第二条' };

/** What a unit asks for. */
export const extension = { reason: '省级接口未开放', progress: '已完成八成', until: '2027-01-29' };
export const parking = {
  kind: 'upwardWait',
  reason: '待省厅批复',
  conditions: [{ id: '1', text: '省厅批复下达' }],
  reviewOn: '2026-12-15',
};

/** What an urging letter arms. */
export const URGING = {
  urge: { nextFrom: '2027-01-07T00:30:00.000Z', answerBy: '2027-01-08T09:30:00.000Z' },
  rungs: [
    {
      key: 'criticism@2027-01-06',
      code: 'criticism',
      at: '2027-01-13T09:30:00.000Z',
      unless: { answered: true },
    },
  ],
};

/** What workers answer to a rung that fired: the commissioner is told, the leader gets a copy. */
export function noticesOf(key: string, urging: object = { rungs: [] }) {
  return {
    key,
    colour: 'blue',
    title: { zh: '蓝色督办单（临期）', en: 'Blue supervision notice: due soon' },
    reason: { zh: '还有 3 个工作日到期', en: 'Due in 3 working days' },
    mayDo: { zh: '抓紧办理', en: 'Finish in time' },
    seats: [
      { seat: `${UNIT}/A`, copy: false, mustAnswer: 'urge' in urging },
      { seat: `${UNIT}/L`, copy: true, mustAnswer: false },
    ],
    ...urging,
  };
}

/** A review that has come by the time anything else happens. */
const SOON = '2026-11-23T01:00:00.000Z';

/** A review that does not end the parking. */
export const prolongation = { reviewOn: '2027-01-15', reason: '省厅批复延后' };

/** What the engine makes of the request that waits. */
export function assessed({ request }: ReformTaskContext) {
  const limits = {
    request: request?.id ?? '',
    leaderBy: '2026-11-25T09:30:00.000Z',
    taskForceBy: '2026-11-30T09:30:00.000Z',
  };
  switch (request?.kind) {
    case 'extension':
      return { ...limits, extension: { dueAt: '2027-01-29T09:30:00.000Z', workingDays: 18, rungs: [] } };
    case 'parking':
      return { ...limits, reviewAt: '2026-12-15T01:00:00.000Z' };
    case 'return':
    case undefined:
      return limits;
  }
}

/** Where the engine sends a task that is transferred. */
export function transferred({ transfer }: Pick<ReformTaskContext, 'transfer'>) {
  const unit = transfer?.unit ?? OTHER_UNIT;
  return {
    transfer: transfer?.id ?? '',
    unit,
    seat: `${unit}/A`,
    reason: { step: 'binding', sentence: { zh: '专班转办', en: 'Transferred' } },
    receiptDueAt: '2026-11-25T09:30:00.000Z',
    returnDueAt: '2026-11-27T09:30:00.000Z',
  };
}

/** The story of a reform task, and what must not come of it. */
export const reformTaskMoves: Repertoire = {
  definition: reformTask,
  openings: [{ name: 'registered', input: matter }],
  moves: [
    routed,
    { ...routed, name: 'routed elsewhere', data: () => routedTo(OTHER_UNIT) },
    routingFailed,
    move('assign', 'taskForce', () => ({ unit: UNIT })),
    move('take', 'taskForce', () => ({})),
    move('handOn', 'taskForce', ({ officer }) => ({
      seat: officer === '330523-TF/B' ? '330523-TF/L' : '330523-TF/B',
    })),
    move('putBack', 'taskForce', () => ({})),
    move('receive', 'accountable', () => ({})),
    move('return', 'accountable', () => returning),
    move('return', 'unitLeader', () => returning, 'return signed by the leader'),
    move('requestExtension', 'accountable', () => extension),
    move(
      'requestExtension',
      'accountable',
      () => ({ ...extension, until: '2026-12-01' }),
      'requestExtension to an earlier date',
    ),
    move('requestParking', 'accountable', () => parking),
    move('withdrawRequest', 'accountable', () => ({})),
    move('requestAssessed', 'engine', (of: ReformTaskContext) => ({
      ...assessed(of),
      // Its review comes at once: nothing else brings time on here.
      ...(of.request?.kind === 'parking' && { reviewAt: SOON }),
    })),
    move('requestRefused', 'engine', ({ request }) => ({
      request: request?.id ?? '',
      sentence: { zh: '已延期两次', en: 'Extended twice' },
    })),
    move('endorse', 'unitLeader', () => ({ opinion: '同意' })),
    { ...move('endorse', 'unitLeader', () => ({}), 'endorse by who asked'), principal: 'p-accountable' },
    move('decline', 'unitLeader', () => ({ reason: '按期完成' })),
    move('grant', 'taskForce', () => ({})),
    { ...move('grant', 'taskForce', () => ({}), 'grant by who asked'), principal: 'p-accountable' },
    move('deny', 'taskForce', () => ({ reason: '不宜再延' })),
    move('prolong', 'taskForce', () => prolongation),
    {
      ...move('prolong', 'taskForce', () => prolongation, 'prolong by who asked'),
      principal: 'p-accountable',
    },
    move('prolong', 'taskForce', () => ({ ...prolongation, reviewOn: '2026-11-01' }), 'prolong to the past'),
    move('parkingProlonged', 'engine', ({ parked }) => ({
      prolongation: parked?.prolonging?.id ?? '',
      reviewAt: '2027-01-15T01:00:00.000Z',
    })),
    move('prolongationRefused', 'engine', ({ parked }) => ({
      prolongation: parked?.prolonging?.id ?? '',
      sentence: { zh: '已续挂两次', en: 'Prolonged twice' },
    })),
    move('resume', 'accountable', () => ({ condition: '1', note: '省厅已批复' })),
    move('resume', 'taskForce', () => ({ condition: '9' }), 'resume for nothing known'),
    move('deadlineSet', 'engine', ({ parked, deadline }) => ({
      cause: parked === null ? 'upheld' : 'resumed',
      dueAt: '2027-01-12T09:30:00.000Z',
      suspendedMinutes: (deadline?.suspendedMinutes ?? 0) + 480,
      rungs: [],
    })),
    move('calendarChanged', 'engine', () => ({ dueAt: '2027-01-06T09:30:00.000Z', rungs: [] })),
    move('uphold', 'taskForce', () => ({})),
    move('transfer', 'taskForce', () => ({ unit: OTHER_UNIT, reason: '机构职能调整' })),
    move('transferred', 'engine', transferred),
    move('transferFailed', 'engine', ({ transfer }) => ({
      transfer: transfer?.id ?? '',
      reason: { step: 'none', sentence: { zh: '单位已撤销', en: 'Abolished' } },
    })),
    move('decisionLimitSet', 'engine', () => ({ dueAt: '2026-11-25T09:30:00.000Z' })),
    move('decisionLapsed', 'engine', () => ({})),
    move('rungsSet', 'engine', ({ urges }) => ({
      rungs: [{ key: 'dueSoon@2027-01-05', code: 'dueSoon', at: '2026-12-30T00:30:00.000Z' }],
      ...(urges.lastAt === null
        ? {}
        : { urge: { nextFrom: '2026-11-24T01:00:00.000Z', answerBy: '2026-11-30T09:30:00.000Z' } }),
    })),
    move('rungDue', 'engine', () => ({})),
    move('noticesIssued', 'engine', () => noticesOf('dueSoon@2027-01-05')),
    move(
      'noticesIssued',
      'engine',
      () => noticesOf('urgingLetter@2027-01-05', URGING),
      'noticesIssued that urge',
    ),
    move(
      'noticeAcknowledged',
      'engine',
      ({ notices }) => ({
        child: notices.find(({ acknowledged }) => acknowledged === null)?.child ?? STRANGER,
        childRevision: 1,
        by: { principal: 'p-wang', name: '王' },
        answer: { reason: '接口未通', expectedCompletion: '2027-01-20' },
      }),
      'noticeAcknowledged with an answer',
    ),
    move('noticeAcknowledged', 'engine', ({ notices }) => ({
      child: notices.at(-1)?.child ?? STRANGER,
      by: { principal: 'p-wang', name: '王' },
      childRevision: 1,
    })),
    move('subDispatch', 'accountable', ({ unit }) => assignment(`${unit ?? UNIT}-S1`)),
    move('subDispatch', 'accountable', () => assignment('330523-T01-S1'), 'subDispatch to a strange section'),
    move('waiveSection', 'accountable', ({ sections }) => ({
      child: sections.at(-1)?.child ?? STRANGER,
      reason: '并入另一科室',
    })),
    move('report', 'accountable', () => ({ text: '已完成接口联调', percent: 60 })),
    move('urge', 'supervisor', () => ({ text: '请加快' })),
    move('claimDone', 'accountable', evidenceOfAll),
    move(
      'claimDone',
      'accountable',
      () => ({ evidence: [{ criterion: '1', text: '一' }] }),
      'claimDone in part',
    ),
    move('pass', 'taskForce', () => ({})),
    { ...move('pass', 'taskForce', () => ({})), name: 'pass by the claimant', principal: 'p-accountable' },
    move('sendBack', 'taskForce', () => sendBack),
    move(
      'sendBack',
      'taskForce',
      () => ({ items: [{ criterion: '9', reason: '无' }] }),
      'sendBack of nothing known',
    ),
    move('strikeOff', 'taskForce', () => ({})),
    move('withdraw', 'taskForce', () => ({ reason: '并入另一任务' })),
    // To and fro, so that it is always a change and tells no states apart.
    move('correct', 'taskForce', ({ matter: now }) => ({
      title: now.title === matter.title ? '智慧犬管平台升级' : matter.title,
      reason: '名称有误',
    })),
    move(
      'correct',
      'taskForce',
      ({ matter: { title } }) => ({ title, reason: '名称有误' }),
      'correct to what it is',
    ),
    fromSection('sectionReceived'),
    fromSection('sectionReported', { text: '进行中', percent: 30 }),
    fromSection('sectionFinished', { text: '已完成' }),
    fromSection('sectionReturned', { text: '不属本科室' }),
  ],
};
