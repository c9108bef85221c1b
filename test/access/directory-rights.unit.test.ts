import { describe, expect, it } from '@jest/globals';
import { denialsOf, directoryChangers, directoryRights } from '../../src/access/directory-rights.ts';
import type { Operation } from '../../src/directory/change/change.ts';
import { operationSchema } from '../../src/directory/change/change.ts';
import { county } from '../http/stage/county.ts';
import { callerOf, NOW } from './callers.ts';

const directory = county({
  delegations: [
    {
      id: 'd-1',
      seat: '330523-O1/A',
      person: 'p-O1-B',
      by: 'p-O1-A',
      from: '2026-11-20T00:00:00.000Z',
      until: '2026-11-30T00:00:00.000Z',
      reason: '出差',
    },
  ],
});
const period = { from: '2026-12-01', until: '2026-12-03', reason: '年休假' };
const absence = (person: string): Operation => ({ op: 'addAbsence', person, ...period });
const lending = (seat: string, by: string): Operation => ({
  op: 'delegate',
  id: 'd-2',
  seat,
  by,
  person: 'p-O1-L',
  ...period,
});
const ending: Operation = { op: 'endDelegation', id: 'd-1', until: '2026-12-01' };
const appointment: Operation = { op: 'appoint', seat: '330523-O1/A', person: 'p-O1-L', from: '2026-12-01' };

function denied(seat: string, operations: readonly Operation[], acceptGaps?: string) {
  const change = { reason: '测试', operations: [...operations], ...(acceptGaps && { acceptGaps }) };
  return denialsOf(callerOf(seat, directory), directory, change, NOW);
}

describe('the table of rights', () => {
  it('has a line for every operation there is', () => {
    const operations = operationSchema.options.map(({ shape }) => shape.op.value);
    expect(Object.keys(directoryRights).toSorted()).toEqual(
      [...operations, 'acceptGaps', 'acceptPast'].toSorted(),
    );
  });

  it('gives nothing to those who only look, and to machines', () => {
    expect(directoryChangers).not.toContain('auditor');
    expect(directoryChangers).not.toContain('machine');
  });
});

describe('what is the caller’s to change', () => {
  it.each<[string, string, Operation]>([
    ['an administrator appoints', '330523-TF/AD', appointment],
    ['a leader grants an absence in the own unit', '330523-O1/L', absence('p-O1-S2-H')],
    ['a leader lends a seat of the own unit', '330523-O1/L', lending('330523-O1/A', 'p-O1-A')],
    ['a leader takes a seat of the own unit back', '330523-O1/L', ending],
    ['a commissioner is away', '330523-O1/A', absence('p-O1-A')],
    ['a commissioner lends the own seat', '330523-O1/A', lending('330523-O1/A', 'p-O1-A')],
    ['a commissioner takes the own seat back', '330523-O1/A', ending],
    ['a head of a section is away', '330523-O1-S2/H', absence('p-O1-S2-H')],
    ['an officer on duty is away', '330523-TF/B', absence('p-TF-B')],
  ])('%s', (_, seat, operation) => {
    expect(denied(seat, [operation])).toEqual([]);
  });

  it.each<[string, string, Operation]>([
    ['a leader appoints nobody', '330523-O1/L', appointment],
    ['a leader grants nothing in another unit', '330523-O2/L', absence('p-O1-A')],
    ['a leader lends no seat of another unit', '330523-O2/L', lending('330523-O1/A', 'p-O1-A')],
    ['a leader ends no delegation of another unit', '330523-O2/L', ending],
    ['a commissioner grants no colleague’s absence', '330523-O1/A', absence('p-O1-B')],
    ['a deputy lends no seat of the commissioner', '330523-O1/B', lending('330523-O1/A', 'p-O1-A')],
    ['a deputy takes nothing back for the commissioner', '330523-O1/B', ending],
    ['an unknown delegation is nobody’s', '330523-O1/A', { ...ending, id: 'd-9' }],
    ['an auditor changes nothing', '330523-TF/AU', absence('p-TF-AU')],
    ['a machine changes nothing', 'machine:evaluation', absence('p-O1-A')],
  ])('%s', (_, seat, operation) => {
    expect(denied(seat, [operation])).toMatchObject([{ operation: 0, right: operation.op }]);
  });

  it('is judged operation by operation', () => {
    const found = denied('330523-O1/A', [absence('p-O1-A'), appointment, absence('p-O2-A')]);
    expect(found).toEqual([
      { operation: 1, right: 'appoint' },
      { operation: 2, right: 'addAbsence', reach: 'self' },
    ]);
  });

  it('leaves it to leaders to accept days on which nobody is there', () => {
    expect(denied('330523-O1/A', [absence('p-O1-A')], '无妨')).toEqual([{ right: 'acceptGaps' }]);
    expect(denied('330523-O1/L', [absence('p-O1-A')], '专班代管')).toEqual([]);
  });

  it('follows the tenure: the key of a seat speaks for the one who holds it now', () => {
    const taken = county({
      tenures: directory.tenures.map((tenure) =>
        tenure.seat === '330523-O1/A' ? { ...tenure, person: 'p-O1-S2-H' } : tenure,
      ),
    });
    const newcomer = callerOf('330523-O1/A', taken);
    expect(newcomer).toMatchObject({ person: 'p-O1-S2-H', name: '任330523-O1-S2/H' });
    const own = { reason: '测试', operations: [absence('p-O1-S2-H')] };
    expect(denialsOf(newcomer, taken, own, NOW)).toEqual([]);
    const former = { reason: '测试', operations: [absence('p-O1-A')] };
    expect(denialsOf(newcomer, taken, former, NOW)).toHaveLength(1);
  });
});
