import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultLimitOf, type LimitFacts } from '../../../src/calendar/limits/default-limits.ts';
import { loadLimits } from '../../../src/calendar/limits/load-limits.ts';
import { limitsOf } from '../../../src/calendar/limits/task-limits.ts';
import { countyCategories, countyLimits } from './county-limits.ts';

async function loaded(defaults: string) {
  const folder = await mkdtemp(join(tmpdir(), 'defaults-'));
  await writeFile(join(folder, 'errand.yaml'), `taskType: errand\ndefaults:\n${defaults}\n`);
  return limitsOf(loadLimits(folder, countyCategories), 'errand').defaults ?? [];
}

const shipped = limitsOf(countyLimits, 'reform-task').defaults ?? [];
const taken = (facts: LimitFacts) => defaultLimitOf(shipped, facts)?.id;

describe('the default limits of the county', () => {
  it.each<[LimitFacts, string]>([
    [{ source: '领导批示' }, 'instruction'],
    [{ source: '县委主要领导批示〔2026〕12号' }, 'instruction'],
    [{ source: '领 导 批 示', urgency: 'urgent' }, 'instruction-urgent'],
    [{ source: '１２３４５热线' }, 'citizens'],
    [{ source: '县委深改委2026年改革要点' }, 'reform-plan'],
    [{ urgency: 'urgent', source: '专班交办' }, 'urgent'],
    [{ category: '城乡建设 ／ 安全生产/安全隐患' }, 'safety'],
    [{ category: '城乡建设' }, 'general'],
    [{ source: '专班交办' }, 'general'],
    [{}, 'general'],
  ])('of %j is %s', (facts, id) => {
    expect(taken(facts)).toBe(id);
  });

  it('take the first that fits, by every condition it has', async () => {
    const defaults = await loaded(
      `  - { id: both, title: 甲, when: { source: [信访], category: [教育文体/教育收费] }, limit: { workingDays: 5 } }
  - { id: letters, title: 乙, when: { source: [信访] }, limit: { workingDays: 9 } }`,
    );
    const of = (facts: LimitFacts) => defaultLimitOf(defaults, facts)?.id;
    expect(of({ source: '信访件', category: '教育文体/教育收费' })).toBe('both');
    expect(of({ source: '信访件', category: '教育文体/教育收费标准' })).toBe('letters');
    expect(of({ category: '教育文体/教育收费' })).toBeUndefined();
  });
});

const one = (rest: string) => `  - { id: a, title: 甲, ${rest} }`;

describe('default limits are refused with file, line and what was expected', () => {
  const general = one('limit: { workingDays: 9 }');
  it.each([
    ['without days', one('limit: { workingDays: 0 }'), /:3: defaults\[0\]\.limit\.workingDays: .*>=1/],
    ['in hours', one('limit: { workingHours: 3 }'), /:3: defaults\[0\]\.limit/],
    ['with no condition under when', one('when: {}, limit: { workingDays: 9 }'), /:3: .*leave out when/],
    [
      'by a category that there is not',
      one('when: { category: [月球/基地] }, limit: { workingDays: 9 }'),
      /:3: defaults\[0\]\.when\.category\[0\]: expected a category of the taxonomy \(found "月球\/基地"\)/,
    ],
    ['by punctuation', one("when: { source: ['——'] }, limit: { workingDays: 9 }"), /:3: .*letters/],
    [
      'under an id that repeats',
      `${one('when: { urgency: urgent }, limit: { workingDays: 9 }')}\n${general}`,
      /:4: defaults\[1\]\.id: .*entry 1 has it/,
    ],
    [
      'below the general one',
      `${general}\n  - { id: b, title: 乙, when: { source: [信访] }, limit: { workingDays: 9 } }`,
      /:4: defaults\[1\]: expected it above "a"/,
    ],
    [
      'below one that is of more',
      `  - { id: a, title: 甲, when: { source: [批示] }, limit: { workingDays: 9 } }\n  - { id: b, title: 乙, when: { source: [领导批示], urgency: urgent }, limit: { workingDays: 9 } }`,
      /:4: defaults\[1\]: expected it above "a"/,
    ],
    [
      'with a misspelt condition',
      one('when: { sources: [信访] }, limit: { workingDays: 9 }'),
      /:3: .*sources/,
    ],
  ])('%s', async (_, defaults, told) => {
    await expect(loaded(defaults)).rejects.toThrow(told);
  });
});
