import { checkUnits } from './check-units.ts';
import { momentOf } from './county-day.ts';
import type { Directory } from './directory.ts';
import { DUTY_SEAT } from './directory.ts';
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
    ...checkDutySeat(directory),
  ];
}

function checkSeats(directory: Directory): readonly DirectoryFault[] {
  const units = new Set(directory.units.map(({ code }) => code));
  const sections = new Map(directory.sections.map((section) => [section.code, section]));
  return [
    ...duplicates(directory.seats, 'seat', ({ id }) => id),
    ...directory.sections
      .filter(({ unit }) => !units.has(unit))
      .map(({ code, unit }) =>
        fault('sectionWithoutUnit', 'section', code, unit, `is in unit ${unit}, which is unknown`),
      ),
    ...directory.seats.flatMap((seat) => {
      if (!units.has(seat.unit)) {
        return [
          fault('seatWithoutUnit', 'seat', seat.id, seat.unit, `is in unit ${seat.unit}, which is unknown`),
        ];
      }
      if (seat.section !== undefined && sections.get(seat.section)?.unit !== seat.unit) {
        return [
          fault(
            'seatWithoutSection',
            'seat',
            seat.id,
            seat.section,
            `expected a section of unit ${seat.unit}`,
          ),
        ];
      }
      return [];
    }),
  ];
}

function checkTenures(directory: Directory): readonly DirectoryFault[] {
  const seats = new Set(directory.seats.map(({ id }) => id));
  const people = new Set(directory.people.map(({ id }) => id));
  return [
    ...duplicates(directory.people, 'person', ({ id }) => id),
    ...directory.tenures.flatMap(({ seat, person, from, until }) => [
      ...(seats.has(seat)
        ? []
        : [fault('seatUnknown', 'person', person, seat, `holds the seat ${seat}, which is unknown`)]),
      ...(people.has(person)
        ? []
        : [fault('personUnknown', 'seat', seat, person, `is held by ${person}, who is unknown`)]),
      ...(until !== undefined && momentOf(until) <= momentOf(from)
        ? [
            fault(
              'periodEmpty',
              'person',
              person,
              until,
              `holds ${seat} from ${from}, expected an end after it`,
            ),
          ]
        : []),
    ]),
    ...overlaps(directory.tenures, ({ seat }) => seat).map(([first, second]) =>
      fault(
        'twoHolders',
        'person',
        second.person,
        second.seat,
        `holds ${second.seat} from ${second.from}, while ${first.person} holds it ` +
          `${first.from} – ${first.until ?? 'without end'}; expected one holder of a seat at a time`,
      ),
    ),
  ];
}

function checkAbsences(directory: Directory): readonly DirectoryFault[] {
  const people = new Set(directory.people.map(({ id }) => id));
  return [
    ...directory.absences.flatMap(({ person, from, until }) => [
      ...(people.has(person)
        ? []
        : [fault('personUnknown', 'person', person, person, 'is absent, but unknown')]),
      ...(momentOf(until) <= momentOf(from)
        ? [fault('periodEmpty', 'person', person, until, `is absent from ${from}, expected an end after it`)]
        : []),
    ]),
    ...overlaps(directory.absences, ({ person }) => person).map(([first, second]) =>
      fault(
        'twoAbsences',
        'person',
        second.person,
        second.from,
        `is absent from ${second.from}, and already absent ${first.from} – ${first.until} (${first.reason})`,
      ),
    ),
  ];
}

/** The last resort must never be empty from the first day on: that is what makes resolution total. */
function checkDutySeat(directory: Directory): readonly DirectoryFault[] {
  const spans = directory.tenures
    .filter(({ seat }) => seat === DUTY_SEAT)
    .toSorted((a, b) => momentOf(a.from) - momentOf(b.from));
  const gap = spans.find(({ until }, place) => {
    const next = spans[place + 1];
    return next === undefined
      ? until !== undefined
      : until === undefined || momentOf(until) < momentOf(next.from);
  });
  if (spans.length > 0 && gap === undefined) return [];
  const why =
    gap === undefined
      ? 'is never held'
      : `is held by ${gap.person} only until ${gap.until}, and by nobody from then on`;
  return [fault('dutySeatEmpty', 'seat', DUTY_SEAT, DUTY_SEAT, `${why}; expected a holder at every moment`)];
}

function fault(
  code: DirectoryFault['code'],
  entry: DirectoryFault['entry'],
  id: string,
  value: string,
  message: string,
): DirectoryFault {
  return { code, entry, id, value, message };
}
