import { DAY_MS } from '../../vocabulary/county-day.ts';
import type { Directory, Person, Seat } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';
import { answerTimeline } from './answer-timeline.ts';
import type { Explanation, Via } from './resolution.ts';
import { resolveSeat } from './resolve-seat.ts';
import { standingSeat } from './standing-seat.ts';

/** A seat for which another than its holder answers, and until when as far as it is known. */
export interface StandingIn {
  readonly seat: Seat;
  readonly person: Person;
  readonly via: Exclude<Via, 'holder'>;
  /** Absent where nobody holds the seat. */
  readonly holder?: Person;
  /** ISO instant; absent where nothing is planned to end it. */
  readonly until?: string;
  /** Id of the one task that was lent; absent for the whole seat. */
  readonly task?: string;
  readonly reason: Explanation;
}

/** How far ahead it is looked for the end. */
const AHEAD_DAYS = 400;

/** Who answers for whom at an instant (ISO), of the seats that are asked about; seats of abolished units are left out. */
export function standingIn(
  directory: Directory,
  at: string,
  isAsked: (seat: Seat) => boolean,
): readonly StandingIn[] {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const seats = directory.seats.filter(
    (seat) => standingSeat(index, seat.id, moment) === seat && isAsked(seat),
  );
  return seats.flatMap((seat) => [
    ...answerOf(directory, seat, at, undefined),
    ...(directory.delegations ?? [])
      .filter(({ seat: of, task }) => of === seat.id && task !== undefined)
      .flatMap(({ task }) => answerOf(directory, seat, at, task))
      .filter(({ via }) => via === 'delegate'),
  ]);
}

function answerOf(
  directory: Directory,
  seat: Seat,
  at: string,
  task: string | undefined,
): readonly StandingIn[] {
  const { person, via, onBehalfOf, reason } = resolveSeat(directory, seat.id, at, { task });
  if (via === 'holder') return [];
  const far = new Date(Date.parse(at) + AHEAD_DAYS * DAY_MS).toISOString();
  const until = answerTimeline(directory, seat.id, at, far, { task })[0]?.until;
  return [
    {
      seat,
      person,
      via,
      ...(onBehalfOf && { holder: onBehalfOf }),
      ...(until !== undefined && until !== far && { until }),
      ...(task !== undefined && { task }),
      reason,
    },
  ];
}
