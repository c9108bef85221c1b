import { describe, expect, it } from '@jest/globals';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { after, now, refusals } from './planning.ts';

const A = '330523-O1/A';
const vacant = { op: 'vacate', seat: A, at: now };

describe('a host section that is moved', () => {
  const before = after([vacant]);
  const moved = after([{ op: 'moveHost', unit: '330523-O1', section: '330523-O1-S2' }], before);

  it('gives its head the vacant seat from now on, and not for the time before', () => {
    expect(resolveSeat(moved, A, now).person.id).toBe('p-O1-S2-H');
    expect(moved.units.find(({ code }) => code === '330523-O1')?.hostSection).toBe('业务科');
    const earlier = after([{ op: 'vacate', seat: '330523-O1/B', at: now }], moved);
    expect(resolveSeat(earlier, '330523-O1/L', '2026-11-22T00:59:59.999Z')).toEqual(
      resolveSeat(before, '330523-O1/L', '2026-11-22T00:59:59.999Z'),
    );
    expect(moved.hostings).toEqual([
      { unit: '330523-O1', section: '330523-O1-S1', from: '2021-03-31T16:00:00.000Z', until: now },
      { unit: '330523-O1', section: '330523-O1-S2', from: now },
    ]);
  });

  it('is refused to itself, to a section of another unit and to a closed one', () => {
    const move = { op: 'moveHost', unit: '330523-O1' };
    expect(refusals([{ ...move, section: '330523-O1-S1' }])).toEqual(['nothingChanges']);
    expect(refusals([{ ...move, section: '330523-O2-S2' }])).toEqual(['sectionUnknown']);
    const closed = after([{ op: 'closeSection', section: '330523-O1-S2', at: now }]);
    expect(refusals([{ ...move, section: '330523-O1-S2' }], { on: closed })).toEqual(['sectionUnknown']);
  });
});

describe('sections', () => {
  it('are added with the seat of a head, who can be appointed at once', () => {
    const added = after([
      { op: 'addSection', unit: '330523-O1', section: 'S3', name: '数据科' },
      { op: 'appoint', seat: '330523-O1-S3/H', person: 'p-O2-B', from: '2026-11-22' },
    ]);
    expect(resolveSeat(added, '330523-O1-S3/H', now)).toMatchObject({
      via: 'holder',
      reason: { zh: expect.stringContaining('数据科负责人') },
    });
    expect(refusals([{ op: 'addSection', unit: '330523-O1', section: 'S2', name: '又一科' }])).toEqual([
      'exists',
    ]);
  });

  it('are closed but for the host; what they had falls to the head of the host section', () => {
    const closed = after([{ op: 'closeSection', section: '330523-O1-S2', at: '2026-11-23' }]);
    expect(resolveSeat(closed, '330523-O1-S2/H', '2026-11-24T00:00:00Z')).toMatchObject({
      via: 'hostSectionHead',
    });
    expect(refusals([{ op: 'closeSection', section: '330523-O1-S1', at: '2026-11-23' }])).toEqual([
      'seatNeeded',
    ]);
  });

  it('that are host lend the unit their new name', () => {
    const renamed = after([{ op: 'renameSection', section: '330523-O1-S1', name: '党政办' }]);
    expect(renamed.units.find(({ code }) => code === '330523-O1')?.hostSection).toBe('党政办');
    expect(renamed.seats.find(({ id }) => id === '330523-O1-S1/H')?.title).toBe('党政办负责人');
  });
});

describe('extra seats', () => {
  const extra = { op: 'addSeat', unit: '330523-TF', role: 'D1', kind: 'supervisor', title: '督查专员' };

  it('are added, changed and given up', () => {
    const added = after([extra]);
    expect(refusals([extra], { on: added })).toEqual(['exists']);
    const changed = after([{ op: 'changeSeat', seat: '330523-TF/D1', share: 0.5 }], added);
    expect(changed.seats.find(({ id }) => id === '330523-TF/D1')).toMatchObject({
      title: '督查专员',
      share: 0.5,
    });
    const closed = after([{ op: 'closeSeat', seat: '330523-TF/D1', at: '2026-11-23' }], changed);
    const appoint = { op: 'appoint', seat: '330523-TF/D1', person: 'p-O2-B', from: '2026-11-24' };
    expect(refusals([appoint], { on: closed })).toEqual(['seatUnknown']);
  });

  it.each([A, '330523-O1/L', '330523-O1-S2/H', '330523-TF/A'])('%s is not given up', (seat) => {
    expect(refusals([{ op: 'closeSeat', seat, at: '2026-11-23' }])).toEqual(['seatNeeded']);
  });
});
