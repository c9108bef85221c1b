import { startOfCountyDay } from '../../vocabulary/county-day.ts';
import type { Absence, Directory, Person, Seat, Section, Tenure, Unit } from '../directory.ts';
import type { CountyFile, PersonEntry, UnitEntry } from './directory-file.ts';

/** The directory that the entries of the files describe: version 1, nothing checked across entries yet. */
export function buildDirectory(
  county: CountyFile,
  units: readonly UnitEntry[],
  people: readonly PersonEntry[],
): Directory {
  return {
    version: 1,
    county: county.county,
    units: units.map((entry) => unitOf(entry, county.since)),
    sections: units.flatMap(sectionsOf),
    seats: units.flatMap(seatsOf),
    people: people.map(personOf),
    tenures: people.flatMap((entry) => tenuresOf(entry, county.since)),
    absences: people.flatMap(absencesOf),
  };
}

/** The unit of an entry. */
export function unitOf(entry: UnitEntry, since: string): Unit {
  const { sections: _, commissionerShare: __, extraSeats: ___, until, successor, from, ...rest } = entry;
  return { ...rest, from: from ?? since, ...(until && { until }), ...(successor && { successor }) };
}

/** The sections of an entry. */
export function sectionsOf(entry: UnitEntry): readonly Section[] {
  return Object.entries(entry.sections).map(([serial, name]) => ({
    code: `${entry.code}-${serial}`,
    unit: entry.code,
    name,
    host: name === entry.hostSection,
  }));
}

/** Every unit has a commissioner (A) and a deputy (B), a leader (L) and a head (H) per section. */
export function seatsOf(entry: UnitEntry): readonly Seat[] {
  const unit = entry.code;
  const onDuty = entry.kind === 'taskForce';
  const kind = onDuty ? 'dutyOfficer' : 'commissioner';
  const title = onDuty ? '值守岗' : '数字专员';
  const heads = sectionsOf(entry).map(
    (section): Seat => ({
      id: `${section.code}/H`,
      unit,
      section: section.code,
      kind: 'sectionHead',
      role: 'A',
      title: `${section.name}负责人`,
      share: 1,
    }),
  );
  return [
    { id: `${unit}/A`, unit, kind, role: 'A', title: `${title}（A角）`, share: entry.commissionerShare },
    { id: `${unit}/B`, unit, kind, role: 'B', title: `${title}（B角）`, share: entry.commissionerShare },
    { id: `${unit}/L`, unit, kind: 'unitLeader', role: 'A', title: '分管领导', share: 1 },
    ...heads,
    ...entry.extraSeats.map(
      (seat): Seat => ({
        id: `${unit}/${seat.role}`,
        unit,
        kind: seat.kind,
        role: 'A',
        title: seat.title,
        share: seat.share ?? 1,
      }),
    ),
  ];
}

function personOf({ id, name, qualifications }: PersonEntry): Person {
  return { id, name, qualifications };
}

function tenuresOf(entry: PersonEntry, since: string): readonly Tenure[] {
  return entry.holds.map((seat) => ({
    seat,
    person: entry.id,
    from: instantOf(entry.from ?? since),
    ...(entry.until && { until: instantOf(entry.until) }),
  }));
}

function absencesOf(entry: PersonEntry): readonly Absence[] {
  return entry.absences.map(({ from, until, reason }) => ({
    person: entry.id,
    from: instantOf(from),
    until: instantOf(until),
    reason,
  }));
}

/** A day means its first moment in the county; instants are written one way (UTC), so that texts compare. */
function instantOf(moment: string): string {
  return moment.length === 10 ? startOfCountyDay(moment) : new Date(moment).toISOString();
}
