import type { Caller, KeyHolder } from '../../src/access/caller.ts';
import type { PresentedKey } from '../../src/access/caller-at.ts';
import { callerAt } from '../../src/access/caller-at.ts';
import { evaluationPrincipals } from '../../src/access/keys/evaluation-principals.ts';
import { seatPrincipal } from '../../src/access/keys/principal-id.ts';
import type { TaskView } from '../../src/access/relations/relations.ts';
import { standInsAt } from '../../src/access/relations/stand-ins.ts';
import type { Absence, Directory } from '../../src/directory/directory.ts';
import { personOf } from '../directory/small-county.ts';
import { county } from '../http/stage/county.ts';

/** The moment of the tests. */
export const NOW = Date.parse('2026-11-23T01:00:00.000Z');

/** The caller that a seat's key stands for; the machine for `machine:evaluation`. */
export function callerOf(seat: string, directory: Directory = county(), atMs = NOW): Caller {
  const id = seat.startsWith('machine:') ? seat : seatPrincipal(seat);
  const principal = evaluationPrincipals(directory, atMs).find((known) => known.id === id);
  if (principal === undefined) throw new Error(`No principal ${id}.`);
  const caller = callerAt(keyOf(principal, atMs), directory, standInsAt(directory, atMs), atMs);
  if (caller === undefined) throw new Error(`The key of ${id} stands for nobody.`);
  return caller;
}

/** A key of somebody, bound at a moment. */
export function keyOf(holder: KeyHolder, atMs = NOW): PresentedKey {
  const boundAt = new Date(atMs).toISOString();
  return { holder, credential: { id: 'key', label: 'test', expiresAt: null, boundAt } };
}

/** Requests of principals, from before people were kept. */
export function bySeats(...principals: readonly string[]): TaskView['requestedBy'] {
  return { people: [], principals };
}

/** Requests of people. */
export function byPeople(...people: readonly string[]): TaskView['requestedBy'] {
  return { people, principals: [] };
}

/** A task as rights see it: at a seat, and of no other interest. */
export function taskAt(owner: string, unit: string | null = null, more: Partial<TaskView> = {}): TaskView {
  return { id: TASK, owner, attention: null, unit, requestedBy: bySeats(), ...more };
}

/** Id of the task that `taskAt` makes. */
export const TASK = '0190f1c2-7a11-7000-8000-000000000001';

/** An absence of the person who holds a seat in the small county, around the moment of the tests. */
export function awayFrom(seat: string): Absence {
  return absence(seat, '2026-11-20T00:00:00.000Z', '2026-11-30T00:00:00.000Z');
}

/** An absence of the person who holds a seat in the small county, longer than any test takes. */
export function awayForYears(seat: string): Absence {
  return absence(seat, '2021-04-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z');
}

function absence(seat: string, from: string, until: string): Absence {
  return { person: personOf(seat), from, until, reason: '年休假' };
}
