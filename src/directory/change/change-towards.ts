import { isDeepStrictEqual } from 'node:util';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import type { Directory, Seat, Section, Unit } from '../directory.ts';
import type { DirectoryChange, Operation, OperationOf } from './change.ts';
import { tenuresAt } from './lookup.ts';

/**
 * The change that leads from the directory in force to one that was loaded from files or imported, as of `at` (ISO
 * instant): who should hold what from now on, not what the files say of the past. Undefined when they agree already.
 * What is missing in the target is ended where it can be (tenures, sections) and otherwise kept: a unit goes only with
 * a successor, which the target names.
 */
export function changeTowards(
  current: Directory,
  target: Directory,
  { at, reason }: { readonly at: string; readonly reason: string },
): DirectoryChange | undefined {
  const operations = [
    ...newUnits(current, target, countyDayOf(at)),
    ...changedUnits(current, target),
    ...changedSections(current, target, at),
    ...changedSeats(current, target, at),
    ...changedPeople(current, target),
    ...changedHolders(current, target, at),
    ...newAbsences(current, target, at),
    ...endedUnits(current, target, countyDayOf(at)),
  ];
  return operations.length > 0 ? { reason, operations } : undefined;
}

function newUnits(current: Directory, target: Directory, today: string): readonly Operation[] {
  const known = codes(current.units);
  return target.units
    .filter(({ code, until }) => !known.has(code) && until === undefined)
    .map((unit) => {
      const { places = [], until: _, successor: __, from, ...rest } = unit;
      const sections = target.sections.filter((section) => section.unit === unit.code);
      const commissioner = target.seats.find(({ id }) => id === `${unit.code}/A`);
      return {
        op: 'addUnit',
        unit: {
          ...rest,
          from: from > today ? from : today,
          aliases: [...unit.aliases],
          formerNames: [...unit.formerNames],
          duties: [...unit.duties],
          places: [...places],
          sections: Object.fromEntries(sections.map(({ code, name }) => [serialOf(code), name])),
          commissionerShare: commissioner?.share ?? 1,
          extraSeats: extraSeats(target, unit.code),
        },
      } satisfies OperationOf<'addUnit'>;
    });
}

function changedUnits(current: Directory, target: Directory): readonly Operation[] {
  const old = new Map(current.units.map((unit) => [unit.code, unit]));
  return target.units.flatMap((unit) => {
    const before = old.get(unit.code);
    if (!before || before.until !== undefined) return [];
    const changed = comparedFields.filter(
      (field) => !isDeepStrictEqual(given(before, field), given(unit, field)),
    );
    // Old names stay, whatever the files say: tasks and people still use them.
    const formerNames = [...new Set([...before.formerNames, ...unit.formerNames])];
    const more = formerNames.length > before.formerNames.length ? { formerNames } : {};
    if (changed.length === 0 && formerNames.length === before.formerNames.length) return [];
    const values = Object.fromEntries(changed.map((field) => [field, given(unit, field)]));
    return [{ op: 'changeUnit', unit: unit.code, ...values, ...more } satisfies OperationOf<'changeUnit'>];
  });
}

function changedSections(current: Directory, target: Directory, at: string): readonly Operation[] {
  const old = new Map(current.sections.map((section) => [section.code, section]));
  const units = codes(current.units);
  const wanted = codes(target.sections);
  const targetUnits = codes(target.units);
  const ofKnownUnits = target.sections.filter(({ unit }) => units.has(unit));
  return [
    ...ofKnownUnits
      .filter(({ code }) => !old.has(code))
      .map(({ unit, code, name }): Operation => ({ op: 'addSection', unit, section: serialOf(code), name })),
    ...ofKnownUnits
      .filter(({ code, name }) => old.has(code) && old.get(code)?.name !== name)
      .map(({ code, name }): Operation => ({ op: 'renameSection', section: code, name })),
    ...ofKnownUnits
      .filter(({ code, host }) => host && old.get(code)?.host !== true)
      .map(({ unit, code }): Operation => ({ op: 'moveHost', unit, section: code })),
    ...current.sections
      .filter(({ code, unit, until }) => until === undefined && targetUnits.has(unit) && !wanted.has(code))
      .map((section: Section): Operation => ({ op: 'closeSection', section: section.code, at })),
  ];
}

