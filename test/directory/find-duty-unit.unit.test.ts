import { describe, expect, it } from '@jest/globals';
import { findDutyUnit } from '../../src/directory/resolve/find-duty-unit.ts';
import { smallCounty, withUnit } from './small-county.ts';

const at = '2026-11-22T01:00:00Z';

describe('the unit that answers for a category', () => {
  const county = withUnit(smallCounty(), '330523-T1', { duties: ['教育文体/体育/体育竞赛'] });

  it('is found at second level, for its third levels too', () => {
    expect(findDutyUnit(county, '教育文体/体育', at)).toMatchObject({
      unit: { code: '330523-O2' },
      level: 2,
    });
    expect(findDutyUnit(county, '教育文体／体育 / 体育市场', at)?.unit.code).toBe('330523-O2');
  });

  it('is the one that overrides it at third level', () => {
    expect(findDutyUnit(county, '教育文体/体育/体育竞赛', at)).toMatchObject({
      unit: { code: '330523-T1' },
      duty: '教育文体/体育/体育竞赛',
      level: 3,
    });
  });

  it.each(['教育文体', '教育文体/其他', ''])('is nobody for %p', (category) => {
    expect(findDutyUnit(county, category, at)).toBeUndefined();
  });

  it('is nobody where two would answer', () => {
    const clash = withUnit(county, '330523-O1', { duties: ['教育文体/体育'] });
    expect(findDutyUnit(clash, '教育文体/体育', at)).toBeUndefined();
  });

  it('is the successor of an abolished unit', () => {
    const merged = withUnit(county, '330523-O2', { until: '2026-01-01', successor: '330523-O1' });
    expect(findDutyUnit(merged, '教育文体/体育', at)?.unit.code).toBe('330523-O1');
  });
});
