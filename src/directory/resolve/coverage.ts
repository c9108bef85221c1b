import { countyDayAfter, startOfCountyDay } from '../../vocabulary/county-day.ts';
import { commissionerSeatOf } from '../../vocabulary/seats.ts';
import type { Directory, Unit } from '../directory.ts';
import { nextWorkingDays, type OfficeCalendar, type OfficeHours } from '../office-calendar.ts';
import { type AnswerSpan, answerTimeline } from './answer-timeline.ts';
import type { Via } from './resolution.ts';

/** Office hours within which nobody of a unit answers for its commissioner's seat. */
export interface CoverageGap {
  readonly unit: string;
  readonly unitName: string;
  readonly seat: string;
  /** County day. */
  readonly day: string;
  /** The uncovered office hours, as ISO instants. */
  readonly from: string;
  readonly until: string;
  /** Whom the tasks fall to in the meantime. */
  readonly fallsTo: string;
  readonly reason: { readonly zh: string; readonly en: string };
}

/** How one unit is covered over the days asked about. */
export interface UnitCoverage {
  readonly unit: string;
  readonly name: string;
  /** Working days by the weakest rule by which the seat was answered for on that day. */
  readonly days: Readonly<Record<Exclude<Via, 'dutySeat'> | 'gap', number>>;
  readonly gaps: readonly CoverageGap[];
}

export interface Coverage {
  readonly from: string;
  /** The last working day looked at. */
  readonly to: string;
  readonly workingDays: number;
  readonly units: readonly UnitCoverage[];
  readonly gaps: readonly CoverageGap[];
}

/**
 * Whether each unit has a person for each of the next working days, from a county day on: the delegate, the
 * holder, the deputy or the head of the host section; what falls to the task force's duty seat is a gap.
 */
export function coverage(
  directory: Directory,
  calendar: OfficeCalendar,
  fromDay: string,
  workingDays = 60,
): Coverage {
  const days = nextWorkingDays(calendar, fromDay, workingDays);
  const units = unitsWithin(directory, days).map((unit) => unitCoverage(directory, calendar, unit, days));
  return {
    from: fromDay,
    to: days.at(-1) ?? fromDay,
    workingDays: days.length,
    units,
    gaps: units.flatMap(({ gaps }) => gaps),
  };
}

/** The gaps of some units on some working days. */
export function gapsOn(
  directory: Directory,
  calendar: OfficeCalendar,
  days: readonly string[],
  units: ReadonlySet<string>,
): readonly CoverageGap[] {
  return unitsWithin(directory, days)
    .filter(({ code }) => units.has(code))
    .flatMap((unit) => unitCoverage(directory, calendar, unit, days).gaps);
}

/** The gaps of the second list that the first does not have. */
export function newGaps(
  before: readonly CoverageGap[],
  after: readonly CoverageGap[],
): readonly CoverageGap[] {
  const known = new Set(before.map(gapKey));
  return after.filter((gap) => !known.has(gapKey(gap)));
}

function gapKey({ unit, day, from, until }: CoverageGap): string {
  return `${unit} ${day} ${from} ${until}`;
}

function unitCoverage(
  directory: Directory,
  calendar: OfficeCalendar,
  { code, name, from: begins }: Unit,
  days: readonly string[],
): UnitCoverage {
  const seat = commissionerSeatOf(code);
  const counts = { delegate: 0, holder: 0, deputy: 0, hostSectionHead: 0, gap: 0 };
  const gaps: CoverageGap[] = [];
  const own = days.filter((day) => day >= begins);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return { unit: code, name, days: counts, gaps };

  const end = startOfCountyDay(countyDayAfter(last, 1));
  const spans = answerTimeline(directory, seat, startOfCountyDay(first), end);
  // Most units have one person for all of it: then no day need be looked at.
  const only = spans.length === 1 ? spans[0]?.resolution.via : undefined;
  if (only !== undefined && only !== 'dutySeat') {
    counts[only] = own.length;
    return { unit: code, name, days: counts, gaps };
  }
  for (const day of own) {
    const inOffice = calendar.hoursOf(day).flatMap((hours) => within(spans, hours));
    counts[weakest(inOffice)] += 1;
    for (const { from, until, resolution } of inOffice) {
      if (resolution.via !== 'dutySeat') continue;
      const { person, reason } = resolution;
      gaps.push({ unit: code, unitName: name, seat, day, from, until, fallsTo: person.name, reason });
    }
  }
  return { unit: code, name, days: counts, gaps };
}

/** The parts of spans that lie within some hours. */
function within(spans: readonly AnswerSpan[], hours: OfficeHours): readonly AnswerSpan[] {
  const [opens, closes] = [Date.parse(hours.from), Date.parse(hours.until)];
  return spans.flatMap((span) => {
    const from = Math.max(Date.parse(span.from), opens);
    const until = Math.min(Date.parse(span.until), closes);
    if (from >= until) return [];
    return [{ ...span, from: new Date(from).toISOString(), until: new Date(until).toISOString() }];
  });
}

const strengths = ['dutySeat', 'hostSectionHead', 'deputy', 'delegate', 'holder'] as const;

function weakest(spans: readonly AnswerSpan[]): keyof UnitCoverage['days'] {
  const via =
    strengths.find((strength) => spans.some(({ resolution }) => resolution.via === strength)) ?? 'holder';
  return via === 'dutySeat' ? 'gap' : via;
}

/** A unit that ends within the days is covered by its successor; one that begins within them, from then on. */
function unitsWithin(directory: Directory, days: readonly string[]): readonly Unit[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return directory.units.filter(({ from, until }) => from <= last && (until === undefined || until > first));
}
