import type { Delegation, Directory } from '../directory.ts';
import { spanOf } from '../directory-index.ts';
import type { Explanation } from '../resolve/resolution.ts';
import { duplicates, overlaps } from './directory-clashes.ts';
import type { DirectoryFault } from './directory-fault.ts';

/** The longest time a seat may be lent. */
export const LONGEST_DELEGATION_DAYS = 30;

/** Faults of delegations: unknown parties, longer than 30 days, two at once, circles. */
export function checkDelegations(directory: Directory): readonly DirectoryFault[] {
  const delegations = directory.delegations ?? [];
  const seats = new Set(directory.seats.map(({ id }) => id));
  const people = new Set(directory.people.map(({ id }) => id));
  return [
    ...duplicates(delegations, 'seat', ({ id }) => id),
    ...delegations.flatMap((delegation) => [
      ...(seats.has(delegation.seat)
        ? []
        : [
            fault('seatUnknown', delegation, delegation.seat, {
              zh: '委托的岗位不存在',
              en: 'is lent, but unknown',
            }),
          ]),
      ...[delegation.person, delegation.by]
        .filter((person) => !people.has(person))
        .map((person) =>
          fault('personUnknown', delegation, person, {
            zh: `委托涉及的人员${person}不在人员名册中`,
            en: `is lent by or to ${person}, who is unknown`,
          }),
        ),
      ...lengthFaults(delegation),
    ]),
    ...overlaps(delegations, ({ seat, task }) => `${seat} ${task ?? ''}`).map(([first, second]) =>
      fault('twoDelegations', second, second.from, {
        zh: `自${second.from}委托给${second.person}，而${first.from}至${first.until}已委托给${first.person}`,
        en: `is lent to ${second.person} from ${second.from}, and already to ${first.person} ${first.from} – ${first.until}`,
      }),
    ),
    ...delegations
      .filter((delegation) => comesBackRound(delegation, delegations))
      .map((delegation) =>
        fault('delegationCircle', delegation, delegation.person, {
          zh: `由${delegation.by}委托给${delegation.person}，而后者同期又直接或间接委托给前者`,
          en: `is lent by ${delegation.by} to ${delegation.person}, who at that time lends a seat back to them`,
        }),
      ),
  ];
}

function lengthFaults(delegation: Delegation): readonly DirectoryFault[] {
  const { from, until } = spanOf(delegation.from, delegation.until);
  if (until <= from) {
    const message = {
      zh: '委托的结束时间应在开始之后',
      en: `is lent from ${delegation.from}, expected an end after it`,
    };
    return [fault('periodEmpty', delegation, delegation.until, message)];
  }
  if (until - from <= LONGEST_DELEGATION_DAYS * 86_400_000) return [];
  return [
    fault('delegationTooLong', delegation, delegation.until, {
      zh: `委托至${delegation.until}，最长${LONGEST_DELEGATION_DAYS}天`,
      en: `is lent until ${delegation.until}, expected at most ${LONGEST_DELEGATION_DAYS} days`,
    }),
  ];
}

/** True where the delegate, through delegations of the same time, lends to the lender. */
function comesBackRound(first: Delegation, all: readonly Delegation[]): boolean {
  const reached = new Set([first.person]);
  const within = spanOf(first.from, first.until);
  for (const person of reached) {
    if (person === first.by) return true;
    for (const next of all) {
      const span = spanOf(next.from, next.until);
      if (next.by === person && span.from < within.until && within.from < span.until)
        reached.add(next.person);
    }
  }
  return false;
}

function fault(
  code: DirectoryFault['code'],
  { seat }: Delegation,
  value: string,
  message: Explanation,
): DirectoryFault {
  return { code, entry: 'seat', id: seat, value, message };
}
