import { describe, expect, it } from '@jest/globals';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { smallCounty } from '../small-county.ts';
import { after, now, plan, refusals } from './planning.ts';

const A = '330523-O1/A';
const MONDAY = '2026-11-23';
const mondayStart = '2026-11-22T16:00:00.000Z';

function holderOf(directory: ReturnType<typeof after>, seat: string, at: string): string {
  return resolveSeat(directory, seat, at).person.id;
}

describe('an appointment', () => {
  const newcomer = { op: 'addPerson', person: 'p-new', name: '新来' };
  const changed = after([newcomer, { op: 'appoint', seat: A, person: 'p-new', from: MONDAY }]);

  it('changes the holder at its moment, and only then', () => {
    expect(holderOf(changed, A, '2026-11-22T15:59:59.999Z')).toBe('p-O1-A');
    expect(holderOf(changed, A, mondayStart)).toBe('p-new');
    expect(changed.version).toBe(2);
  });

  it('leaves the past as it was', () => {
    for (const at of ['2021-04-01T00:00:00Z', '2024-06-01T00:00:00Z', now]) {
      expect(resolveSeat(changed, A, at)).toEqual(resolveSeat(smallCounty(), A, at));
    }
  });

  it.each([
    ['of somebody unknown', { op: 'appoint', seat: A, person: 'p-x', from: MONDAY }, 'personUnknown'],
    [
      'to a seat unknown',
      { op: 'appoint', seat: '330523-O9/A', person: 'p-O2-B', from: MONDAY },
      'seatUnknown',
    ],
    ['from yesterday on', { op: 'appoint', seat: A, person: 'p-O2-B', from: '2026-11-21' }, 'inThePast'],
    ['of the present holder', { op: 'appoint', seat: A, person: 'p-O1-A', from: MONDAY }, 'nothingChanges'],
    [
      'of the deputy, who would deputise for themselves',
      { op: 'appoint', seat: A, person: 'p-O1-B', from: MONDAY },
      'deputyIsHolder',
    ],
  ])('is refused: %s', (_, operation, code) => {
    expect(refusals([operation])).toEqual([code]);
  });

  it('that would overlap another that is planned is refused, naming both', () => {
    const planned = after([{ op: 'appoint', seat: A, person: 'p-T1-L', from: '2026-12-01' }]);
    const { conflicts } = plan([{ op: 'appoint', seat: A, person: 'p-O2-B', from: MONDAY }], { on: planned });
    expect(conflicts).toMatchObject([
      { code: 'twoHolders', message: { zh: expect.stringContaining('p-O2-B') } },
    ]);
  });

  it('means from this very moment when it is given as today', () => {
    const today = after([{ op: 'appoint', seat: A, person: 'p-O2-B', from: '2026-11-22' }]);
    expect(today.tenures.filter(({ seat }) => seat === A)).toEqual([
      { seat: A, person: 'p-O1-A', from: '2021-03-31T16:00:00.000Z', until: now },
      { seat: A, person: 'p-O2-B', from: now },
    ]);
  });
});

describe('a seat that is vacated', () => {
  it('falls to the head of the host section', () => {
    const vacant = after([{ op: 'vacate', seat: A, at: MONDAY }]);
    expect(resolveSeat(vacant, A, mondayStart)).toMatchObject({ via: 'hostSectionHead' });
  });

  it('is refused where nobody holds it, and where it is the last resort', () => {
    const vacant = after([{ op: 'vacate', seat: A, at: MONDAY }]);
    expect(refusals([{ op: 'vacate', seat: A, at: '2026-11-24' }], { on: vacant })).toEqual(['seatVacant']);
    expect(refusals([{ op: 'vacate', seat: '330523-TF/A', at: MONDAY }])).toEqual(['dutySeatEmpty']);
  });
});

