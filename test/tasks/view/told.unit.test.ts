import { describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import { toldOf } from '../../../src/tasks/view/told.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { supervisionNotice } from '../../../workflows/supervision-notice.ts';
import { smallCounty } from '../../directory/small-county.ts';

const AT = '2026-11-24T00:30:00.000Z';
const TITLE = { zh: '催办函', en: 'Urging letter' };
const REASON = { zh: '11-23 到期，至今未办结', en: 'Due 11-23 and not completed' };
const told = (type: string, data: unknown, workflow: WorkflowDefinition = reformTask) =>
  toldOf(workflow, { id: 'e', type, data, at: AT }, smallCounty());

describe('the ladder in the words of a timeline', () => {
  it('says which notice was issued, why, to whom and with a copy to whom', () => {
    const seats = [
      { seat: '330523-O1/A', copy: false },
      { seat: '330523-O1/L', copy: true },
    ];
    expect(told('noticesIssued', { title: TITLE, reason: REASON, seats })).toEqual({
      zh: '催办函：11-23 到期，至今未办结。主送 县教育局 任330523-O1/A，抄送 县教育局 任330523-O1/L',
      en: 'Urging letter: Due 11-23 and not completed. To 县教育局 任330523-O1/A, copy to 县教育局 任330523-O1/L',
    });
  });

  it('says who acknowledged it, and what was answered', () => {
    const by = { principal: 'seat:330523-O1/A', name: '任甲' };
    expect(told('noticeAcknowledged', { by })?.zh).toBe('任甲已签收');
    const answer = { reason: '接口未通', expectedCompletion: '2026-12-05' };
    expect(told('noticeAcknowledged', { by, answer })?.zh).toBe(
      '任甲已签收，答复：接口未通，预计 2026-12-05 办结',
    );
    expect(told('acknowledge', { answer }, supervisionNotice)?.zh).toBe(
      '已签收，答复：接口未通，预计 2026-12-05 办结',
    );
  });

  it('tells a notice by its title, its reason and what may be done', () => {
    const mayDo = { zh: '说明原因', en: 'State the reason' };
    expect(
      told('created', { title: TITLE, reason: REASON, mayDo, key: 'urgingLetter@x' }, supervisionNotice)?.zh,
    ).toBe('催办函：11-23 到期，至今未办结。说明原因');
  });

  it('is silent about everything else', () => {
    expect(told('created', { title: '智慧犬管', limit: { workingDays: 3 } })).toBeUndefined();
    expect(told('receive', {})).toBeUndefined();
    expect(told('acknowledge', {}, supervisionNotice)).toBeUndefined();
  });
});
