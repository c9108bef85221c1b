import { derivedId } from '../../src/engine/define.ts';
import type { ReformTaskContext } from '../../workflows/reform-task/context.ts';
import { reformTask } from '../../workflows/reform-task.ts';
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

/** The story of a reform task, and what must not come of it. */
export const reformTaskMoves: Repertoire = {
  definition: reformTask,
  openings: [{ name: 'registered', input: matter }],
  moves: [
    routed,
    { ...routed, name: 'routed elsewhere', data: () => routedTo(OTHER_UNIT) },
    routingFailed,
    move('assign', 'taskForce', () => ({ unit: UNIT })),
    move('receive', 'accountable', () => ({})),
    move('return', 'accountable', () => ({ reasonCode: 'notOurDuty', dutyBasis: '三定方案第二条' })),
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
    fromSection('sectionReceived'),
    fromSection('sectionReported', { text: '进行中', percent: 30 }),
    fromSection('sectionFinished', { text: '已完成' }),
    fromSection('sectionReturned', { text: '不属本科室' }),
  ],
};
