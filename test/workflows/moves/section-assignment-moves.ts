import { derivedId } from '../../../src/engine/definition/define.ts';
import type { SectionContext } from '../../../workflows/section-assignment/context.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import type { Move, Repertoire } from './pairs.ts';

export const PARENT = derivedId('parent', 0);

/** What a reform task hands down to a section of its unit. */
export const assignment = {
  parent: PARENT,
  unit: '330523-O40',
  section: '330523-O40-S1',
  seat: '330523-O40-S1/H',
  title: '智慧犬管平台优化升级',
  text: '梳理诊疗机构清单',
  urgency: 'normal',
  dueAt: '2027-01-05T09:30:00.000Z',
};

function move(type: string, as: string, data: object = {}): Move {
  return { name: type, type, as, data: () => data };
}

const limitResolved: Move = {
  ...move('limitResolved', 'engine'),
  data: ({ redated }: SectionContext) => ({
    dueAt: '2026-11-30T09:30:00.000Z',
    redated,
  }),
};

/** The story of a section assignment, and what must not come of it. */
export const sectionAssignmentMoves: Repertoire = {
  definition: sectionAssignment,
  openings: [
    { name: 'within the limit of the unit', input: assignment },
    { name: 'with a limit of its own', input: { ...assignment, limit: { workingDays: 5 } } },
  ],
  moves: [
    limitResolved,
    move('receive', 'sectionStaff'),
    move('report', 'sectionStaff', { text: '已联系六家', percent: 40 }),
    move('urge', 'unitCommissioner', { text: '请于周五前反馈' }),
    move('finish', 'accountable', { text: '清单已报送' }),
    move('return', 'accountable', { reason: '不属本科室职责' }),
    move('urgeCounted', 'engine', {
      nextFrom: '2026-11-24T01:00:00.000Z',
      answerBy: '2026-11-24T09:30:00.000Z',
    }),
    move('suspend', 'engine', { kind: 'upwardWait' }),
    move('redated', 'engine', { dueAt: '2027-01-12T09:30:00.000Z', creditedMinutes: 480 }),
    move('recall', 'engine', { reason: '任务中止' }),
  ],
};
