import type { Caller } from '../../src/access/caller.ts';
import { callerAt } from '../../src/access/caller-at.ts';
import { evaluationPrincipals } from '../../src/access/evaluation-principals.ts';
import { seatPrincipal } from '../../src/access/principal-id.ts';
import { standInsAt } from '../../src/access/stand-ins.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { county } from '../http/county.ts';

/** The moment of the tests. */
export const NOW = Date.parse('2026-11-23T01:00:00.000Z');

/** The caller that a seat's key stands for; the machine for `machine:evaluation`. */
export function callerOf(seat: string, directory: Directory = county(), atMs = NOW): Caller {
  const id = seat.startsWith('machine:') ? seat : seatPrincipal(seat);
  const principal = evaluationPrincipals(directory, atMs).find((known) => known.id === id);
  if (principal === undefined) throw new Error(`No principal ${id}.`);
  return callerAt(principal, directory, standInsAt(directory, atMs), atMs);
}

/** An absence of the person who holds a seat in the small county, around the moment of the tests. */
export function awayFrom(seat: string) {
  const person = seat.replace('330523-', 'p-').replace('/', '-');
  return { person, from: '2026-11-20T00:00:00.000Z', until: '2026-11-30T00:00:00.000Z', reason: '年休假' };
}
