import type { Directory } from '../directory/directory.ts';
import { indexDirectory } from '../directory/directory-index.ts';
import { resolveSeat } from '../directory/resolve/resolve-seat.ts';
import { isoOf } from '../platform/clock.ts';
import { momentOf } from '../vocabulary/county-day.ts';
import type { StoredEvent, StoredTask } from './history.ts';
import type { CounterExample } from './rules.ts';

/**
 * Who answers for a seat changes only at the boundaries of the directory (a tenure begins, an absence ends, …), so
 * asking once between each two of them asks at every instant.
 */
export interface Accountability {
  /**
   * Proves that a task has one accountable seat, and this one person, from its first event on until it closed or now.
   * A seat that nobody knew is healed once the task has ended, gone on to another, or the directory has the seat: that
   * it was so stays said.
   */
  prove(task: StoredTask, events: readonly StoredEvent[], now: string): CounterExample | undefined;
  readonly figures: Readonly<AccountabilityFigures>;
}

export interface AccountabilityFigures {
  /** Seats that were ever accountable. */
  seats: number;
  /** Intervals of ownership, each cut at the boundaries of the directory, that were asked about. */
  instants: number;
  /** Of these, where nobody of the unit could answer and it fell to the task force's duty seat. */
  onDutySeat: number;
}

/** What resolving a seat between two boundaries came to. */
type Answer = 'person' | 'duty' | Failed;

interface Failed {
  readonly fault: string;
  /** The directory did not know the seat: the one fault that ordinary events can mend. */
  readonly unknown?: true;
}

/** Where an interval of ownership first fails, and whether it still does at its end. */
interface FailedInterval extends Failed {
  /** ISO instant. */
  readonly at: string;
  readonly lasts: boolean;
}

/** Makes the prover for a directory; what it has resolved it remembers. */
export function createAccountability(directory: Directory): Accountability {
  const boundaries = boundariesOf(directory);
  const lentAlone = new Set((directory.delegations ?? []).flatMap(({ task }) => task ?? []));
  const seats = new Set<string>();
  const answersOf = new Map<string, (Answer | undefined)[]>();
  const figures: AccountabilityFigures = { seats: 0, instants: 0, onDutySeat: 0 };

  function answer(seat: string, task: string, piece: number): Answer {
    // Only a task that was lent by itself may have another answer than all other tasks of its seat.
    const key = lentAlone.has(task) ? `${seat} ${task}` : seat;
    const answers = answersOf.get(key) ?? [];
    answersOf.set(key, answers);
    return (answers[piece] ??= answerAt(directory, seat, task, startOf(boundaries, piece)));
  }

  /** The first fault that nothing mends, else the first unknown seat. */
  function proveInterval(
    seat: string,
    task: string,
    from: number,
    until: number,
  ): FailedInterval | undefined {
    const last = Math.max(pieceAt(boundaries, from), pieceAt(boundaries, until - 1));
    let unknown: Omit<FailedInterval, 'lasts'> | undefined;
    let lasts = false;
    for (let piece = pieceAt(boundaries, from); piece <= last; piece++) {
      const given = answer(seat, task, piece);
      figures.instants++;
      if (given === 'duty') figures.onDutySeat++;
      lasts = typeof given === 'object';
      if (typeof given !== 'object') continue;
      const failed = { ...given, at: isoOf(Math.max(from, startOf(boundaries, piece))) };
      if (given.unknown === undefined) return { ...failed, lasts: true };
      unknown ??= failed;
    }
    return unknown && { ...unknown, lasts };
  }

  return {
    figures,
    prove(task, events, now) {
      const end = Date.parse(task.closedAt ?? now);
      let first: CounterExample | undefined;
      let lasts = false;
      for (const [n, { owner, at, revision }] of events.entries()) {
        const from = Date.parse(at);
        const until = Date.parse(events[n + 1]?.at ?? '') || Math.max(from, end);
        seats.add(owner);
        figures.seats = seats.size;
        const failed = proveInterval(owner, task.id, from, until);
        lasts = failed?.lasts ?? false;
        if (failed === undefined) continue;
        const expected = `one person for seat ${owner} at ${failed.at}`;
        const { id: taskId } = task;
        const example = { rule: 'one-person', taskId, revision, expected, found: failed.fault } as const;
        if (failed.unknown === undefined) return example;
        first ??= example;
      }
      const isHealed = task.closedAt !== null || !lasts;
      return first && isHealed ? { ...first, healed: true } : first;
    },
  };
}

