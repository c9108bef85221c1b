import { momentOf } from '../vocabulary/county-day.ts';
import { DUTY_SEAT } from '../vocabulary/seats.ts';
import type { Absence, Delegation, Directory, Person, Seat, Section, Tenure, Unit } from './directory.ts';
import { unitKey } from './unit-key.ts';

/** A half-open stretch of time in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface TenureSpan extends Span {
  readonly person: string;
}

export interface AbsenceSpan extends Span {
  readonly absence: Absence;
}

export interface DelegationSpan extends Span {
  readonly delegation: Delegation;
}

export interface HostSpan extends Span {
  /** The seat of the section's head. */
  readonly seat: string;
}

/** How a text named a unit; earlier ones win. */
export const namings = ['code', 'name', 'alias', 'formerName'] as const;
export type Naming = (typeof namings)[number];

/** A directory arranged for look-up, so that naming a unit or resolving a seat costs a few map reads. */
export interface DirectoryIndex {
  readonly directory: Directory;
  readonly units: ReadonlyMap<string, Unit>;
  /** When a unit exists, by code. */
  readonly unitSpans: ReadonlyMap<string, Span>;
  readonly sections: ReadonlyMap<string, Section>;
  readonly seats: ReadonlyMap<string, Seat>;
  readonly people: ReadonlyMap<string, Person>;
  /** Seats of a unit in the directory's order. */
  readonly seatsOf: ReadonlyMap<string, readonly Seat[]>;
  /** Tenures of a seat, earliest first. */
  readonly tenuresOf: ReadonlyMap<string, readonly TenureSpan[]>;
  /** Seats a person ever holds. */
  readonly seatsHeldBy: ReadonlyMap<string, readonly string[]>;
  readonly absencesOf: ReadonlyMap<string, readonly AbsenceSpan[]>;
  /** Delegations of a seat. */
  readonly delegationsOf: ReadonlyMap<string, readonly DelegationSpan[]>;
  /** Delegations to a person. */
  readonly delegationsTo: ReadonlyMap<string, readonly Delegation[]>;
  /** The seats of the heads of a unit's host section, one at a time. */
  readonly hostsOf: ReadonlyMap<string, readonly HostSpan[]>;
  /** Units whose tasks follow to a unit, because it is their successor. */
  readonly predecessorsOf: ReadonlyMap<string, readonly Unit[]>;
  readonly named: ReadonlyMap<string, ReadonlyMap<Naming, readonly Unit[]>>;
  readonly unitsByDuty: ReadonlyMap<string, readonly Unit[]>;
}

const indexes = new WeakMap<Directory, DirectoryIndex>();

/** The index of a directory; a directory is plain data that never changes, so its index is made once and kept. */
export function indexDirectory(directory: Directory): DirectoryIndex {
  const known = indexes.get(directory);
  if (known) return known;
  const index = buildIndex(directory);
  indexes.set(directory, index);
  return index;
}

function buildIndex(directory: Directory): DirectoryIndex {
  const { units, sections, seats, people, tenures, absences } = directory;
  const index: DirectoryIndex = {
    directory,
    units: new Map(units.map((unit) => [unit.code, unit])),
    unitSpans: new Map(units.map((unit) => [unit.code, spanOf(unit.from, unit.until)])),
    sections: new Map(sections.map((section) => [section.code, section])),
    seats: new Map(seats.map((seat) => [seat.id, seat])),
    people: new Map(people.map((person) => [person.id, person])),
    seatsOf: grouped(seats, (seat) => seat.unit),
    tenuresOf: mapValues(
      grouped(tenures, (tenure) => tenure.seat),
      (list) => list.map(tenureSpan).toSorted(byStart),
    ),
    seatsHeldBy: mapValues(
      grouped(tenures, (tenure) => tenure.person),
      (list) => [...new Set(list.map((tenure) => tenure.seat))],
    ),
    absencesOf: mapValues(
      grouped(absences, (absence) => absence.person),
      (list) => list.map(absenceSpan).toSorted(byStart),
    ),
    delegationsOf: mapValues(
      grouped(directory.delegations ?? [], (delegation) => delegation.seat),
      (list) => list.map((delegation) => ({ delegation, ...spanOf(delegation.from, delegation.until) })),
    ),
    delegationsTo: grouped(directory.delegations ?? [], (delegation) => delegation.person),
    hostsOf: hostTable(directory),
    predecessorsOf: grouped(
      units.filter((unit) => unit.successor !== undefined),
      (unit) => unit.successor ?? '',
    ),
    named: nameTable(units),
    unitsByDuty: dutyTable(units),
  };
  if ((index.tenuresOf.get(DUTY_SEAT) ?? []).length === 0) {
    throw new Error(
      `Nobody ever holds the duty seat ${DUTY_SEAT}, so there would be tasks without a person: give it a holder.`,
    );
  }
  return index;
}

/** A unit without hostings has had the same host section ever since. */
function hostTable({ seats, sections, hostings = [] }: Directory): ReadonlyMap<string, readonly HostSpan[]> {
  const headOf = new Map(
    seats.flatMap(({ id, kind, section }) => (kind === 'sectionHead' && section ? [[section, id]] : [])),
  );
  const moved = new Set(hostings.map(({ unit }) => unit));
  const always = sections.flatMap(({ unit, code, host }) =>
    host && !moved.has(unit)
      ? [{ unit, section: code, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }]
      : [],
  );
  const spans = hostings.map(({ unit, section, from, until }) => ({ unit, section, ...spanOf(from, until) }));
  return mapValues(
    grouped([...always, ...spans], ({ unit }) => unit),
    (list) =>
      list.flatMap(({ section, from, until }) => {
        const seat = headOf.get(section);
        return seat ? [{ seat, from, until }] : [];
      }),
  );
}

function nameTable(units: readonly Unit[]): ReadonlyMap<string, ReadonlyMap<Naming, readonly Unit[]>> {
  const table = new Map<string, Map<Naming, Unit[]>>();
  const enter = (unit: Unit, naming: Naming, text: string) => {
    const byNaming = entry(table, unitKey(text), () => new Map<Naming, Unit[]>());
    const list = entry(byNaming, naming, (): Unit[] => []);
    if (!list.includes(unit)) list.push(unit);
  };
  for (const unit of units) {
    enter(unit, 'code', unit.code);
    enter(unit, 'name', unit.name);
    for (const alias of unit.aliases) enter(unit, 'alias', alias);
    for (const name of unit.formerNames) enter(unit, 'formerName', name);
  }
  return table;
}

function dutyTable(units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> {
  const table = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const duty of unit.duties) entry(table, duty, (): Unit[] => []).push(unit);
  }
  return table;
}

function tenureSpan(tenure: Tenure): TenureSpan {
  return { person: tenure.person, ...spanOf(tenure.from, tenure.until) };
}

function absenceSpan(absence: Absence): AbsenceSpan {
  return { absence, ...spanOf(absence.from, absence.until) };
}

/** ISO instants or county days as a span; without an end it never ends. */
export function spanOf(from: string, until: string | undefined): Span {
  return { from: momentOf(from), until: until === undefined ? Number.POSITIVE_INFINITY : momentOf(until) };
}

/** The span that covers a moment, if any. */
export function spanAt<S extends Span>(spans: readonly S[] | undefined, at: number): S | undefined {
  return spans?.find((span) => span.from <= at && at < span.until);
}

function byStart(a: Span, b: Span): number {
  return a.from - b.from;
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) entry(groups, keyOf(item), (): T[] => []).push(item);
  return groups;
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): ReadonlyMap<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
