import { momentOf } from '../../vocabulary/county-day.ts';
import type { Directory, Person, Seat, Section, Tenure, Unit } from '../directory.ts';
import { spanOf } from '../directory-index.ts';
import { refuse } from './refusal.ts';

// Lists are searched, not indexed: a change makes a new directory with every operation, each asked only once or twice.

/** The unit of a code, which must not have ended at an instant. */
export function unitOf(directory: Directory, code: string, at: string): Unit {
  const unit = directory.units.find((other) => other.code === code);
  if (!unit) return refuse('unitUnknown', code, `单位${code}不存在`, `There is no unit ${code}`);
  if (unit.until === undefined || Date.parse(at) < momentOf(unit.until)) return unit;
  return refuse(
    'unitUnknown',
    code,
    `单位${code}于${unit.until}撤并，由${unit.successor}承接`,
    `The unit ${code} ends on ${unit.until}, ${unit.successor} takes over`,
  );
}

export function sectionOf(directory: Directory, code: string): Section {
  const section = directory.sections.find((other) => other.code === code);
  return section ?? refuse('sectionUnknown', code, `科室${code}不存在`, `There is no section ${code}`);
}

export function seatOf(directory: Directory, id: string): Seat {
  const seat = directory.seats.find((other) => other.id === id);
  return seat ?? refuse('seatUnknown', id, `岗位${id}不存在`, `There is no seat ${id}`);
}

export function personOf(directory: Directory, id: string): Person {
  const person = directory.people.find((other) => other.id === id);
  return person ?? refuse('personUnknown', id, `人员${id}不在人员名册中`, `There is no person ${id}`);
}

/** The tenure of a seat that covers an instant. */
export function tenureAt(directory: Directory, seat: string, at: string): Tenure | undefined {
  const moment = Date.parse(at);
  return directory.tenures.find((tenure) => {
    if (tenure.seat !== seat) return false;
    const { from, until } = spanOf(tenure.from, tenure.until);
    return from <= moment && moment < until;
  });
}

/** The tenure of every seat that is held at an instant, by seat. */
export function tenuresAt(directory: Directory, at: string): ReadonlyMap<string, Tenure> {
  const moment = Date.parse(at);
  const held = directory.tenures.filter((tenure) => {
    const { from, until } = spanOf(tenure.from, tenure.until);
    return from <= moment && moment < until;
  });
  return new Map(held.map((tenure) => [tenure.seat, tenure]));
}
