import { describe, expect, it } from '@jest/globals';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { after, now, plan, refusals } from './planning.ts';

const A = '330523-O1/A';
const lend = {
  op: 'delegate',
  id: 'd-1',
  seat: A,
  by: 'p-O1-A',
  person: 'p-O1-S2-H',
  from: '2026-11-23',
  // The last day of thirty.
  until: '2026-12-22',
  reason: '驻点攻坚',
};

describe('a delegation', () => {
  it('lends the seat to a colleague for at most 30 days', () => {
    const changed = after([lend]);
    expect(resolveSeat(changed, A, '2026-12-01T00:00:00Z')).toMatchObject({ via: 'delegate' });
    expect(resolveSeat(changed, A, '2026-12-22T16:00:00Z')).toMatchObject({ via: 'holder' });
  });

  it.each([
    ['for more than 30 days', { until: '2026-12-23' }, 'delegationTooLong'],
    ['that ends before it begins', { until: '2026-11-22' }, 'periodEmpty'],
    ['from yesterday on', { from: '2026-11-21' }, 'inThePast'],
    ['by somebody who does not hold the seat', { by: 'p-O1-B' }, 'notTheHolder'],
    ['to oneself', { person: 'p-O1-A' }, 'delegationCircle'],
    ['to somebody of another unit', { person: 'p-O2-A' }, 'delegateOutsideUnit'],
    ['to the author of the request', { task: 't-1', requestedBy: 'p-O1-S2-H' }, 'ownRequest'],
    ['of an unknown seat', { seat: '330523-O9/A' }, 'seatUnknown'],
    ['to somebody unknown', { person: 'p-x' }, 'personUnknown'],
  ])('is refused: %s', (_, change, code) => {
    expect(refusals([{ ...lend, ...change }])).toContain(code);
  });

  it('is refused onward: neither a delegate nor an acting deputy may lend what is not theirs', () => {
    const onward = {
      ...lend,
      id: 'd-2',
      by: 'p-O1-S2-H',
      person: 'p-O1-L',
      from: '2026-11-24',
      until: '2026-11-25',
    };
    expect(refusals([onward], { on: after([lend]) })).toEqual(['onwardDelegation']);

    const leave = {
      op: 'addAbsence',
      person: 'p-O1-A',
      from: '2026-11-23',
      until: '2026-11-28',
      reason: '年休假',
    };
    const acting = { ...onward, by: 'p-O1-B' };
    expect(refusals([acting], { on: after([leave]) })).toEqual(['onwardDelegation']);
  });

  it('is refused in a circle', () => {
    const back = { ...lend, id: 'd-2', seat: '330523-O1-S2/H', by: 'p-O1-S2-H', person: 'p-O1-A' };
    expect(refusals([back], { on: after([lend]) })).toContain('delegationCircle');
    const afterwards = { ...back, from: '2026-12-23', until: '2026-12-24' };
    expect(refusals([afterwards], { on: after([lend]) })).toEqual([]);
  });

  it('is refused while the seat is lent already, but not for one task of it', () => {
    const second = { ...lend, id: 'd-2', person: 'p-O1-L', from: '2026-11-24', until: '2026-11-25' };
    expect(refusals([second], { on: after([lend]) })).toEqual(['twoDelegations']);
    expect(refusals([{ ...second, task: 't-1' }], { on: after([lend]) })).toEqual([]);
  });

  it('is refused to somebody who is away', () => {
    const away = after([
      { op: 'addAbsence', person: 'p-O1-S2-H', from: '2026-11-23', until: '2026-11-25', reason: '培训' },
    ]);
    const { conflicts } = plan([lend], { on: away });
    expect(conflicts).toMatchObject([
      { code: 'delegateAbsent', message: { zh: expect.stringContaining('培训') } },
    ]);
  });

  it('can be taken back', () => {
    const lent = after([lend]);
    expect(after([{ op: 'endDelegation', id: 'd-1', until: '2026-11-25' }], lent).delegations).toMatchObject([
      { until: '2026-11-24T16:00:00.000Z' },
    ]);
    expect(after([{ op: 'endDelegation', id: 'd-1', until: now }], lent).delegations).toEqual([]);
    expect(refusals([{ op: 'endDelegation', id: 'd-9', until: now }], { on: lent })).toEqual([
      'delegationUnknown',
    ]);
  });
});