function changedSeats(current: Directory, target: Directory, at: string): readonly Operation[] {
  const old = new Map(current.seats.map((seat) => [seat.id, seat]));
  const units = codes(current.units);
  const targetUnits = codes(target.units);
  const wanted = new Set(target.seats.map(({ id }) => id));
  return [
    ...target.seats.flatMap((seat): readonly Operation[] => {
      const before = old.get(seat.id);
      if (!before)
        return units.has(seat.unit)
          ? extraSeats(target, seat.unit, seat.id).map((extra) => ({
              op: 'addSeat',
              unit: seat.unit,
              ...extra,
            }))
          : [];
      // A head's title follows the name of the section.
      const title = seat.kind === 'sectionHead' || before.title === seat.title ? undefined : seat.title;
      const share = before.share === seat.share ? undefined : seat.share;
      return title === undefined && share === undefined
        ? []
        : [{ op: 'changeSeat', seat: seat.id, title, share }];
    }),
    ...current.seats
      .filter(
        ({ id, unit, kind, until }) =>
          until === undefined && kind !== 'sectionHead' && targetUnits.has(unit) && !wanted.has(id),
      )
      .map(({ id }): Operation => ({ op: 'closeSeat', seat: id, at })),
  ];
}

function changedPeople(current: Directory, target: Directory): readonly Operation[] {
  const old = new Map(current.people.map((person) => [person.id, person]));
  return target.people.flatMap(({ id, name, qualifications }): readonly Operation[] => {
    const before = old.get(id);
    if (!before) return [{ op: 'addPerson', person: id, name, qualifications: [...qualifications] }];
    const same = before.name === name && isDeepStrictEqual(before.qualifications, qualifications);
    return same ? [] : [{ op: 'changePerson', person: id, name, qualifications: [...qualifications] }];
  });
}

/** Seats whose holder at this moment differs. */
function changedHolders(current: Directory, target: Directory, at: string): readonly Operation[] {
  const now = tenuresAt(current, at);
  const then = tenuresAt(target, at);
  const vacancies = target.seats
    .filter(({ id }) => now.has(id) && !then.has(id))
    .map(({ id }): Operation => ({ op: 'vacate', seat: id, at }));
  const appointments = target.seats.flatMap(({ id }): readonly Operation[] => {
    const wanted = then.get(id);
    if (!wanted || wanted.person === now.get(id)?.person) return [];
    return [{ op: 'appoint', seat: id, person: wanted.person, from: at, until: wanted.until }];
  });
  return [...vacancies, ...appointments];
}

function newAbsences(current: Directory, target: Directory, at: string): readonly Operation[] {
  const known = new Set(current.absences.map(({ person, from }) => `${person} ${from}`));
  return target.absences
    .filter(({ person, from, until }) => until > at && !known.has(`${person} ${from}`))
    .map(({ person, from, until, reason }) => ({
      op: 'addAbsence',
      person,
      from: from > at ? from : at,
      until,
      reason,
    }));
}

function endedUnits(current: Directory, target: Directory, today: string): readonly Operation[] {
  const old = new Map(current.units.map((unit) => [unit.code, unit]));
  return target.units.flatMap(({ code, until, successor }): readonly Operation[] => {
    const before = old.get(code);
    if (!before || before.until !== undefined || until === undefined || successor === undefined) return [];
    return until > today ? [{ op: 'abolishUnit', unit: code, on: until, successor }] : [];
  });
}

/** Seats of a unit besides those every unit has. */
function extraSeats(
  { seats }: Directory,
  unit: string,
  only?: string,
): OperationOf<'addUnit'>['unit']['extraSeats'] {
  return seats
    .filter(({ id, unit: of }) => of === unit && (only === undefined || id === only))
    .flatMap(({ id, kind, title, share }: Seat) => {
      const role = id.split('/')[1] ?? '';
      if (['A', 'B', 'L', 'H'].includes(role)) return [];
      return kind === 'supervisor' || kind === 'auditor' || kind === 'admin' || kind === 'dutyOfficer'
        ? [{ role, kind, title, share }]
        : [];
    });
}

const comparedFields = ['name', 'aliases', 'office', 'duties', 'places', 'dutyText'] as const;

function given(unit: Unit, field: (typeof comparedFields)[number]) {
  return unit[field] ?? [];
}

function codes(list: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ code }) => code));
}

function serialOf(section: string): string {
  return section.slice(section.lastIndexOf('-') + 1);
}
