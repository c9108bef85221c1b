import { describe, expect, it } from '@jest/globals';
import { minutesOfWorkingDay, workingTimeInWords } from '../../src/calendar/working-time-words.ts';
import { county, shanghai } from './county-calendar.ts';

describe('working time in words', () => {
  it.each([
    [0, '0 分钟', '0 minutes'],
    [1, '1 分钟', '1 min'],
    [60, '1 小时', '1 h'],
    [450, '1 个工作日', '1 working day'],
    [451, '1 个工作日 1 分钟', '1 working day 1 min'],
    [450 * 3 + 125, '3 个工作日 2 小时 5 分钟', '3 working days 2 h 5 min'],
  ])('says %i minutes as days of the office, hours and minutes', (minutes, zh, en) => {
    expect(workingTimeInWords(minutes, 450)).toEqual({ zh, en });
  });

  it('takes the hours of the day in question, a Sunday too', () => {
    expect(minutesOfWorkingDay(county, shanghai('2025-06-15 12:00'))).toBe(450);
  });
});
