import type { Delegation, Directory } from '../directory.ts';
import { indexDirectory, spanAt } from '../directory-index.ts';
import { resolveSeat } from '../resolve/resolve-seat.ts';
import type { OperationOf } from './change.ts';
import { effectiveFrom, endOf } from './change-moment.ts';
import { personOf, seatOf, tenureAt } from './lookup.ts';
import { cut } from './people-operations.ts';
import { refuse } from './refusal.ts';

/** Lends a seat: by its holder only, to a colleague of the same unit who is there, never the request's own author. */
export function delegate(directory: Directory, operation: OperationOf<'delegate'>, now: string): Directory {
  const { id, task, reason, requestedBy } = operation;
  const seat = seatOf(directory, operation.seat);
  const { id: by } = personOf(directory, operation.by);
  const { id: person } = personOf(directory, operation.person);
  const from = effectiveFrom(operation.from, { now });
  if ((directory.delegations ?? []).some((other) => other.id === id)) {
    refuse('exists', id, `委托${id}已存在`, `There is a delegation ${id}`);
  }
  refuseIfNotHolder(directory, seat.id, by, from);
  if (person === by) {
    refuse('delegationCircle', person, '不能委托给自己', `${person} holds the seat, expected somebody else`);
  }
  if (person === requestedBy) {
    refuse(
      'ownRequest',
      person,
      `${person}是申请人，不能受托办理自己的申请`,
      `${person} made the request and may not decide it`,
    );
  }
  refuseUnlessColleague(directory, seat.unit, person, from);
  const delegation: Delegation = {
    id,
    seat: seat.id,
    ...(task !== undefined && { task }),
    person,
    by,
    from,
    until: endOf(operation.until),
    reason,
  };
  return { ...directory, delegations: [...(directory.delegations ?? []), delegation] };
}

/** Takes a seat back early, or before it was lent. */
export function endDelegation(
  directory: Directory,
  operation: OperationOf<'endDelegation'>,
  now: string,
): Directory {
  const found = (directory.delegations ?? []).find(({ id }) => id === operation.id);
  if (!found) {
    return refuse(
      'delegationUnknown',
      operation.id,
      `没有委托${operation.id}`,
      `There is no delegation ${operation.id}`,
    );
  }
  const until = effectiveFrom(operation.until, { now });
  if (until >= found.until) {
    refuse(
      'nothingChanges',
      found.id,
      `委托${found.id}本来就到${found.until}为止，延长请另行委托`,
      `The delegation ${found.id} ends at ${found.until} already; lend the seat anew to prolong it`,
    );
  }
  return {
    ...directory,
    delegations: (directory.delegations ?? []).flatMap((other) =>
      other === found ? cut(other, until) : [other],
    ),
  };
}

/** A person who only acts for the holder, or has the seat on loan, may not pass it on. */
function refuseIfNotHolder(directory: Directory, seat: string, by: string, at: string): void {
  if (tenureAt(directory, seat, at)?.person === by) return;
  const { person, via } = resolveSeat(directory, seat, at);
  if (person.id === by) {
    refuse(
      'onwardDelegation',
      by,
      `${by}只是代为负责${seat}，不能转委托`,
      `${by} answers for ${seat} only by way of ${via}, and may not delegate onward`,
    );
  }
  refuse(
    'notTheHolder',
    by,
    `${by}届时不任${seat}，不能委托`,
    `${by} does not hold ${seat} at ${at}, expected its holder`,
  );
}

function refuseUnlessColleague(directory: Directory, unit: string, person: string, at: string): void {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const absence = spanAt(index.absencesOf.get(person), moment)?.absence;
  if (absence) {
    refuse(
      'delegateAbsent',
      person,
      `${person}届时不在岗（${absence.reason}，至${absence.until}）`,
      `${person} is absent then (${absence.reason}, until ${absence.until})`,
    );
  }
  const held = index.seatsHeldBy.get(person) ?? [];
  const colleague = held.some(
    (seat) => index.seats.get(seat)?.unit === unit && tenureAt(directory, seat, at)?.person === person,
  );
  if (colleague) return;
  refuse(
    'delegateOutsideUnit',
    person,
    `${person}届时不在单位${unit}任职，只能委托给本单位人员`,
    `${person} holds no seat in ${unit} then, expected somebody of the same unit`,
  );
}
