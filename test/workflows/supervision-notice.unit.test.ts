import { describe, expect, it } from '@jest/globals';
import { supervisionNotice } from '../../workflows/supervision-notice.ts';
import { PARENT } from './moves/section-assignment-moves.ts';
import { letter } from './moves/supervision-notice-moves.ts';
import { problemOf } from './reform-task/reform-task-scenes.ts';
import { facetsOf, later, opened, played, stateOf, TASK_ID } from './stage.ts';

const ANSWER = { reason: '数据接口未开通', expectedCompletion: '2027-01-20' };
const issued = () => opened(supervisionNotice, letter);
const copied = () => opened(supervisionNotice, { ...letter, copy: true, mustAnswer: false });

describe('a supervision notice', () => {
  it('waits with the seat that it is addressed to, says what it is of which task, and takes no clock', () => {
    expect(facetsOf(issued())).toEqual({
      owner: '330523-O40/A',
      attention: null,
      unit: '330523-O40',
      title: '【催办函】智慧犬管平台优化升级',
      category: null,
      urgency: 'urgent',
      dueAt: null,
      clock: null,
    });
  });

  it('that urges is not done with before it is answered', () => {
    expect(problemOf(() => played(issued(), 'acknowledge', {}, 'accountable'))).toMatchObject({
      code: 'guard-failed',
      message: expect.stringContaining('须书面答复'),
    });
  });

  it('tells its task what was answered, and by whom it was acknowledged', () => {
    const read = later(issued(), 3_600_000);
    const stage = played(read, 'acknowledge', { answer: ANSWER }, 'accountable', {
      principal: 'seat:330523-O40/B',
      name: '李',
      onBehalfOf: 'seat:330523-O40/A',
    });
    expect(stateOf(stage)).toBe('acknowledged');
    expect(stage.snapshot.context).toMatchObject({
      acknowledged: {
        at: read.at,
        by: 'seat:330523-O40/B',
        onBehalfOf: 'seat:330523-O40/A',
        answer: ANSWER,
      },
    });
    const by = { principal: 'seat:330523-O40/B', name: '李' };
    const data = { child: TASK_ID, childRevision: 1, by, answer: ANSWER };
    expect(stage.effects).toEqual([
      { name: 'signal', params: { taskId: PARENT, event: { type: 'noticeAcknowledged', data } } },
    ]);
  });

  it('of which one only gets a copy may be acknowledged without a word', () => {
    const stage = played(copied(), 'acknowledge', {}, 'accountable');
    const by = { principal: 'p-accountable', name: 'p-accountable' };
    const data = { child: TASK_ID, childRevision: 1, by };
    expect(stage.effects).toEqual([
      { name: 'signal', params: { taskId: PARENT, event: { type: 'noticeAcknowledged', data } } },
    ]);
  });

  it('is recalled once its task has moved on, and says why', () => {
    const stage = played(issued(), 'recall', { reason: '任务已办结' }, 'engine');
    expect(stateOf(stage)).toBe('recalled');
    expect(stage.effects).toEqual([]);
    expect(problemOf(() => played(stage, 'acknowledge', { answer: ANSWER }, 'accountable')).code).toBe(
      'event-not-accepted',
    );
  });
});
