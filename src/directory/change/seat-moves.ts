import type { Directory, Person } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';
import { type AnswerSpan, answerTimeline } from '../resolve/answer-timeline.ts';
import type { Via } from '../resolve/resolution.ts';

/** A seat that another person will answer for, and its tasks with it. */
export interface SeatMove {
  readonly seat: string;
  /** ISO instants; without an end it lasts. */
  readonly from: string;
  readonly until?: string;
  /** Missing for a seat that is new. */
  readonly before?: Person;
  readonly after: Person;
  /** By which rule the one who answers after the change does. */
  readonly via: Via;
  /** Tasks now open with the seat. */
  readonly openTasks: number;
}

/** The seats that one person gains or loses. */
export interface PersonSeats {
  readonly person: Person;
  readonly seats: readonly SeatMove[];
  readonly openTasks: number;
}

export interface MoveTerms {
  /** The units whose seats are looked at. */
  readonly units: ReadonlySet<string>;
  /** ISO instants. */
  readonly from: string;
  readonly until: string;
  /** Tasks now open, by seat. */
  readonly openTasks: ReadonlyMap<string, number>;
}

/** Every seat of some units that is answered for by another person after a change, from an instant to another. */
export function seatMoves(
  before: Directory,
  after: Directory,
  { units, from, until, openTasks }: MoveTerms,
): readonly SeatMove[] {
  const known = indexDirectory(before).seats;
  return after.seats.flatMap(({ id, unit }) => {
    if (!units.has(unit)) return [];
    const then = answerTimeline(after, id, from, until);
    const now = known.has(id) ? answerTimeline(before, id, from, until) : undefined;
    return differences(now, then).map(({ old, span, ...period }) => ({
      seat: id,
      from: period.from,
      ...(period.until !== until && { until: period.until }),
      ...(old && { before: old }),
      after: span.resolution.person,
      via: span.resolution.via,
      openTasks: openTasks.get(id) ?? 0,
    }));
  });
}

/** Moves by the person they concern, those who gain (or lose) most first. */
export function movesByPerson(moves: readonly SeatMove[], side: 'before' | 'after'): readonly PersonSeats[] {
  const groups = new Map<string, { person: Person; seats: SeatMove[] }>();
  for (const move of moves) {
    const person = move[side];
    if (!person) continue;
    const group = groups.get(person.id) ?? { person, seats: [] };
    group.seats.push(move);
    groups.set(person.id, group);
  }
  return [...groups.values()]
    .map(({ person, seats }) => ({ person, seats, openTasks: tasksOf(seats) }))
    .toSorted((a, b) => b.openTasks - a.openTasks || b.seats.length - a.seats.length);
}

/** A seat may move more than once in the time looked at; its tasks count once. */
function tasksOf(moves: readonly SeatMove[]): number {
  const bySeat = new Map(moves.map(({ seat, openTasks }) => [seat, openTasks]));
  return [...bySeat.values()].reduce((sum, count) => sum + count, 0);
}

interface Difference {
  readonly from: string;
  readonly until: string;
  readonly old: Person | undefined;
  readonly span: AnswerSpan;
}

function differences(
  before: readonly AnswerSpan[] | undefined,
  after: readonly AnswerSpan[],
): readonly Difference[] {
  return after.flatMap((span): readonly Difference[] => {
    if (!before) return [{ from: span.from, until: span.until, old: undefined, span }];
    return before.flatMap((other): readonly Difference[] => {
      const from = other.from > span.from ? other.from : span.from;
      const until = other.until < span.until ? other.until : span.until;
      const old = other.resolution.person;
      return from < until && old.id !== span.resolution.person.id ? [{ from, until, old, span }] : [];
    });
  });
}
