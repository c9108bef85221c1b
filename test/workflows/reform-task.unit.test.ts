import { describe, expect, it } from '@jest/globals';
import { reformTask } from '../../workflows/reform-task.ts';
import { effectNames, facetsOf, opened, played, type Stage, stateOf } from './stage.ts';

const matter = { title: '智慧犬管平台优化升级', leadUnit: '县综合执法局', limit: { workingDays: 30 } };

const routed = {
  unit: '330523-O40',
  seat: '330523-O40/A',
  reason: { step: 'unit', sentence: { zh: '按牵头单位', en: 'By lead unit' } },
  dueAt: '2027-01-05T09:30:00.000Z',
  receiptDueAt: '2026-11-24T09:30:00.000Z',
};

function working(): Stage {
  let stage = opened(reformTask, matter);
  stage = played(stage, 'routed', routed, 'engine');
  return played(stage, 'receive', {}, 'accountable');
}

describe('the life of a reform task', () => {
  it('is struck off after its claim was passed', () => {
    let stage = working();
    stage = played(
      stage,
      'subDispatch',
      { sections: [{ section: '330523-O40-S1', text: '对接诊疗机构' }] },
      'accountable',
    );
    expect(effectNames(stage)).toEqual(['spawn']);
    const child = (stage.effects[0]?.params as { taskId: string } | undefined)?.taskId;
    stage = played(stage, 'report', { text: '已对接', percent: 50 }, 'accountable');
    stage = played(stage, 'sectionFinished', { child, childRevision: 2, text: '完成' }, 'engine');
    stage = played(stage, 'claimDone', { evidence: [{ criterion: '1', text: '见附件' }] }, 'accountable');
    expect(facetsOf(stage)).toMatchObject({ owner: '330523-O40/A', attention: '330523-TF/A' });
    stage = played(stage, 'pass', {}, 'taskForce');
    stage = played(stage, 'strikeOff', {}, 'taskForce');
    expect(stateOf(stage)).toBe('struckOff');
    expect(stage.timers.size).toBe(0);
  });
});
