import { describe, expect, it } from '@jest/globals';
import { findDutyUnit } from '../../../src/directory/resolve/find-duty-unit.ts';
import { findUnit } from '../../../src/directory/resolve/find-unit.ts';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { smallCounty } from '../small-county.ts';
import { after, now, plan, refusals } from './planning.ts';

const later = '2026-12-01T02:00:00.000Z';
const newUnit = {
  code: '330523-O3',
  name: '县数据局',
  kind: 'organ',
  office: '数字管理科',
  hostSection: '办公室',
  sections: { S1: '办公室', S2: '数据科' },
  dutyText: '数据归集共享',
};
const staff = [
  { op: 'addPerson', person: 'p-new', name: '新来' },
  { op: 'appoint', seat: '330523-O3/A', person: 'p-new', from: '2026-11-22' },
];

describe('a merger', () => {
  const merge = { op: 'abolishUnit', unit: '330523-O2', on: '2026-12-01', successor: '330523-O1' };
  const merged = after([merge]);

  it('sends tasks, names and duties on to the successor from that day', () => {
    expect(resolveSeat(merged, '330523-O2/A', later).person.id).toBe('p-O1-A');
    expect(findUnit(merged, '体育局', later)).toMatchObject({ unit: { code: '330523-O1' } });
    expect(findDutyUnit(merged, '教育文体/体育', later)?.unit.code).toBe('330523-O1');
  });

  it('keeps the old names and holders for the time before', () => {
    expect(resolveSeat(merged, '330523-O2/A', now)).toEqual(resolveSeat(smallCounty(), '330523-O2/A', now));
    expect(findUnit(merged, '体育局', now)).toMatchObject({ unit: { code: '330523-O2' } });
  });

  it('says whose seats move to whom, with how many tasks', () => {
    const openTasks = new Map([
      ['330523-O2/A', 12],
      ['330523-O2-S2/H', 3],
      ['330523-O1/A', 99],
    ]);
    const { moves, seatsGained, seatsLost } = plan([merge], { openTasks });
    expect(moves).toHaveLength(5);
    expect(seatsGained[0]).toMatchObject({ person: { id: 'p-O1-A' }, openTasks: 15 });
    expect(seatsLost.map(({ person, openTasks: lost }) => [person.id, lost]).slice(0, 2)).toEqual([
      ['p-O2-A', 12],
      ['p-O2-S2-H', 3],
    ]);
    expect(moves[0]).toMatchObject({ from: '2026-11-30T16:00:00.000Z' });
    expect(moves[0]).not.toHaveProperty('until');
  });

  it('years ahead is told all the same', () => {
    const { moves } = plan([{ ...merge, on: '2031-01-01' }]);
    expect(moves.map(({ from }) => from)).toEqual(
      Array.from({ length: 5 }, () => '2030-12-31T16:00:00.000Z'),
    );
  });

  it('of two units into a new one follows both', () => {
    const both = after([
      { op: 'addUnit', unit: newUnit },
      ...staff,
      { op: 'abolishUnit', unit: '330523-O1', on: '2026-12-01', successor: '330523-O3' },
      { op: 'abolishUnit', unit: '330523-O2', on: '2026-12-01', successor: '330523-O3' },
    ]);
    for (const seat of ['330523-O1/A', '330523-O2-S2/H']) {
      expect(resolveSeat(both, seat, later).person.id).toBe('p-new');
    }
  });

  it.each([
    ['yesterday', { on: '2026-11-21' }, 'inThePast'],
    ['into an unknown unit', { successor: '330523-O9' }, 'unitUnknown'],
    ['into itself', { successor: '330523-O2' }, 'successorCircle'],
    ['of the task force', { unit: '330523-TF' }, 'seatNeeded'],
  ])('is refused: %s', (_, change, code) => {
    expect(refusals([{ ...merge, ...change }])).toContain(code);
  });

  it('is refused in a circle, and twice', () => {
    const back = { ...merge, unit: '330523-O1', successor: '330523-O2', on: '2026-12-02' };
    expect(refusals([merge, back])).not.toEqual([]);
    expect(refusals([merge], { on: merged })).toEqual(['nothingChanges']);
  });

  it('stops appointments to the seats that end with it', () => {
    const appoint = { op: 'appoint', seat: '330523-O2/A', person: 'p-T1-L', from: '2026-12-02' };
    expect(refusals([appoint], { on: merged })).toEqual(['unitUnknown']);
  });
});

describe('a new unit', () => {
  it('is refused while nobody is in it', () => {
    expect(refusals([{ op: 'addUnit', unit: newUnit }])).toEqual(['leavesGap']);
    expect(refusals([{ op: 'addUnit', unit: newUnit }, ...staff])).toEqual([]);
  });

  it('is refused where its code or name is taken', () => {
    expect(refusals([{ op: 'addUnit', unit: { ...newUnit, code: '330523-O1' } }])).toEqual(['exists']);
    expect(
      refusals([{ op: 'addUnit', unit: { ...newUnit, name: '县教育局' } }, ...staff.slice(0, 1)]),
    ).toEqual(['nameClaimedTwice']);
  });
});

describe('a renamed unit', () => {
  it('is found by its new name and by the old one', () => {
    const renamed = after([{ op: 'changeUnit', unit: '330523-O1', name: '县教育体育局' }]);
    expect(findUnit(renamed, '县教育体育局', now)).toMatchObject({ by: 'name' });
    expect(findUnit(renamed, '县教育局', now)).toMatchObject({
      by: 'formerName',
      unit: { code: '330523-O1' },
    });
  });

  it('is refused a duty that is another’s or none of the taxonomy', () => {
    const duties = { op: 'changeUnit', unit: '330523-O1', duties: ['教育文体/体育', '教育文体/武术'] };
    const categories = new Set(['教育文体/体育', '教育文体/教育收费']);
    expect(refusals([duties], { categories })).toEqual(['dutyClaimedTwice', 'categoryUnknown']);
  });
});

it('a change is refused with all its reasons and then changes nothing', () => {
  const county = smallCounty();
  const { conflicts, after: unchanged } = plan(
    [
      { op: 'vacate', seat: '330523-O9/A', at: '2026-11-23' },
      { op: 'vacate', seat: '330523-O1/L', at: '2026-11-23' },
      { op: 'appoint', seat: '330523-O1/A', person: 'p-x', from: '2026-11-23' },
    ],
    { on: county },
  );
  expect(conflicts.map(({ code, operation }) => [code, operation])).toEqual([
    ['seatUnknown', 0],
    ['personUnknown', 2],
  ]);
  expect(unchanged).toBe(county);
});
