import { expect } from '@jest/globals';
import type * as fc from 'fast-check';
import { type DirectoryChange, directoryChangeSchema } from '../../../src/directory/change/change.ts';
import { type ChangePlan, planDirectoryChange } from '../../../src/directory/change/plan-change.ts';
import { checkDirectory } from '../../../src/directory/check/check-directory.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { coverage, newGaps } from '../../../src/directory/resolve/coverage.ts';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { countyDayOf } from '../../../src/vocabulary/county-day.ts';
import { type anyStep, modelInstant } from './any-operation.ts';
import { week } from './planning.ts';

export type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** Plans one step of the model at its hour, and checks what must hold of any plan. */
export function planStep(before: Directory, step: Step, hour: number): ChangePlan {
  const change = directoryChangeSchema.parse({
    reason: '随机变更',
    operations: step.operations,
    ...(step.acceptGaps && { acceptGaps: '随机变更' }),
  });
  const at = modelInstant(hour);
  const plan = planDirectoryChange(before, change, { at, calendar: week, workingDays: 5 });
  if (plan.conflicts.length === 0) expectSound(plan, hour, hasMergerOfToday(change, hour));
  else for (const { message } of plan.conflicts) expect([message.zh, message.en]).not.toContain('');
  return plan;
}

/** A merger that takes effect today counts from midnight, so that who answered since then is told anew. */
function hasMergerOfToday({ operations }: DirectoryChange, hour: number): boolean {
  const today = countyDayOf(modelInstant(hour));
  return operations.some((operation) => operation.op === 'abolishUnit' && operation.on <= today);
}

function expectSound(
  { before, after, moves, gaps }: ChangePlan,
  hour: number,
  isToldAnewSinceMidnight: boolean,
): void {
  const today = countyDayOf(modelInstant(hour));
  const torn = newGaps(coverage(before, week, today, 5).gaps, coverage(after, week, today, 5).gaps);
  expect(gaps).toEqual(expect.arrayContaining(torn.filter(({ until }) => until > modelInstant(hour))));
  expect(checkDirectory(after)).toEqual([]);
  expect(after.version).toBe(before.version + 1);
  for (const { id } of before.seats) {
    for (const past of [hour - 1_000, hour - 50, ...(isToldAnewSinceMidnight ? [] : [hour - 0.001])]) {
      expect(answer(after, id, modelInstant(past))).toEqual(answer(before, id, modelInstant(past)));
    }
    for (const ahead of [hour, hour + 24, hour + 24 * 30, hour + 24 * 1_000]) {
      const at = modelInstant(ahead);
      const moved = moves.some(
        ({ seat, from, until }) => seat === id && from <= at && (until === undefined || at < until),
      );
      expect(answer(before, id, at).person !== answer(after, id, at).person).toBe(moved);
    }
  }
}

/** Names may change later, who answered may not. */
function answer(directory: Directory, seat: string, at: string) {
  const { person, via, answeringSeat, onBehalfOf } = resolveSeat(directory, seat, at);
  return { person: person.id, via, answeringSeat, onBehalfOf: onBehalfOf?.id };
}
