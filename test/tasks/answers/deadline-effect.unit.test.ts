import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dueAt } from '../../../src/calendar/limits/due-at.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { answerDeadline } from '../../../src/tasks/answers/deadline-effect.ts';
import { events } from '../../../workflows/reform-task/events/events.ts';
import { shippedCounty as county } from '../shipped-county.ts';

const FROM = '2026-11-23T01:00:00.000Z';
const params = {
  workflow: 'reform-task',
  cause: 'resumed',
  limit: { workingDays: 10 },
  from: FROM,
  suspendedMinutes: 0,
  since: '2026-11-24T01:00:00.000Z',
  received: true,
};
const answered = (change: object, now: string) =>
  events.deadlineSet.data.parse(answerDeadline({ ...params, ...change }, county, now).data);

describe('a clock that runs again', () => {
  it('is credited the working minutes of the standstill, and no others', () => {
    const calendar = county.calendar();
    fc.assert(
      fc.property(fc.nat(60 * 24 * 120), fc.nat(5_000), (minutes, before) => {
        const now = new Date(Date.parse(params.since) + minutes * 60_000).toISOString();
        const set = answered({ suspendedMinutes: before }, now);
        const credited = workingMinutesBetween(calendar, params.since, now);
        expect(set.suspendedMinutes).toBe(before + credited);
        const plain = dueAt({ calendar, from: FROM, limit: params.limit }).at;
        expect(workingMinutesBetween(calendar, plain, set.dueAt)).toBe(before + credited);
      }),
    );
  });

  it('gives who had not received it a new limit for that, and nobody else', () => {
    const now = '2026-11-26T01:00:00.000Z';
    expect(answered({ cause: 'upheld', received: false }, now).receiptDueAt).toBe('2026-11-27T09:30:00.000Z');
    expect(answered({ cause: 'upheld' }, now).receiptDueAt).toBeUndefined();
  });

  it('counts a date where nothing is known of the dispatch', () => {
    const set = answered({ from: null, limit: { date: '2026-12-04' } }, '2026-11-25T01:00:00.000Z');
    expect(set.dueAt > '2026-12-04T09:30:00.000Z').toBe(true);
  });
});
