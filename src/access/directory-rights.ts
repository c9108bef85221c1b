import type { DirectoryChange, Operation } from '../directory/change/change.ts';
import type { Directory, Seat } from '../directory/directory.ts';
import { indexDirectory, spanAt } from '../directory/directory-index.ts';
import type { Caller } from './caller.ts';
import type { Role } from './role.ts';

/** How far a right to change the directory reaches: everywhere, people and seats of one's own units, or oneself. */
export type Reach = 'county' | 'ownUnit' | 'self';

type Right = Readonly<Partial<Record<Role, Reach>>>;

const ADMIN: Right = { admin: 'county' };

/** The holder of a seat may say that they are away and lend the seat; their leader may say it for them. */
const OF_ONESELF: Right = {
  admin: 'county',
  unitLeader: 'ownUnit',
  commissioner: 'self',
  sectionStaff: 'self',
  taskForce: 'self',
  supervisor: 'self',
};

/** Who may change what in the directory. An auditor changes nothing, and a machine has no business with people. */
export const directoryRights: Readonly<Record<Operation['op'] | 'acceptGaps' | 'acceptPast', Right>> = {
  addUnit: ADMIN,
  changeUnit: ADMIN,
  abolishUnit: ADMIN,
  addSection: ADMIN,
  renameSection: ADMIN,
  moveHost: ADMIN,
  closeSection: ADMIN,
  addSeat: ADMIN,
  changeSeat: ADMIN,
  closeSeat: ADMIN,
  addPerson: ADMIN,
  changePerson: ADMIN,
  appoint: ADMIN,
  vacate: ADMIN,
  addAbsence: OF_ONESELF,
  endAbsence: OF_ONESELF,
  delegate: OF_ONESELF,
  endDelegation: OF_ONESELF,
  /** Only a person who answers for a unit may leave it days on which none of its people are there. */
  acceptGaps: { admin: 'county', unitLeader: 'ownUnit' },
  /** No one records for themselves alone that another person was to answer. */
  acceptPast: { admin: 'county', unitLeader: 'ownUnit' },
};

/** The roles that may change anything at all. */
export const directoryChangers: readonly Role[] = [
  ...new Set(Object.values(directoryRights).flatMap((right) => Object.keys(right) as Role[])),
];

/** A part of a change that is not the caller's to make. */
export interface Denial {
  /** Place of the operation in the change; missing where the gaps are what may not be accepted. */
  readonly operation?: number;
  readonly right: keyof typeof directoryRights;
  /** How far the caller's right reaches; missing where there is none. */
  readonly reach?: Reach;
}

/** What of a change the caller may not make, at an instant (epoch milliseconds); empty where all of it is theirs. */
export function denialsOf(
  caller: Caller,
  directory: Directory,
  change: DirectoryChange,
  atMs: number,
): readonly Denial[] {
  const denied = change.operations.flatMap((operation, place): readonly Denial[] => {
    const reach = directoryRights[operation.op][caller.role];
    const { person, seats } = subjectOf(operation, directory, atMs);
    const units = seats.map(({ unit }) => unit);
    const within =
      reach === 'county' ||
      (reach === 'ownUnit' && units.some((unit) => caller.units.includes(unit))) ||
      (reach === 'self' && person !== undefined && caller.person === person);
    return within ? [] : [{ operation: place, right: operation.op, ...(reach && { reach }) }];
  });
  // How far these reach is the matter of the operations: they are the caller's, or are denied above.
  const asked = (['acceptGaps', 'acceptPast'] as const).filter((right) => change[right] !== undefined);
  const lacking = asked.filter((right) => directoryRights[right][caller.role] === undefined);
  return [...denied, ...lacking.map((right) => ({ right }))];
}

interface Subject {
  /** Whose absence it is, or who lends. */
  readonly person?: string | undefined;
  readonly seats: readonly Seat[];
}

/** Whom an operation is about, as far as rights ask: only absences and delegations are anybody's but the county's. */
function subjectOf(operation: Operation, directory: Directory, atMs: number): Subject {
  const index = indexDirectory(directory);
  const seat = (id: string | undefined) => [index.seats.get(id ?? '')].flatMap((found) => found ?? []);
  if (operation.op === 'addAbsence' || operation.op === 'endAbsence') {
    const { person } = operation;
    const held = (index.seatsHeldBy.get(person) ?? []).filter(
      (id) => spanAt(index.tenuresOf.get(id), atMs)?.person === person,
    );
    return { person, seats: held.flatMap(seat) };
  }
  if (operation.op === 'delegate') return { person: operation.by, seats: seat(operation.seat) };
  if (operation.op === 'endDelegation') {
    const found = directory.delegations?.find(({ id }) => id === operation.id);
    return { person: found?.by, seats: seat(found?.seat) };
  }
  return { seats: [] };
}
