import { describe, expect, it } from '@jest/globals';
import { proveRulings } from '../../src/audit/checks/prove-rulings.ts';
import { routingLogOf } from '../../src/tasks/precedents/routing-readings.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { smallCounty } from '../directory/small-county.ts';

type Line = readonly [type: string, state: string, data?: object];

const O1 = '330523-O1';
const O2 = '330523-O2';
const returned: readonly Line[] = [
  ['created', 'routing'],
  ['routed', 'open.dispatched', { unit: O1 }],
  ['return', 'open.returned'],
];

function proveLines(lines: readonly Line[], directory = smallCounty()) {
  const events = lines.map(([type, state, data = {}], n) => ({
    revision: n + 1,
    type,
    state,
    data: JSON.stringify(data),
  }));
  return proveRulings({ id: 't' }, events, directory, routingLogOf(reformTask));
}

describe('that rulings are final', () => {
  it('holds for a task bound to another unit, and for one whose dispatch was upheld', () => {
    const bound: readonly Line[] = [
      ...returned,
      ['assign', 'open.ruling', { unit: O2 }],
      ['routed', 'open.dispatched', { unit: O2 }],
      ['receive', 'open.working.handling'],
    ];
    expect(proveLines(bound)).toBeUndefined();
    const upheld: readonly Line[] = [...returned, ['uphold', 'resuming'], ['deadlineSet', 'open.dispatched']];
    expect(proveLines(upheld)).toBeUndefined();
  });

  it('holds where an assignment out of triage is followed by a return and its ruling', () => {
    const triaged: readonly Line[] = [
      ['created', 'routing'],
      ['routingFailed', 'triage'],
      ['assign', 'assigning', { unit: O1 }],
      ...returned.slice(1),
      ['assign', 'open.ruling', { unit: O2 }],
      ['routed', 'open.dispatched', { unit: O2 }],
    ];
    expect(proveLines(triaged)).toBeUndefined();
  });

  it('holds where the task goes to the unit that took over from the one named', () => {
    const county = smallCounty();
    const units = county.units.map((unit) =>
      unit.code === O2 ? { ...unit, until: '2026-11-01', successor: O1 } : unit,
    );
    const lines: readonly Line[] = [
      ...returned,
      ['assign', 'open.ruling', { unit: O2 }],
      ['routed', 'open.dispatched', { unit: O1 }],
    ];
    expect(proveLines(lines, { ...county, units })).toBeUndefined();
    expect(proveLines(lines)).toMatchObject({ rule: 'rulings-final', revision: 5, found: O1 });
  });

  it('lets the task force rule again where a ruling could not be dispatched', () => {
    const failed: readonly Line[] = [
      ...returned,
      ['assign', 'open.ruling', { unit: 'gone' }],
      ['routingFailed', 'open.returned'],
      ['assign', 'open.ruling', { unit: O2 }],
      ['routed', 'open.dispatched', { unit: O2 }],
    ];
    expect(proveLines(failed)).toBeUndefined();
  });

  it.each<[string, readonly Line[]]>([
    ['a return', [['return', 'open.returned']]],
    [
      'another ruling',
      [
        ['routed', 'open.returned', { unit: O2 }],
        ['uphold', 'resuming'],
      ],
    ],
  ])('names %s after a ruling', (_, more) => {
    const lines: readonly Line[] = [...returned, ['assign', 'open.ruling', { unit: O2 }], ...more];
    expect(proveLines(lines)).toMatchObject({ rule: 'rulings-final', revision: lines.length });
  });
});
