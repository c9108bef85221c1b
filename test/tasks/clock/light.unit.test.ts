import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { lightBounds, lightOf } from '../../../src/calendar/clock/light.ts';
import { taskLight } from '../../../src/tasks/clock/light.ts';
import { county as calendar, instants } from '../../calendar/county-calendar.ts';

const lit = (dueAt: Date | null) => ({ dueAt, closedAt: null, heldLight: null });

describe('the light of a row', () => {
  it('is what the calendar says of every open task at every instant', () => {
    fc.assert(
      fc.property(instants(2025, 2027), instants(2025, 2027), fc.nat(10), (now, dueAt, warnWorkingDays) => {
        const light = taskLight(lit(new Date(dueAt)), lightBounds(calendar, now, warnWorkingDays));
        expect(light).toBe(lightOf({ calendar, dueAt, now, warnWorkingDays }));
      }),
    );
  });

  it('is out without a due date and after closing', () => {
    const bounds = lightBounds(calendar, '2026-11-22T08:00:00.000Z');
    const past = new Date('2026-11-01T08:00:00.000Z');
    expect(taskLight(lit(null), bounds)).toBe('none');
    expect(taskLight({ ...lit(past), closedAt: past }, bounds)).toBe('none');
    expect(taskLight(lit(past), bounds)).toBe('red');
  });

  it('stays as it was while the clock stands still', () => {
    const bounds = lightBounds(calendar, '2026-11-22T08:00:00.000Z');
    const past = new Date('2026-11-01T08:00:00.000Z');
    expect(taskLight({ ...lit(past), heldLight: 'yellow' }, bounds)).toBe('yellow');
  });
});
