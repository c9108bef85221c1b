import type { Addressee, Rung } from '../../calendar/ladder/ladder.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { standingSeat } from '../../directory/resolve/standing-seat.ts';
import { DUTY_SEAT, leaderSeatOf, TASK_FORCE_UNIT } from '../../vocabulary/seats.ts';

/** Whose task has come to a rung. */
export interface SupervisedTask {
  /** Unit and commissioner's seat that have it; null while none have. */
  readonly unit: string | null;
  readonly seat: string | null;
  /** Seats of the sections that are still at work. */
  readonly sections: readonly string[];
}

/** A seat that is told, or only gets a copy. */
export interface NoticeAddressee {
  readonly seat: string;
  readonly copy: boolean;
}

/** The seats that a rung tells at an instant (ISO), each once: who is told already gets no copy. */
export function addresseesOf(
  { tell, copy }: Pick<Rung, 'tell' | 'copy'>,
  task: SupervisedTask,
  directory: Directory,
  at: string,
): readonly NoticeAddressee[] {
  const seats = (names: readonly Addressee[]) =>
    names.flatMap((name) => seatsOf(name, task, directory, Date.parse(at)));
  const told = new Set(seats(tell));
  const copied = new Set(seats(copy).filter((seat) => !told.has(seat)));
  return [
    ...[...told].map((seat) => ({ seat, copy: false })),
    ...[...copied].map((seat) => ({ seat, copy: true })),
  ];
}

function seatsOf(
  name: Addressee,
  { unit, seat, sections }: SupervisedTask,
  directory: Directory,
  at: number,
): readonly string[] {
  const index = indexDirectory(directory);
  const standing = (id: string | undefined) => {
    const found = id === undefined || !index.seats.has(id) ? undefined : standingSeat(index, id, at);
    return found === undefined ? [] : [found.id];
  };
  switch (name) {
    case 'commissioner':
      return [seat ?? DUTY_SEAT];
    case 'sectionStaff':
      return sections;
    case 'unitLeader':
      return unit === null ? [] : [standingSeat(index, leaderSeatOf(unit), at)?.id ?? DUTY_SEAT];
    case 'supervisor':
      return directory.seats
        .filter((one) => one.kind === 'supervisor' && isThere(one, at))
        .map(({ id }) => id);
    case 'deputy':
      return standing(unit === null ? undefined : `${unit}/B`);
    case 'taskForce':
      return [DUTY_SEAT];
    case 'taskForceLeader':
      return standing(leaderSeatOf(TASK_FORCE_UNIT));
  }
}

function isThere(
  { from, until }: { from?: string | undefined; until?: string | undefined },
  at: number,
): boolean {
  return (from === undefined || Date.parse(from) <= at) && (until === undefined || at < Date.parse(until));
}
