import type { Words } from '../../platform/wording/words.ts';
import type { Directory, Seat } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';
import { seatName } from '../names.ts';
import { seatsHeldBy } from '../resolve/seat-holder.ts';
import { isOfficerSeat } from '../task-force.ts';

/**
 * What it means that a person holds seats of which one decides what the other asks for: allowed, but nobody decides
 * their own request, so that it waits for another or lapses.
 */
export function crossedSeats(directory: Directory, person: string, atMs: number): readonly Words[] {
  const index = indexDirectory(directory);
  const held = seatsHeldBy(directory, person, atMs).flatMap((id) => index.seats.get(id) ?? []);
  const name = index.people.get(person)?.name ?? person;
  return held.flatMap((decides) =>
    held
      .filter((asks) => asks !== decides && decidesFor(directory, decides, asks))
      .map((asks) => {
        const [of, by] = [seatName(directory, asks.id), seatName(directory, decides.id)];
        return {
          zh: `${name}兼任${of.zh}与${by.zh}：本人以前者提出的申请，不能由本人以后者决定`,
          en: `${name} holds both ${of.en} and ${by.en}: what they ask for in the one they may not decide in the other`,
        };
      }),
  );
}

function decidesFor(directory: Directory, decides: Seat, asks: Seat): boolean {
  if (asks.kind !== 'commissioner') return false;
  const isLeader = decides.kind === 'unitLeader' && decides.unit === asks.unit;
  return isLeader || isOfficerSeat(directory, decides.id);
}
