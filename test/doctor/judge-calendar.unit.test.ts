import { describe, expect, it } from '@jest/globals';
import { judgeCalendar, judgeCarry } from '../../src/doctor/examine.ts';
import { county } from '../calendar/county-calendar.ts';

describe('the doctor', () => {
  it('asks from November on for the next year', () => {
    expect(judgeCalendar(county, Date.parse('2026-10-31T15:59:00Z'))).toMatchObject({ verdict: 'ok' });
    expect(judgeCalendar(county, Date.parse('2026-10-31T16:00:00Z'))).toMatchObject({
      verdict: 'warn',
      advice: expect.stringContaining('2027.yaml'),
    });
  });

  it('tells of a calendar that was not carried to the open tasks', () => {
    const carry = { version: 3, walks: 0, dueKey: null, taskId: null };
    expect(judgeCarry(undefined)).toEqual([]);
    expect(judgeCarry({ ...carry, ageSeconds: 20 })).toEqual([]);
    expect(judgeCarry({ ...carry, ageSeconds: 75 })).toMatchObject([
      { verdict: 'warn', detail: expect.stringContaining('version 3') },
    ]);
  });
});
