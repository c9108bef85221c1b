import { momentOf } from '../../vocabulary/county-day.ts';
import type { Directory } from '../directory.ts';
import { checkDelegations } from './check-delegations.ts';
import { checkTenures } from './check-tenures.ts';
import { checkUnits } from './check-units.ts';
import { duplicates, overlaps } from './directory-clashes.ts';
import type { DirectoryFault } from './directory-fault.ts';

/**
 * Everything that makes a directory unusable, each fault naming the entry and the value; an empty list means that every
 * text names at most one unit, every category has at most one owner and every seat at most one holder at a time.
 * Categories are checked only where the taxonomy's are given.
 */
export function checkDirectory(
  directory: Directory,
  categories?: ReadonlySet<string>,
): readonly DirectoryFault[] {
  return [
    ...checkUnits(directory, categories),
    ...checkSeats(directory),
    ...checkTenures(directory),
    ...checkAbsences(directory),
    ...checkDelegations(directory),
  ];
}

function checkSeats(directory: Directory): readonly DirectoryFault[] {
  const units = new Set(directory.units.map(({ code }) => code));
  const sections = new Map(directory.sections.map((section) => [section.code, section]));
  const orphans = directory.sections
    .filter(({ unit }) => !units.has(unit))
    .map(
      ({ code, unit }): DirectoryFault => ({
        code: 'sectionWithoutUnit',
        entry: 'section',
        id: code,
        value: unit,
        message: { zh: `所属单位${unit}不存在`, en: `is in unit ${unit}, which is unknown` },
      }),
    );
  const misplaced = directory.seats.flatMap(({ id, unit, section }): readonly DirectoryFault[] => {
    if (!units.has(unit)) {
      const message = { zh: `所属单位${unit}不存在`, en: `is in unit ${unit}, which is unknown` };
      return [{ code: 'seatWithoutUnit', entry: 'seat', id, value: unit, message }];
    }
    if (section === undefined || sections.get(section)?.unit === unit) return [];
    const message = {
      zh: `所属科室${section}不在单位${unit}中`,
      en: `is in section ${section}, expected a section of unit ${unit}`,
    };
    return [{ code: 'seatWithoutSection', entry: 'seat', id, value: section, message }];
  });
  return [...duplicates(directory.seats, 'seat', ({ id }) => id), ...orphans, ...misplaced];
}

function checkAbsences(directory: Directory): readonly DirectoryFault[] {
  const people = new Set(directory.people.map(({ id }) => id));
  const strangers = directory.absences
    .filter(({ person }) => !people.has(person))
    .map(({ person }) =>
      ofAbsent('personUnknown', person, person, '请假，但人员名册中没有此人', 'is absent, but unknown'),
    );
  const empty = directory.absences
    .filter(({ from, until }) => momentOf(until) <= momentOf(from))
    .map(({ person, from, until }) =>
      ofAbsent(
        'periodEmpty',
        person,
        until,
        `请假自${from}起，结束时间应在其后`,
        `is absent from ${from}, expected an end after it`,
      ),
    );
  const twice = overlaps(directory.absences, ({ person }) => person).map(([first, second]) =>
    ofAbsent(
      'twoAbsences',
      second.person,
      second.from,
      `自${second.from}请假，而${first.from}至${first.until}已请假（${first.reason}）`,
      `is absent from ${second.from}, and already absent ${first.from} – ${first.until} (${first.reason})`,
    ),
  );
  return [...strangers, ...empty, ...twice];
}

function ofAbsent(
  code: DirectoryFault['code'],
  id: string,
  value: string,
  zh: string,
  en: string,
): DirectoryFault {
  return { code, entry: 'person', id, value, message: { zh, en } };
}
