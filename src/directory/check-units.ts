import { momentOf } from './county-day.ts';
import type { Directory, Unit } from './directory.ts';
import { duplicates, ownersOf } from './directory-clashes.ts';
import type { DirectoryFault } from './directory-fault.ts';
import { spanOf } from './directory-index.ts';
import { unitKey } from './unit-key.ts';

/** Faults of units: names and duties claimed twice, categories, host sections, successors. */
export function checkUnits(
  directory: Directory,
  categories: ReadonlySet<string> | undefined,
): readonly DirectoryFault[] {
  return [
    ...duplicates(directory.units, 'unit', ({ code }) => code),
    ...duplicates(directory.sections, 'section', ({ code }) => code),
    ...nameClashes(directory.units),
    ...dutyClashes(directory.units),
    ...directory.units.flatMap((unit) => [
      ...hostFaults(unit, directory),
      ...successorFaults(unit, directory),
      ...unit.duties
        .filter((duty) => categories !== undefined && !categories.has(duty))
        .map((duty) =>
          fault(
            'categoryUnknown',
            unit,
            duty,
            `answers for ${duty}, expected 大类/中类 or 大类/中类/小类 of the taxonomy`,
          ),
        ),
    ]),
  ];
}

/** A living unit's name or alias may not be another's; a former name may, where one of the two is its successor. */
function nameClashes(units: readonly Unit[]): readonly DirectoryFault[] {
  return [...ownersOf(units, labelsOf)].flatMap(([key, owners]) => {
    const [first, second] = owners.filter((unit) => !owners.some((other) => leadsTo(unit, other, units)));
    return first && second
      ? [
          fault(
            'nameClaimedTwice',
            second,
            key,
            `claims the name ${key}, which names ${first.code} ${first.name} too`,
          ),
        ]
      : [];
  });
}

function labelsOf(unit: Unit): readonly string[] {
  return [unit.code, unit.name, ...unit.aliases, ...unit.formerNames].map(unitKey);
}

/** True where one unit's line of successors reaches the other. */
function leadsTo(unit: Unit, other: Unit, units: readonly Unit[]): boolean {
  return unit !== other && successorsOf(unit, units).some(({ code }) => code === other.code);
}

/** Units that exist at the same time may not answer for the same category. */
function dutyClashes(units: readonly Unit[]): readonly DirectoryFault[] {
  return [...ownersOf(units, (unit) => unit.duties)].flatMap(([duty, owners]) =>
    owners.flatMap((second, place) => {
      const first = owners.slice(0, place).find((other) => coexist(other, second));
      return first
        ? [
            fault(
              'dutyClaimedTwice',
              second,
              duty,
              `answers for ${duty}, which ${first.code} ${first.name} answers for`,
            ),
          ]
        : [];
    }),
  );
}

function coexist(a: Unit, b: Unit): boolean {
  const [first, second] = [spanOf(a.from, a.until), spanOf(b.from, b.until)];
  return first.from < second.until && second.from < first.until;
}

function hostFaults(unit: Unit, directory: Directory): readonly DirectoryFault[] {
  const hosts = directory.sections.filter((section) => section.unit === unit.code && section.host);
  if (hosts.length === 1 && hosts[0]?.name === unit.hostSection) return [];
  return [
    fault(
      'hostSectionMissing',
      unit,
      unit.hostSection,
      `names ${unit.hostSection} as host section, expected the name of exactly one of its sections`,
    ),
  ];
}

function successorFaults(unit: Unit, directory: Directory): readonly DirectoryFault[] {
  if (unit.until === undefined) {
    return unit.successor === undefined
      ? []
      : [
          fault(
            'successorMissing',
            unit,
            unit.successor,
            'has a successor, but no day on which it ends (until)',
          ),
        ];
  }
  if (unit.successor === undefined) {
    return [
      fault(
        'successorMissing',
        unit,
        unit.until,
        `ends on ${unit.until}, expected a successor for its tasks`,
      ),
    ];
  }
  if (momentOf(unit.until) <= momentOf(unit.from)) {
    return [fault('periodEmpty', unit, unit.until, `exists from ${unit.from}, expected an end after it`)];
  }
  const line = successorsOf(unit, directory.units);
  const last = line.at(-1);
  if (!last)
    return [
      fault('unitUnknown', unit, unit.successor, `has the successor ${unit.successor}, which is unknown`),
    ];
  return last.until !== undefined && line.some(({ successor }) => successor === unit.code)
    ? [fault('successorCircle', unit, unit.successor, 'is followed by units that lead back to it')]
    : [];
}

/** The units that took over, one after the other; stops where the line comes back on itself. */
function successorsOf(unit: Unit, units: readonly Unit[]): readonly Unit[] {
  const line: Unit[] = [];
  let next = units.find(({ code }) => code === unit.successor);
  while (next && next !== unit && !line.includes(next)) {
    line.push(next);
    const { successor } = next;
    next = units.find(({ code }) => code === successor);
  }
  return line;
}

function fault(code: DirectoryFault['code'], unit: Unit, value: string, message: string): DirectoryFault {
  return { code, entry: 'unit', id: unit.code, value, message };
}