/**
 * The rule of the domain, asked anew: the person named holds the answering seat at that instant alone, or has it lent,
 * is there, and stands in for one who is not.
 */
function answerAt(directory: Directory, seat: string, task: string, moment: number): Answer {
  try {
    const answered = resolveSeat(directory, seat, isoOf(moment), { task });
    const { answeringSeat, person, via, onBehalfOf, alarm } = answered;
    if (alarm?.code === 'seatUnknown') return { fault: `${alarm.zh}；${alarm.en}`, unknown: true };
    const begins = indexDirectory(directory).seats.get(seat)?.from;
    if (begins !== undefined && moment < momentOf(begins)) {
      return { fault: `岗位${seat}自${begins}才设；the seat ${seat} begins at ${begins}`, unknown: true };
    }
    const there = ({ from, until }: Period) =>
      momentOf(from) <= moment && (until === undefined || moment < momentOf(until));
    const holders = directory.tenures.filter((tenure) => tenure.seat === answeringSeat && there(tenure));
    const holder = via === 'delegate' ? onBehalfOf : person;
    if (holders.length !== 1 || holders[0]?.person !== holder?.id) {
      const names = holders.map((one) => one.person).join(', ') || 'nobody';
      return { fault: `${person.id} answers on ${answeringSeat}, which is held by ${names}` };
    }
    const away = (one: string) =>
      directory.absences.some((absence) => absence.person === one && there(absence));
    // When no one is on duty the last one still answers, with an alarm that says so.
    if (away(person.id) && alarm?.code !== 'dutySeatUncovered') {
      return { fault: `${person.id} answers on ${answeringSeat} while away` };
    }
    if ((via === 'deputy' || via === 'hostSectionHead') && onBehalfOf && !away(onBehalfOf.id)) {
      return { fault: `${person.id} stands in for ${onBehalfOf.id}, who is there` };
    }
    if (via !== 'delegate') return alarm ? 'duty' : 'person';
    const lent = (directory.delegations ?? []).filter(
      (one) => one.seat === answeringSeat && (one.task ?? task) === task && there(one),
    );
    const alone = lent.filter((one) => one.task === task);
    const persons = (alone.length > 0 ? alone : lent).map((one) => one.person);
    if (persons.length === 1 && persons[0] === person.id) return 'person';
    return {
      fault: `${person.id} answers on ${answeringSeat}, which is lent to ${persons.join(', ') || 'nobody'}`,
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

interface Period {
  readonly from: string;
  readonly until?: string | undefined;
}

function boundariesOf(directory: Directory): readonly number[] {
  const { units, sections, seats, tenures, absences, delegations = [], hostings = [] } = directory;
  const periods = [...units, ...sections, ...seats, ...tenures, ...absences, ...delegations, ...hostings];
  const moments = periods.flatMap(({ from, until }) =>
    [from, until].filter((moment) => moment !== undefined).map(momentOf),
  );
  return [...new Set(moments)].toSorted((a, b) => a - b);
}

/** The number of the piece in which a moment lies: 0 before the first boundary, n after the n-th. */
function pieceAt(boundaries: readonly number[], moment: number): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((boundaries[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startOf(boundaries: readonly number[], piece: number): number {
  return boundaries[piece - 1] ?? (boundaries[0] ?? 0) - 1;
}
