import { countyDayOf, startOfCountyDay } from '../../vocabulary/county-day.ts';
import type { Directory, Unit } from '../directory.ts';
import { seatsOf, sectionsOf, unitOf as unitOfEntry } from '../files/build-directory.ts';
import type { OperationOf } from './change.ts';
import { unitOf } from './lookup.ts';
import { endTenures } from './people-operations.ts';
import { refuse } from './refusal.ts';

/** Adds a unit with its sections and seats; who holds them is said by further operations. */
export function addUnit(directory: Directory, { unit }: OperationOf<'addUnit'>, now: string): Directory {
  const known = directory.units.find(({ code }) => code === unit.code);
  if (known) {
    refuse(
      'exists',
      unit.code,
      `单位编码 ${unit.code} 已是${known.name}的`,
      `The unit ${known.name} has the code (${unit.code})`,
    );
  }
  const today = countyDayOf(now);
  const from = unit.from ?? today;
  if (from < today)
    refuse('inThePast', from, `设立日期${from}已经过去`, `${from} has passed, expected ${today} or later`);
  return {
    ...directory,
    units: [...directory.units, unitOfEntry(unit, from)],
    sections: [...directory.sections, ...sectionsOf(unit)],
    seats: [...directory.seats, ...seatsOf(unit)],
  };
}

/** Changes what a unit is called and does; it keeps its code and its tasks. */
export function changeUnit(
  directory: Directory,
  operation: OperationOf<'changeUnit'>,
  now: string,
): Directory {
  const { op: _, unit: code, ...given } = operation;
  const unit = unitOf(directory, code, now);
  const renamed = given.name !== undefined && given.name !== unit.name;
  const formerNames = given.formerNames ?? unit.formerNames;
  const changed: Unit = {
    ...unit,
    ...withoutUndefined(given),
    formerNames: renamed ? [...new Set([...formerNames, unit.name])] : formerNames,
  };
  return { ...directory, units: directory.units.map((other) => (other.code === code ? changed : other)) };
}

/** Ends a unit at the start of a county day, today at the earliest; its seats lead to those of the successor from then on. */
export function abolishUnit(
  directory: Directory,
  { unit: code, on, successor }: OperationOf<'abolishUnit'>,
  now: string,
): Directory {
  const unit = unitOf(directory, code, now);
  const next = unitOf(directory, successor, now);
  if (unit.until !== undefined) {
    refuse(
      'nothingChanges',
      code,
      `${unit.name}已定于${unit.until}撤并，由${unit.successor}承接`,
      `${code} is to end on ${unit.until} already, ${unit.successor} takes over`,
    );
  }
  if (unit.kind === 'taskForce') {
    refuse(
      'seatNeeded',
      code,
      '专班不能撤销：值守岗兜底所有任务',
      'The task force stays: its duty seat is the last resort',
    );
  }
  const today = countyDayOf(now);
  if (on < today) {
    refuse(
      'inThePast',
      on,
      `撤并日期${on}已经过去，应为今天（${today}）或以后`,
      `${on} has passed, expected today (${today}) or later`,
    );
  }
  if (on <= unit.from) {
    refuse(
      'inThePast',
      on,
      `${unit.name}于${unit.from}才设立，撤并应在其后`,
      `${code} begins only on ${unit.from}, expected a later day`,
    );
  }
  if (next.from > on) {
    refuse(
      'unitUnknown',
      successor,
      `${successor}于${next.from}才设立`,
      `${successor} begins only on ${next.from}`,
    );
  }
  const seats = directory.seats.filter((seat) => seat.unit === code).map(({ id }) => id);
  const ended = endTenures(directory, new Set(seats), startOfCountyDay(on));
  return {
    ...ended,
    units: ended.units.map((other) => (other.code === code ? { ...other, until: on, successor } : other)),
  };
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> };
function withoutUndefined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