describe('an absence', () => {
  const leave = { op: 'addAbsence', person: 'p-O1-A', from: MONDAY, until: '2026-11-27', reason: '年休假' };

  it('lets the deputy act, and gives the seat back', () => {
    const changed = after([leave]);
    expect(holderOf(changed, A, mondayStart)).toBe('p-O1-B');
    expect(holderOf(changed, A, '2026-11-27T16:00:00.000Z')).toBe('p-O1-A');
  });

  it('that leaves a hole is refused, naming unit, day and person', () => {
    const covered = after([
      { ...leave, person: 'p-O1-B' },
      { ...leave, person: 'p-O1-S1-H', from: '2026-11-25', until: '2026-11-26' },
    ]);
    const asked = plan([leave], { on: covered });
    expect(asked.conflicts).toMatchObject([
      {
        code: 'leavesGap',
        value: '330523-O1 2026-11-25 2026-11-26',
        message: { zh: expect.stringMatching(/县教育局在2026-11-25等2个工作日将无人在岗.*任330523-TF\/A/) },
      },
    ]);
    expect(asked.gaps).toHaveLength(2);
    expect(refusals([leave], { on: covered, acceptGaps: '急病' })).toEqual([]);
  });

  it('far ahead is looked at all the same', () => {
    const far = { ...leave, from: '2027-09-06', until: '2027-09-08' };
    const others = [
      { ...far, person: 'p-O1-B' },
      { ...far, person: 'p-O1-S1-H' },
    ];
    expect(refusals([...others, far])).toEqual(['leavesGap']);
    expect(refusals(others)).toEqual([]);
  });

  it.each([
    ['a second one at the same time', { ...leave, from: '2026-11-24' }, 'twoAbsences'],
    ['one that ends before it begins', { ...leave, from: '2026-12-24', until: '2026-12-20' }, 'periodEmpty'],
    ['one from last week on', { ...leave, from: '2026-11-16' }, 'inThePast'],
    ['one of somebody unknown', { ...leave, person: 'p-x' }, 'personUnknown'],
  ])('is refused: %s', (_, operation, code) => {
    expect(refusals([operation], { on: after([leave]) })).toEqual([code]);
  });

  it('can be cut short or taken back, not prolonged', () => {
    const granted = after([leave]);
    const end = { op: 'endAbsence', person: 'p-O1-A', from: MONDAY };
    expect(after([{ ...end, until: '2026-11-25' }], granted).absences).toMatchObject([
      { until: '2026-11-24T16:00:00.000Z' },
    ]);
    expect(after([{ ...end, until: MONDAY }], granted).absences).toEqual([]);
    expect(refusals([{ ...end, until: '2026-12-25' }], { on: granted })).toEqual(['periodEmpty']);
    expect(refusals([{ ...end, from: '2026-11-24', until: '2026-11-25' }], { on: granted })).toEqual([
      'absenceUnknown',
    ]);
  });

  it('that tore a hole, and was accepted, can still be cut short', () => {
    const others = ['p-O1-B', 'p-O1-S1-H'].map((person) => ({ ...leave, person }));
    const torn = after([...others, leave]);
    const end = { op: 'endAbsence', person: 'p-O1-A', from: MONDAY, until: '2026-11-26' };
    expect(refusals([end], { on: torn })).toEqual([]);
  });

  it('that has begun can be ended from now on only', () => {
    const begun = smallCounty({
      absences: [
        {
          person: 'p-O1-A',
          from: '2026-11-20T00:00:00.000Z',
          until: '2026-11-25T00:00:00.000Z',
          reason: '病假',
        },
      ],
    });
    const end = { op: 'endAbsence', person: 'p-O1-A', from: '2026-11-20T08:00:00+08:00' };
    expect(refusals([{ ...end, until: '2026-11-21' }], { on: begun })).toEqual(['inThePast']);
    expect(after([{ ...end, until: '2026-11-22' }], begun).absences).toMatchObject([{ until: now }]);
  });
});

describe('people', () => {
  it('are added and renamed, and not twice', () => {
    const named = after([{ op: 'changePerson', person: 'p-O1-A', name: '改名', qualifications: ['法学'] }]);
    expect(resolveSeat(named, A, now).person).toEqual({
      id: 'p-O1-A',
      name: '改名',
      qualifications: ['法学'],
    });
    expect(refusals([{ op: 'addPerson', person: 'p-O1-A', name: '重复' }])).toEqual(['exists']);
    expect(refusals([{ op: 'changePerson', person: 'p-x', name: '无' }])).toEqual(['personUnknown']);
  });
});
