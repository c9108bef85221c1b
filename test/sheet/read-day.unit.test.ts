import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type DayTerms, readDay } from '../../src/sheet/days/read-day.ts';

const TERMS: DayTerms = { today: '2026-11-28', epoch: 1900 };
const read = (text: string, terms = TERMS) => readDay(text, terms);

describe('a day', () => {
  it.each([
    '2026-12-31',
    '2026/12/31',
    '2026.12.31',
    '2026年12月31日',
    '2026年12月31号',
    '2026 年 12 月 31 日',
    '20261231',
    '２０２６－１２－３１',
    '２０２６年１２月３１日',
    '2026—12—31',
    '2026–12–31',
    '二〇二六年十二月三十一日',
    '二零二六年十二月三十一日',
    '二○二六年十二月三十一日',
    '31/12/2026',
    '12/31/2026',
    '31.12.2026',
    '31-Dec-2026',
    'Dec 31, 2026',
    '46387',
    '46387.0',
    '2026-12-31（周四）',
    '2026年12月31日 星期四',
    '2026-12-31前',
    '2026年12月31日之前',
    '截至2026年12月31日',
  ])('is read from %j', (text) => {
    expect(read(text)).toMatchObject({ day: '2026-12-31' });
  });

  it.each([
    ['2026-12-5', '2026-12-05'],
    ['2026/1/2', '2026-01-02'],
    ['2026年2月3日', '2026-02-03'],
    ['12/12/2026', '2026-12-12'],
    ['46000', '2025-12-09'],
    ['二〇二七年一月一日', '2027-01-01'],
  ])('has its noughts: %s is %s', (text, day) => {
    expect(read(text)).toMatchObject({ day });
  });

  it.each([
    ['2026-12-31 17:30', '17:30'],
    ['2026-12-31 17:30:00', '17:30'],
    ['2026-12-31T17:30', '17:30'],
    ['2026/12/31 0:00:00', '00:00'],
    ['2026年12月31日17时30分', '17:30'],
    ['2026年12月31日 9时', '09:00'],
    ['46387.729166667', '17:30'],
  ])('may have a time: %s', (text, time) => {
    expect(read(text)).toMatchObject({ day: '2026-12-31', time });
  });

  it('that is an instant of UTC is that of the county', () => {
    expect(read('2026-12-31T16:00:00Z')).toEqual({ day: '2027-01-01', time: '00:00' });
    expect(read('2026-12-31T00:00:00.000Z')).toEqual({ day: '2026-12-31', time: '08:00' });
  });

  it('that is a number of a workbook counts from where the workbook does', () => {
    expect(read('44925', { ...TERMS, epoch: 1904 })).toMatchObject({ day: '2026-12-31' });
    expect(read('46387')).toMatchObject({ note: { zh: expect.stringContaining('2026-12-31') } });
  });

  it.each<[string, string]>([
    ['2026年12月底', '2026-12-31'],
    ['2026年12月末', '2026-12-31'],
    ['2026年12月', '2026-12-31'],
    ['2026-12', '2026-12-31'],
    ['202612', '2026-12-31'],
    ['2026年2月中旬', '2026-02-20'],
    ['2027年1月上旬', '2027-01-10'],
    ['2026年底', '2026-12-31'],
    ['2026年年底前', '2026-12-31'],
    ['年底前', '2026-12-31'],
    ['明年年底', '2027-12-31'],
    ['2026年', '2026-12-31'],
    ['12月31日', '2026-12-31 或 2027-12-31'],
    ['12月31日前', '2026-12-31 或 2027-12-31'],
    ['12.31', '2026-12-31 或 2027-12-31'],
    ['12月底', '2026-12-31 或 2027-12-31'],
    ['十二月底', '2026-12-31 或 2027-12-31'],
    ['一季度', '2026-03-31'],
    ['第四季度', '2026-12-31'],
    ['2026年第一季度', '2026-03-31'],
    ['2027年Q2', '2027-06-30'],
    ['2026年上半年', '2026-06-30'],
    ['05/12/2026', '2026-12-05 或 2026-05-12'],
    ['26-12-31', '2026-12-31'],
    ['31/12/26', '2026-12-31'],
  ])('is asked about where it is %j, with what to write', (text, days) => {
    const answer = read(text);
    expect(answer).toMatchObject({ kind: 'asked' });
    expect('write' in answer ? answer.write.zh : '').toContain(days);
  });

  it.each(['长期', '持续推进', '尽快', '2026-12-01至2026-12-31', '本月底', '2026-12-31（周五）'])(
    'is asked about where it is %j',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'asked' });
    },
  );

  it.each(['2026-02-30', '2026-13-01', '1999-12-31', '2126-01-01', '2025-02-29', '随便', '99999', '?'])(
    'is refused where it is %j, with an example',
    (text) => {
      expect(read(text)).toMatchObject({
        kind: 'refused',
        write: { zh: expect.stringContaining('2026-12-31') },
      });
    },
  );

  it('is the one that was written, in whatever way it is written', () => {
    const day = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    const writings: readonly ((y: number, m: number, d: number, at: Date) => string)[] = [
      (y, m, d) => `${y}-${m}-${d}`,
      (y, m, d) => `${y}/${m}/${d}`,
      (y, m, d) => `${y}.${m}.${d}`,
      (y, m, d) => `${y}年${m}月${d}日`,
      (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
      (y, m, d) =>
        `${Array.from(String(y))
          .map((digit) => '〇一二三四五六七八九'[Number(digit)])
          .join('')}年${hanzi(m)}月${hanzi(d)}日`,
      (_y, _m, _d, at) => String(at.getTime() / 86_400_000 + 25_569),
    ];
    fc.assert(
      fc.property(day, fc.constantFrom(...writings), fc.boolean(), (at, write, wide) => {
        const midnight = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
        const iso = midnight.toISOString().slice(0, 10);
        const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
        const text = write(y, m, d, midnight);
        const written = wide
          ? text.replaceAll(/[0-9/.-]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0))
          : text;
        expect(read(` ${written}\u3000`)).toMatchObject({ day: iso });
      }),
    );
  });

  it('never is read as something from a text that nobody meant for one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answer = read(text);
        if ('kind' in answer) expect(answer.write.zh).not.toBe('');
        else expect(answer.day).toMatch(/^20\d\d-\d\d-\d\d$/);
      }),
    );
  });
});

/** A month or a day in Chinese, e.g. 三十一. */
function hanzi(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? sign(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? sign(ones) : ''}`;
}

function sign(digit: number): string {
  return '〇一二三四五六七八九'[digit] ?? '';
}
