import { describe, expect, it } from '@jest/globals';
import { answerLimit } from '../../../src/tasks/answers/limit-effect.ts';
import { county } from '../../calendar/county-calendar.ts';

const at = '2026-11-23T01:00:00.000Z';

describe('the limit of a section', () => {
  it('counts working days from the day after', () => {
    expect(answerLimit({ limit: { workingDays: 1 } }, { calendar: () => county }, at)).toEqual({
      type: 'limitResolved',
      data: { dueAt: '2026-11-24T09:30:00.000Z', redated: 0 },
    });
  });

  it('ends a date with its office hours', () => {
    expect(answerLimit({ limit: { date: '2026-12-01' } }, { calendar: () => county }, at)).toEqual({
      type: 'limitResolved',
      data: { dueAt: '2026-12-01T09:30:00.000Z', redated: 0 },
    });
  });

  it('refuses an effect without a limit', () => {
    expect(() => answerLimit({}, { calendar: () => county }, at)).toThrow('limit');
  });
});
