import { momentOf } from '../../vocabulary/county-day.ts';
import type { Directory, Section, Unit } from '../directory.ts';
import { spanOf } from '../directory-index.ts';
import type { Explanation } from '../resolve/resolution.ts';
import { unitKey } from '../unit-key.ts';
import { duplicates, ownersOf } from './directory-clashes.ts';
import type { DirectoryFault } from './directory-fault.ts';

/** Faults of units: names and duties claimed twice, categories, host sections, successors. */
export function checkUnits(
  directory: Directory,
  categories: ReadonlySet<string> | undefined,
): readonly DirectoryFault[] {
  const hosts = ownersOf(
    directory.sections.filter(({ host }) => host),
    ({ unit }) => [unit],
  );
  return [
    ...duplicates(directory.units, 'unit', ({ code }) => code),
    ...duplicates(directory.sections, 'section', ({ code }) => code),
    ...nameClashes(directory.units),
    ...dutyClashes(directory.units),
    ...directory.units.flatMap((unit) => [
      ...hostFaults(unit, hosts.get(unit.code) ?? []),
      ...successorFaults(unit, directory),
      ...unit.duties
        .filter((duty) => categories !== undefined && !categories.has(duty))
        .map((duty) =>
          fault('categoryUnknown', unit, duty, {
            zh: `的职责${duty}不在事项分类中，应为 大类/中类 或 大类/中类/小类`,
            en: `answers for ${duty}, expected 大类/中类 or 大类/中类/小类 of the taxonomy`,
          }),
        ),
    ]),
  ];
}

/** A living unit's name or alias may not be another's; a former name may, where one of the two is its successor. */
function nameClashes(units: readonly Unit[]): readonly DirectoryFault[] {
  return [...ownersOf(units, labelsOf)].flatMap(([key, owners]) => {
    const [first, second] = owners.filter((unit) => !owners.some((other) => leadsTo(unit, other, units)));
    if (!first || !second) return [];
    return [
      fault('nameClaimedTwice', second, key, {
        zh: `使用的名称“${key}”也是${first.name}（${first.code}）的名称`,
        en: `claims the name “${key}”, which names ${first.name} (${first.code}) too`,
      }),
    ];
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
      if (!first) return [];
      return [
        fault('dutyClaimedTwice', second, duty, {
          zh: `的职责${duty}已由${first.name}（${first.code}）承担`,
          en: `answers for ${duty}, which ${first.name} (${first.code}) answers for`,
        }),
      ];
    }),
  );
}

function coexist(a: Unit, b: Unit): boolean {
  const [first, second] = [spanOf(a.from, a.until), spanOf(b.from, b.until)];
  return first.from < second.until && second.from < first.until;
}

function hostFaults(unit: Unit, hosts: readonly Section[]): readonly DirectoryFault[] {
  if (hosts.length === 1 && hosts[0]?.name === unit.hostSection) return [];
  return [
    fault('hostSectionMissing', unit, unit.hostSection, {
      zh: `的挂牌科室${unit.hostSection}应是其科室中唯一的一个`,
      en: `names ${unit.hostSection} as host section, expected the name of exactly one of its sections`,
    }),
  ];
}

function successorFaults(unit: Unit, directory: Directory): readonly DirectoryFault[] {
  const { until, successor } = unit;
  if (until === undefined) {
    if (successor === undefined) return [];
    const message = {
      zh: '有承接单位，却没有撤并日期',
      en: 'has a successor, but no day on which it ends (until)',
    };
    return [fault('successorMissing', unit, successor, message)];
  }
  if (successor === undefined) {
    const message = {
      zh: `于${until}撤并，应写明承接单位`,
      en: `ends on ${until}, expected a successor for its tasks`,
    };
    return [fault('successorMissing', unit, until, message)];
  }
  if (momentOf(until) <= momentOf(unit.from)) {
    const message = {
      zh: `自${unit.from}设立，撤并日期应在其后`,
      en: `exists from ${unit.from}, expected an end after it`,
    };
    return [fault('periodEmpty', unit, until, message)];
  }
  const line = successorsOf(unit, directory.units);
  if (line.length === 0 && successor !== unit.code) {
    const message = {
      zh: `的承接单位${successor}不存在`,
      en: `has the successor ${successor}, which is unknown`,
    };
    return [fault('unitUnknown', unit, successor, message)];
  }
  if (![unit, ...line].some((next) => next.successor === unit.code)) return [];
  return [
    fault('successorCircle', unit, successor, {
      zh: `的承接单位又由${unit.code}承接，形成循环`,
      en: 'is followed by units that lead back to it',
    }),
  ];
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

function fault(
  code: DirectoryFault['code'],
  unit: Unit,
  value: string,
  message: Explanation,
): DirectoryFault {
  return { code, entry: 'unit', id: unit.code, value, message };
}
