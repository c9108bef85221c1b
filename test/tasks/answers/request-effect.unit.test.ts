import { describe, expect, it } from '@jest/globals';
import { answerAssessment } from '../../../src/tasks/answers/request-effect.ts';
import { events } from '../../../workflows/reform-task/events/events.ts';
import { shippedCounty as county } from '../shipped-county.ts';

// A Monday; due on the Friday of the next week.
const NOW = '2026-11-23T01:00:00.000Z';
const DUE = '2026-12-04T09:30:00.000Z';
const asked = (change: object) => ({
  workflow: 'reform-task',
  request: 'r1',
  kind: 'extension',
  until: '2026-12-11',
  dueAt: DUE,
  from: '2026-11-20T01:00:00.000Z',
  extensions: 0,
  ...change,
});
const answer = (change: object = {}) => answerAssessment(asked(change), county, NOW);
const LIMITS = {
  request: 'r1',
  leaderBy: '2026-11-25T09:30:00.000Z',
  taskForceBy: '2026-11-30T09:30:00.000Z',
};

describe('a request', () => {
  it.each(['return', 'extension', 'parking'])('is answered with what the machine takes: %s', (kind) => {
    const { type, data } = answer({ kind });
    expect(type).toBe('requestAssessed');
    expect(events.requestAssessed.data.safeParse(data)).toMatchObject({ success: true });
    expect(data).toMatchObject(LIMITS);
  });

  it('for five working days is the leader’s alone the first time, and the task force’s the second', () => {
    expect(answer().data).toMatchObject({
      needsTaskForce: false,
      extension: { dueAt: '2026-12-11T09:30:00.000Z', workingDays: 5 },
    });
    expect(answer({ extensions: 1 }).data).toMatchObject({ needsTaskForce: true });
    expect(answer({ until: '2026-12-14' }).data).toMatchObject({ needsTaskForce: true });
  });

  it.each([
    ['a third extension', { extensions: 2 }, '已延期 2 次'],
    ['more days than anybody grants', { until: '2027-03-01' }, '一次最多延 30 个工作日'],
    ['a date no later than the due date', { until: '2026-12-04' }, '不晚于'],
    ['a review too far ahead', { kind: 'parking', until: '2027-06-01' }, '60 个工作日'],
  ])('is not taken up: %s', (_case, change, told) => {
    const { type, data } = answer(change);
    expect(type).toBe('requestRefused');
    expect(events.requestRefused.data.parse(data).sentence.zh).toContain(told);
  });

  it('has its review as offices open, on the next working day where they do not', () => {
    expect(answer({ kind: 'parking' }).data).toMatchObject({ reviewAt: '2026-12-11T00:30:00.000Z' });
    expect(answer({ kind: 'parking', until: '2026-12-12' }).data).toMatchObject({
      reviewAt: '2026-12-14T00:30:00.000Z',
    });
  });
});
