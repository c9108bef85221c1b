import { supervisionNotice } from '../../../workflows/supervision-notice.ts';
import type { Move, Repertoire } from './pairs.ts';
import { PARENT } from './section-assignment-moves.ts';

/** What a reform task hands over when it has come to the urging letter. */
export const letter = {
  parent: PARENT,
  unit: '330523-O40',
  key: 'urgingLetter@2027-01-05T09:30:00.000Z',
  code: 'urgingLetter',
  colour: 'red',
  title: { zh: '催办函', en: 'Urging letter' },
  task: '智慧犬管平台优化升级',
  reason: { zh: '2027-01-05 17:30 到期，至今未办结', en: 'Due 2027-01-05 17:30 and not completed' },
  mayDo: { zh: '书面说明原因和预计办结日期', en: 'State the reason and when it will be done' },
  dueAt: '2027-01-05T09:30:00.000Z',
  seat: '330523-O40/A',
  copy: false,
  mustAnswer: true,
};

function move(name: string, type: string, as: string, data: object = {}): Move {
  return { name, type, as, data: () => data };
}

/** The story of a notice, and what must not come of it. */
export const supervisionNoticeMoves: Repertoire = {
  definition: supervisionNotice,
  openings: [
    { name: 'to be answered', input: letter },
    { name: 'as a copy', input: { ...letter, seat: '330523-O40/L', copy: true, mustAnswer: false } },
    {
      name: 'to the task force, of a task that no unit has',
      input: { ...letter, unit: null, dueAt: null, seat: '330523-TF/A', mustAnswer: false },
    },
  ],
  moves: [
    move('acknowledge', 'acknowledge', 'accountable'),
    move('acknowledge with an answer', 'acknowledge', 'accountable', {
      answer: { reason: '数据接口未开通', expectedCompletion: '2027-01-20' },
    }),
    move('recall', 'recall', 'engine', { reason: '任务已办结' }),
  ],
};
