import { describe, expect, it } from '@jest/globals';
import { answerDecisionLimit, answerUrge } from '../../../src/tasks/answers/limit-effect.ts';
import { answerRouting, answerTransfer } from '../../../src/tasks/answers/route-effect.ts';
import { events } from '../../../workflows/reform-task/events/events.ts';
import { shippedCounty as county } from '../shipped-county.ts';

const NOW = '2026-11-23T01:00:00.000Z';
const params = {
  matter: { title: '智慧犬管平台', unit: '县综合执法局', keywords: [], urgency: 'normal' },
  limit: { workingDays: 10 },
  workflow: 'reform-task',
};
const bound = (unit: string) => ({
  ...params,
  transfer: 't1',
  matter: { ...params.matter, binding: { unit, by: 'p-taskForce' } },
});

describe('a dispatch', () => {
  it('has the limits of its type of task', () => {
    const { type, data } = answerRouting(params, county, NOW);
    expect(type).toBe('routed');
    expect(events.routed.data.parse(data)).toMatchObject({
      dueAt: '2026-12-07T09:30:00.000Z',
      receiptDueAt: '2026-11-24T09:30:00.000Z',
      returnDueAt: '2026-11-26T09:30:00.000Z',
    });
  });

  it('of a task that says no type knows receipt alone', () => {
    const { workflow: _type, ...plain } = params;
    const { data } = answerRouting(plain, county, NOW);
    expect(data).not.toHaveProperty('returnDueAt');
    expect(data).not.toHaveProperty('rungs');
  });
});

describe('a transfer', () => {
  it('finds the seat of the unit, with limits to receive and to return', () => {
    const { type, data } = answerTransfer(bound('330523-O41'), county, NOW);
    expect(type).toBe('transferred');
    expect(events.transferred.data.parse(data)).toMatchObject({
      unit: '330523-O41',
      seat: '330523-O41/A',
      receiptDueAt: '2026-11-24T09:30:00.000Z',
      returnDueAt: '2026-11-26T09:30:00.000Z',
    });
  });

  it('fails to a unit that there is not', () => {
    const { type, data } = answerTransfer(bound('330523-O99'), county, NOW);
    expect(type).toBe('transferFailed');
    expect(events.transferFailed.data.safeParse(data).success).toBe(true);
  });
});

const by = (decision: string) => answerDecisionLimit({ workflow: 'reform-task', decision }, county, NOW).data;

describe('the limits of those above', () => {
  it('are their own: to assign and to rule', () => {
    const dueAt = '2026-11-24T09:30:00.000Z';
    const late = { key: `decisionOverdue@decision:${dueAt}`, code: 'decisionOverdue', at: dueAt };
    expect(by('triage')).toMatchObject({ dueAt, rungs: [late, { code: 'decisionStuck' }] });
    expect(events.decisionLimitSet.data.safeParse(by('ruling')).success).toBe(true);
  });

  it('let an urge be repeated after its interval, and answered by its limit', () => {
    const { data } = answerUrge({ workflow: 'reform-task', at: NOW }, county);
    expect(events.rungsSet.data.parse(data)).toMatchObject({
      rungs: [{ key: `criticism@${NOW}`, code: 'criticism', unless: { answered: true } }],
      urge: { nextFrom: '2026-11-24T01:00:00.000Z', answerBy: '2026-11-25T09:30:00.000Z' },
    });
  });
});
