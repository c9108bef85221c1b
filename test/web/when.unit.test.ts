import { describe, expect, it } from '@jest/globals';
import { groupOf, whenOf } from '../../src/web/parts/when.ts';
import { languageOf, WORDS } from '../../src/web/words.ts';

const NOW = Date.parse('2026-11-23T01:00:00.000Z');

describe('an instant on a page', () => {
  it('is in county time, with its year where that is not the present one', () => {
    expect(whenOf('2026-11-26T09:30:00.000Z', NOW, 'zh')).toBe('11月26日 17:30');
    expect(whenOf('2026-12-31T16:30:00.000Z', NOW, 'zh')).toBe('2027年1月1日 00:30');
    expect(whenOf('2026-11-26T09:30:00.000Z', NOW, 'en')).toBe('26 Nov 17:30');
    expect(whenOf('2027-01-08T09:30:00.000Z', NOW, 'en')).toBe('8 Jan 2027 17:30');
  });

  it.each([
    ['2026-11-23T00:59:59.000Z', 'late'],
    ['2026-11-23T15:59:00.000Z', 'today'],
    ['2026-11-23T16:00:00.000Z', 'week'],
    ['2026-11-29T15:59:00.000Z', 'week'],
    ['2026-11-29T16:00:00.000Z', 'later'],
    [null, 'noDate'],
  ])('%s is among %s', (by, group) => {
    expect(groupOf(by, NOW)).toBe(group);
  });
});

describe('the words of the pages', () => {
  it('are Chinese unless English was chosen, or is what the browser asks for', () => {
    expect(languageOf(null, 'zh-CN')).toBe('zh');
    expect(languageOf(null, 'de')).toBe('zh');
    expect(languageOf(null, 'en-GB')).toBe('en');
    expect(languageOf('zh', 'en-GB')).toBe('zh');
  });

  it('stand in both languages', () => {
    expect(Object.values(WORDS.zh).filter((word) => word === '')).toEqual([]);
    expect(JSON.stringify(WORDS.en)).not.toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify(WORDS.zh).replaceAll(/"\w+":|https/g, '')).not.toMatch(/[a-z]{3}/);
  });
});
