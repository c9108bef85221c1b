import { describe, expect, it } from '@jest/globals';
import { limitFrom, readLimit } from '../../../src/tasks/ledger/cells/read-limit.ts';

const TERMS = { today: '2026-11-28', epoch: 1900 } as const;
const read = (text: string) => readLimit(text, TERMS);

describe('a limit', () => {
  it.each([
    '30个工作日',
    '３０个工作日',
    '30工作日',
    '30 个工作日',
    '三十个工作日',
    '三十个工作日内',
    '30个工作日以内完成',
    '30工作天',
  ])('of working days is read from %j', (text) => {
    expect(read(text)).toEqual({ limit: { workingDays: 30 } });
  });

  it.each([
    ['2026/12/31', '2026-12-31'],
    ['2026-12-5', '2026-12-05'],
    ['2026年12月31日', '2026-12-31'],
    ['2026-12-31 17:30', '2026-12-31'],
    ['46387', '2026-12-31'],
  ])('of a date is read from %j', (text, date) => {
    expect(read(text)).toMatchObject({ limit: { date } });
  });

  it.each([
    ['30天', { days: 30 }, '2026-12-28'],
    ['３０天内', { days: 30 }, '2026-12-28'],
    ['30个自然日', { days: 30 }, '2026-12-28'],
    ['30日内', { days: 30 }, '2026-12-28'],
    ['两周', { days: 14 }, '2026-12-12'],
    ['2个星期', { days: 14 }, '2026-12-12'],
    ['1个月', { months: 1 }, '2026-12-28'],
    ['三个月内', { months: 3 }, '2027-02-28'],
  ])(
    'of calendar time is read from %j, counted from the day it is registered, and said',
    (text, limit, date) => {
      const answer = read(text);
      expect(answer).toMatchObject({ limit, note: { zh: expect.stringContaining('工作日') } });
      expect(limitFrom(limit, TERMS.today)).toEqual({ date });
    },
  );

  it('of months ends with a shorter month', () => {
    expect(limitFrom({ months: 1 }, '2027-01-31')).toEqual({ date: '2027-02-28' });
    expect(limitFrom({ months: 2 }, '2026-12-31')).toEqual({ date: '2027-02-28' });
  });

  it('with a time of day says that it is counted in days', () => {
    expect(read('2026-12-31 10:00')).toMatchObject({ note: { zh: expect.stringContaining('下班时') } });
    expect(read('2026-12-31 17:30')).not.toHaveProperty('note');
  });

  it.each(['30', '15日', '24小时', '半个月', '半年', '2026年12月底', '12月31日', '一季度', '长期', '2年'])(
    'is asked about where it is %j',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'asked', write: { zh: expect.any(String) } });
    },
  );

  it.each(['0个工作日', '1001个工作日', '-3个工作日', '0天', '随便', '2026-02-30', '1999-12-31'])(
    'is refused where it is %j, with both ways to write one',
    (text) => {
      expect(read(text)).toMatchObject({
        kind: 'refused',
        write: {
          zh: expect.stringMatching(/个工作日.*2026-12-31/),
          en: expect.stringContaining('2026-12-31'),
        },
      });
    },
  );
});
