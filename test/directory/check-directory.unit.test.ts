import { describe, expect, it } from '@jest/globals';
import { checkDirectory } from '../../src/directory/check/check-directory.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { DUTY_SEAT } from '../../src/vocabulary/seats.ts';
import { smallCounty, withUnit } from './small-county.ts';

const county = smallCounty();
const since = '2026-01-01T00:00:00.000Z';
const categories = new Set(['教育文体/教育收费', '教育文体/体育']);

function also(changes: Partial<Directory>): Directory {
  return { ...county, ...changes };
}

describe('a directory that contradicts itself', () => {
  it.each<[string, Directory, string, RegExp]>([
    [
      'an alias claimed twice',
      withUnit(county, '330523-O2', { aliases: ['教育局'] }),
      'nameClaimedTwice',
      /教育局.*330523-O1/,
    ],
    [
      'a duty claimed twice',
      withUnit(county, '330523-T1', { duties: ['教育文体/体育'] }),
      'dutyClaimedTwice',
      /教育文体\/体育.*330523-(O2|T1)/,
    ],
    [
      'a category the taxonomy does not have',
      withUnit(county, '330523-T1', { duties: ['教育文体/武术'] }),
      'categoryUnknown',
      /教育文体\/武术/,
    ],
    [
      'no host section',
      withUnit(county, '330523-O1', { hostSection: '秘书科' }),
      'hostSectionMissing',
      /秘书科/,
    ],
    [
      'an end without a successor',
      withUnit(county, '330523-O2', { until: '2026-01-01' }),
      'successorMissing',
      /successor/,
    ],
    [
      'an unknown successor',
      withUnit(county, '330523-O2', { until: '2026-01-01', successor: '330523-O9' }),
      'unitUnknown',
      /330523-O9/,
    ],
    [
      'successors in a circle',
      withUnit(withUnit(county, '330523-O2', { until: '2026-01-01', successor: '330523-O1' }), '330523-O1', {
        until: '2026-02-01',
        successor: '330523-O2',
      }),
      'successorCircle',
      /lead back/,
    ],
    [
      'two holders of a seat at once',
      also({ tenures: [...county.tenures, { seat: '330523-O1/A', person: 'p-O2-A', from: since }] }),
      'twoHolders',
      /330523-O1\/A.*p-O1-A/,
    ],
    [
      'a seat without a unit',
      also({
        seats: [
          ...county.seats,
          {
            id: '330523-X/A',
            unit: '330523-X',
            kind: 'commissioner',
            role: 'A',
            title: '数字专员',
            share: 1,
          },
        ],
      }),
      'seatWithoutUnit',
      /330523-X/,
    ],
    [
      'a holder of an unknown seat',
      also({ tenures: [...county.tenures, { seat: '330523-O1/Z', person: 'p-O2-A', from: since }] }),
      'seatUnknown',
      /330523-O1\/Z/,
    ],
    [
      'an unknown holder',
      also({ people: county.people.filter(({ id }) => id !== 'p-O1-A') }),
      'personUnknown',
      /p-O1-A/,
    ],
    [
      'an absence that ends before it begins',
      also({ absences: [{ person: 'p-O1-A', from: since, until: since, reason: '病假' }] }),
      'periodEmpty',
      /p?/,
    ],
    [
      'two absences at once',
      also({
        absences: [
          { person: 'p-O1-A', from: since, until: '2026-01-05T00:00:00.000Z', reason: '病假' },
          {
            person: 'p-O1-A',
            from: '2026-01-04T00:00:00.000Z',
            until: '2026-01-09T00:00:00.000Z',
            reason: '年休假',
          },
        ],
      }),
      'twoAbsences',
      /2026-01-04.*病假/,
    ],
    [
      'a duty seat that is empty one day',
      also({
        tenures: county.tenures.map((tenure) =>
          tenure.seat === DUTY_SEAT ? { ...tenure, until: since } : tenure,
        ),
      }),
      'dutySeatEmpty',
      /2026-01-01/,
    ],
  ])('is refused for %s', (_, directory, code, message) => {
    expect(checkDirectory(directory, categories)).toContainEqual(
      expect.objectContaining({
        code,
        message: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(message) },
      }),
    );
  });

  it('is told of every fault, not of the first', () => {
    const twice = withUnit(withUnit(county, '330523-O2', { aliases: ['教育局'] }), '330523-T1', {
      duties: ['教育文体/体育', '教育文体/武术'],
    });
    expect(checkDirectory(twice, categories).map(({ code }) => code)).toEqual([
      'nameClaimedTwice',
      'dutyClaimedTwice',
      'categoryUnknown',
    ]);
  });
});

describe('a directory that is sound', () => {
  it('has no fault', () => {
    expect(checkDirectory(county, categories)).toEqual([]);
  });

  it('may pass a name and a duty on from an abolished unit to its successor', () => {
    const merged = withUnit(
      withUnit(county, '330523-O2', { until: '2026-01-01', successor: '330523-O1' }),
      '330523-O1',
      { formerNames: ['县体育局'], aliases: ['教育局', '体育局'] },
    );
    expect(checkDirectory(merged, categories)).toEqual([]);
  });
});
