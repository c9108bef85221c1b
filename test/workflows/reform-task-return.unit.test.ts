import { describe, expect, it } from '@jest/globals';
import { contextOf, DUE, DUTY, dispatched, problemOf, RECEIPT, split } from './reform-task-scenes.ts';
import { OTHER_UNIT, routedTo, UNIT } from './routing-moves.ts';
import { facetsOf, played, stateOf } from './stage.ts';

const returned = (stage = dispatched()) =>
  played(
    stage,
    'return',
    { reasonCode: 'otherLead', dutyBasis: '三定方案', proposedUnit: OTHER_UNIT },
    'accountable',
  );
const ruled = (unit: string) =>
  played(played(returned(), 'assign', { unit }, 'taskForce'), 'routed', routedTo(unit), 'engine');

describe('退回 and 裁定', () => {
  it('keeps the first unit accountable and waits in the queue of the task force', () => {
    const stage = returned();
    expect(stateOf(stage)).toBe('open.returned');
    expect(facetsOf(stage)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY, unit: UNIT });
    expect([...stage.timers.keys()]).toEqual([DUE]);
  });

  it('binds another unit with clocks of its own', () => {
    const ruling = played(returned(), 'assign', { unit: OTHER_UNIT }, 'taskForce');
    const clocks = { dueAt: '2027-02-01T09:30:00.000Z', receiptDueAt: '2026-12-01T09:30:00.000Z' };
    const stage = played(ruling, 'routed', { ...routedTo(OTHER_UNIT), ...clocks }, 'engine');
    expect(facetsOf(stage)).toMatchObject({
      owner: `${OTHER_UNIT}/A`,
      attention: null,
      unit: OTHER_UNIT,
      dueAt: clocks.dueAt,
    });
    expect([...stage.timers].map(([key, { dueAt }]) => [key, dueAt])).toEqual([
      [DUE, clocks.dueAt],
      [RECEIPT, clocks.receiptDueAt],
    ]);
    expect(contextOf(stage)).toMatchObject({
      ruled: true,
      returns: [{ unit: UNIT, proposedUnit: OTHER_UNIT }],
    });
  });

  it.each([UNIT, OTHER_UNIT])('is final for %s', (unit) => {
    expect(problemOf(() => returned(ruled(unit))).code).toBe('guard-failed');
  });

  it('waits on where the chosen unit cannot take it', () => {
    const reason = { step: 'none', sentence: { zh: '单位已撤销', en: 'The unit is abolished' } };
    const ruling = played(returned(), 'assign', { unit: OTHER_UNIT }, 'taskForce');
    const again = played(ruling, 'routingFailed', { reason }, 'engine');
    expect(stateOf(again)).toBe('open.returned');
    expect(facetsOf(again)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
  });

  it('is refused while sections are at work', () => {
    expect(problemOf(() => returned(split(`${UNIT}-S1`).stage)).message).toContain('尚有科室');
  });
});
