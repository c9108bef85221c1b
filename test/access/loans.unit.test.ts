import { describe, expect, it } from '@jest/globals';
import { actorOn, standsIn } from '../../src/access/actor.ts';
import { tasksLentTo } from '../../src/access/relations/answers-for.ts';
import { mayRead, readScopeOf } from '../../src/access/relations/may-read.ts';
import { relationsOf } from '../../src/access/relations/relations.ts';
import type { Delegation } from '../../src/directory/directory.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { withUnit } from '../directory/small-county.ts';
import { county } from '../http/stage/county.ts';
import { awayFrom, byPeople, callerOf, TASK, taskAt } from './callers.ts';

const A = '330523-O1/A';
const UNIT = '330523-O1';
const now = '2026-11-23T01:00:00.000Z';
const period = { from: '2026-11-20T00:00:00.000Z', until: '2026-11-30T00:00:00.000Z', reason: '专项' };

const theTask = { id: 'd-1', seat: A, task: TASK, person: 'p-O1-S2-H', by: 'p-O1-A', ...period };
const theSeat = { id: 'd-2', seat: A, person: 'p-O1-S1-H', by: 'p-O1-A', ...period };
const theLead = { id: 'd-3', seat: '330523-O1/L', person: 'p-O1-A', by: 'p-O1-L', ...period };

const lending = (...delegations: Delegation[]) => county({ delegations });
const ofUnit = taskAt(A, UNIT);
const another = taskAt(A, UNIT, { id: '0190f1c2-7a11-7000-8000-000000000002' });

describe('a task that was lent alone', () => {
  const directory = lending(theTask);
  const borrower = callerOf('330523-O1-S2/H', directory);

  it('makes its borrower accountable for it, and for no other of the seat', () => {
    expect(relationsOf(borrower, ofUnit)).toContain('accountable');
    expect(relationsOf(borrower, another)).toEqual([]);
    expect([mayRead(borrower, ofUnit), mayRead(borrower, another)]).toEqual([true, false]);
    expect(tasksLentTo(borrower)).toEqual([TASK]);
    expect(readScopeOf(borrower)).toMatchObject({ units: [], tasks: [TASK] });
  });

  it('makes nobody else anything', () => {
    for (const seat of ['330523-O1-S1/H', '330523-O2/A']) {
      expect(relationsOf(callerOf(seat, directory), ofUnit)).toEqual([]);
    }
    expect(relationsOf(callerOf(A, directory), ofUnit)).toContain('accountable');
  });

  it('is acted on in both names', () => {
    expect(standsIn(borrower)).toBe(true);
    expect(actorOn(borrower, A, directory, now, TASK)).toEqual({
      principal: 'seat:330523-O1-S2/H',
      person: 'p-O1-S2-H',
      name: '任330523-O1-S2/H',
      seat: '330523-O1-S2/H',
      onBehalfOf: `seat:${A}`,
      forPerson: 'p-O1-A',
    });
    expect(actorOn(borrower, A, directory, now, another.id)).not.toHaveProperty('onBehalfOf');
  });

  it('goes before a loan of the whole seat', () => {
    const both = lending(theTask, theSeat);
    const ofSeat = callerOf('330523-O1-S1/H', both);
    expect(relationsOf(ofSeat, ofUnit)).not.toContain('accountable');
    expect(relationsOf(ofSeat, another)).toContain('accountable');
    expect(relationsOf(callerOf('330523-O1-S2/H', both), ofUnit)).toContain('accountable');
  });

  it('of a unit that was merged is lent by the seat that took over', () => {
    const merged = withUnit(lending(theTask), '330523-O2', { until: '2026-11-01', successor: UNIT });
    const inherited = taskAt('330523-O2/A', '330523-O2');
    expect(relationsOf(callerOf('330523-O1-S2/H', merged), inherited)).toContain('accountable');
    expect(resolveSeat(merged, inherited.owner, now, { task: TASK }).person.id).toBe('p-O1-S2-H');
  });

  it('rests while its borrower is away, and ends with its period', () => {
    const away = { ...directory, absences: [awayFrom('330523-O1-S2/H')] };
    expect(relationsOf(callerOf('330523-O1-S2/H', away), ofUnit)).toEqual([]);
    const after = Date.parse(period.until);
    expect(relationsOf(callerOf('330523-O1-S2/H', directory, after), ofUnit)).toEqual([]);
  });

  it('is never for the borrower’s own request', () => {
    const asked = taskAt(A, UNIT, { requestedBy: byPeople('p-O1-S2-H') });
    expect(relationsOf(borrower, asked)).toEqual([]);
    const others = taskAt(A, UNIT, { requestedBy: byPeople('p-O1-B') });
    expect(relationsOf(borrower, others)).toContain('accountable');
  });
});

describe('a leader’s seat that was lent', () => {
  const directory = lending(theLead);

  it('makes its borrower leader of the unit', () => {
    expect(relationsOf(callerOf(A, directory), taskAt('330523-O1-S2/H', UNIT))).toEqual([
      'unitCommissioner',
      'unitLeader',
    ]);
  });

  it('is not for what its borrower has asked for', () => {
    const asked = taskAt(A, UNIT, { requestedBy: byPeople('p-O1-A') });
    expect(relationsOf(callerOf(A, directory), asked)).toEqual(['accountable', 'unitCommissioner']);
    expect(relationsOf(callerOf('330523-O1/L', directory), asked)).toEqual(['unitLeader']);
  });
});

describe('standing in', () => {
  it('for an absent leader makes the head of the host section leader of the unit', () => {
    const away = county({ absences: [awayFrom('330523-O1/L')] });
    const head = callerOf('330523-O1-S1/H', away);
    expect(relationsOf(head, ofUnit)).toEqual(['unitLeader']);
    expect(mayRead(head, ofUnit)).toBe(true);
  });

  it('on the duty seat makes the task force', () => {
    const away = county({ absences: ['330523-TF/A', '330523-TF/B'].map(awayFrom) });
    const head = callerOf('330523-TF-S1/H', away);
    expect(relationsOf(head, ofUnit)).toEqual(['taskForce']);
    expect(readScopeOf(head)).toEqual({ kind: 'everything' });
  });

  it('is not what somebody does who holds the seat and comes with the key of another', () => {
    const base = county();
    const tenures = base.tenures.map((tenure) =>
      tenure.seat === '330523-O2/A' ? { ...tenure, person: 'p-O1-A' } : tenure,
    );
    const both = { ...base, tenures };
    const caller = callerOf(A, both);
    expect(caller.selves).toEqual(new Set([`seat:${A}`, 'seat:330523-O2/A']));
    expect(actorOn(caller, '330523-O2/A', both, now)).toEqual({
      principal: `seat:${A}`,
      person: 'p-O1-A',
      name: `任${A}`,
      seat: '330523-O2/A',
    });
  });
});
