import { describe, expect, it } from '@jest/globals';
import { findUnit, unitsStandingAs } from '../../src/directory/resolve/find-unit.ts';
import { smallCounty, withUnit } from './small-county.ts';

const at = '2026-11-22T01:00:00Z';

function codeOf(text: string, directory = smallCounty()): string | undefined {
  const found = findUnit(directory, text, at);
  return found?.kind === 'unit' ? found.unit.code : found?.kind;
}

describe('a unit is found', () => {
  it.each([
    ['its code', '330523-O1'],
    ['its code in full width and small letters', '３３０５２３－ｏ1'],
    ['its name', '县教育局'],
    ['its name with spaces', ' 县 教育局　'],
    ['its name with the county in front', '安吉县教育局'],
    ['its alias', '教育局'],
  ])('by %s', (_, text) => {
    expect(codeOf(text)).toBe('330523-O1');
  });

  it.each(['德清县教育局', '教育', '县教育局办公室', '梅溪镇、教育局', '', '县', '安吉县'])(
    'never by guessing: %p',
    (text) => {
      expect(codeOf(text)).toBeUndefined();
    },
  );

  it('by a former name, which is said', () => {
    const county = withUnit(smallCounty(), '330523-O1', { formerNames: ['县文教局'] });
    expect(findUnit(county, '文教局', at)).toMatchObject({
      by: 'formerName',
      unit: { code: '330523-O1' },
      reason: { zh: '“文教局”是县教育局的单位曾用名' },
    });
  });

  it('by a name rather than by another unit that once had it', () => {
    const county = withUnit(smallCounty(), '330523-O2', { formerNames: ['县教育局'] });
    expect(codeOf('县教育局', county)).toBe('330523-O1');
  });
});

describe('an abolished unit', () => {
  const county = withUnit(smallCounty(), '330523-O2', { until: '2026-01-01', successor: '330523-O1' });

  it('leads to its successor from the day it ends, county time', () => {
    expect(findUnit(county, '体育局', '2025-12-31T15:59:59.999Z')).toMatchObject({
      unit: { code: '330523-O2' },
      followed: [],
    });
    expect(findUnit(county, '体育局', '2025-12-31T16:00:00.000Z')).toMatchObject({
      unit: { code: '330523-O1' },
      followed: [{ from: '330523-O2', to: '330523-O1', on: '2026-01-01' }],
      reason: { zh: expect.stringContaining('已于2026-01-01撤并') },
    });
  });

  it('whose alias the successor took over is not ambiguous', () => {
    expect(codeOf('体育局', withUnit(county, '330523-O1', { aliases: ['教育局', '体育局'] }))).toBe(
      '330523-O1',
    );
  });
});

it('two living units of the same name are ambiguous', () => {
  const county = withUnit(smallCounty(), '330523-O2', { aliases: ['教育局'] });
  expect(findUnit(county, '教育局', at)).toMatchObject({
    kind: 'ambiguous',
    units: [{ code: '330523-O1' }, { code: '330523-O2' }],
  });
});

it('a unit is not found before it exists', () => {
  expect(findUnit(smallCounty(), '教育局', '2021-03-31T15:59:59Z')).toBeUndefined();
});

it('a unit stands for itself and for those it took over from, from the day they end', () => {
  const county = withUnit(smallCounty(), '330523-O2', { until: '2026-01-01', successor: '330523-O1' });
  expect(unitsStandingAs(county, '330523-O1', '2025-12-31T15:59:59.999Z')).toEqual(['330523-O1']);
  expect(unitsStandingAs(county, '330523-O1', '2025-12-31T16:00:00.000Z')).toEqual([
    '330523-O1',
    '330523-O2',
  ]);
  expect(unitsStandingAs(county, '330523-O2', at)).toEqual(['330523-O2']);
});
