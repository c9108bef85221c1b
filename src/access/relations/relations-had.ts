import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { isOfficerSeat } from '../../directory/task-force.ts';
import { commissionerSeatOf, leaderSeatOf } from '../../vocabulary/seats.ts';
import type { Caller } from '../caller.ts';
import type { Relation } from './relation.ts';

/** What a caller can be to tasks at this moment, and through which seats; `relationsOf` says it of one task. */
export interface RelationHad {
  readonly relation: Relation;
  /** Empty where it does not come from a seat. */
  readonly seats: readonly string[];
}

export function relationsHad(caller: Caller, directory: Directory): readonly RelationHad[] {
  const { role, scopes } = caller;
  switch (role) {
    case 'admin':
      return [];
    case 'auditor':
      return [{ relation: 'auditor', seats: caller.seats }];
    case 'machine':
      return scopes.includes('tasks:submit') ? [{ relation: 'submitter', seats: [] }] : [];
    case 'taskForce':
    case 'commissioner':
    case 'unitLeader':
    case 'sectionStaff':
    case 'supervisor':
      return [
        ...bySeats(caller, directory),
        ...(role === 'supervisor' || role === 'sectionStaff'
          ? [{ relation: role, seats: caller.seats }]
          : []),
      ];
  }
}

function bySeats({ speaksFor }: Caller, directory: Directory): readonly RelationHad[] {
  const { seats } = indexDirectory(directory);
  const all = [...speaksFor];
  const ofUnit = (seatOf: (unit: string) => string) =>
    all.filter((seat) => seatOf(seats.get(seat)?.unit ?? '') === seat);
  const officers = all.filter((seat) => isOfficerSeat(directory, seat));
  const found: readonly RelationHad[] = [
    { relation: 'accountable', seats: all },
    { relation: 'unitCommissioner', seats: ofUnit(commissionerSeatOf) },
    { relation: 'unitLeader', seats: ofUnit(leaderSeatOf) },
    { relation: 'taskForce', seats: officers },
  ];
  return found.filter((one) => one.seats.length > 0);
}
