import { describe, expect, it } from '@jest/globals';
import type { Absence, Delegation } from '../../src/directory/directory.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { smallCounty } from './small-county.ts';

const A = '330523-O1/A';
const at = '2026-11-20T02:00:00.000Z';
const lent: Delegation = {
  id: 'd-1',
  seat: A,
  person: 'p-O1-S2-H',
  by: 'p-O1-A',
  from: '2026-11-20T00:00:00.000Z',
  until: '2026-11-27T00:00:00.000Z',
  reason: '驻点攻坚',
};
const county = smallCounty({ delegations: [lent] });

describe('a delegated seat', () => {
  it('is answered for by the delegate, on behalf of the holder', () => {
    expect(resolveSeat(county, A, at)).toMatchObject({
      via: 'delegate',
      answeringSeat: A,
      person: { id: 'p-O1-S2-H' },
      onBehalfOf: { id: 'p-O1-A' },
      reason: { zh: '县教育局数字专员（A角）任330523-O1/A已委托任330523-O1-S2/H办理' },
    });
  });

  it('comes back by itself', () => {
    expect(resolveSeat(county, A, '2026-11-26T23:59:59.999Z').via).toBe('delegate');
    expect(resolveSeat(county, A, '2026-11-27T00:00:00.000Z').via).toBe('holder');
  });

  it('is not decided by the delegate where the request is their own', () => {
    expect(resolveSeat(county, A, at, { requestedBy: 'p-O1-S2-H' }).via).toBe('holder');
    expect(resolveSeat(county, A, at, { requestedBy: 'p-O1-S1-H' }).via).toBe('delegate');
  });

  it('stays with the delegate while the holder is away, and goes back while the delegate is away', () => {
    expect(resolveSeat({ ...county, absences: away('p-O1-A') }, A, at).via).toBe('delegate');
    expect(resolveSeat({ ...county, absences: away('p-O1-S2-H') }, A, at).via).toBe('holder');
    const both = [...away('p-O1-A'), ...away('p-O1-S2-H')];
    expect(resolveSeat({ ...county, absences: both }, A, at).via).toBe('deputy');
  });

  it('is the new holder’s alone after a handover', () => {
    const tenures = [
      ...county.tenures.filter(({ seat }) => seat !== A),
      { seat: A, person: 'p-O1-A', from: '2021-03-31T16:00:00.000Z', until: at },
      { seat: A, person: 'p-O2-B', from: at },
    ];
    expect(resolveSeat({ ...county, tenures }, A, at)).toMatchObject({
      via: 'holder',
      person: { id: 'p-O2-B' },
    });
  });
});

describe('a seat delegated for one task', () => {
  const oneTask = smallCounty({ delegations: [{ ...lent, task: 't-1' }] });

  it('is the delegate’s for that task only', () => {
    expect(resolveSeat(oneTask, A, at, { task: 't-1' }).via).toBe('delegate');
    expect(resolveSeat(oneTask, A, at, { task: 't-2' }).via).toBe('holder');
    expect(resolveSeat(oneTask, A, at).via).toBe('holder');
  });

  it('takes precedence over a delegation of all its tasks', () => {
    const two = [lent, { ...lent, id: 'd-2', task: 't-1', person: 'p-O1-B' }];
    const both = smallCounty({ delegations: two });
    expect(resolveSeat(both, A, at, { task: 't-1' }).person.id).toBe('p-O1-B');
    expect(resolveSeat(both, A, at).person.id).toBe('p-O1-S2-H');
  });
});

function away(person: string): readonly Absence[] {
  return [{ person, from: lent.from, until: lent.until, reason: '出差' }];
}
