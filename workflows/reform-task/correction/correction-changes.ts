import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';
import { matter } from '../matter.ts';
import { closed } from '../requests/request-changes.ts';
import { changesBy, movesLimit } from './correction.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

/** The registration as corrected, with what stood there before; what hangs on the limit is counted anew. */
export function corrected(context: Context, event: EventOf<'correct'>): Change {
  const changes = changesBy(context, event);
  const { acceptPastDate, reason } = event.data;
  const criteria = changes.find(({ field }) => field === 'criteria')?.after as
    | Context['criteria']
    | undefined;
  const given = Object.fromEntries(
    changes
      .filter(({ field }) => field !== 'criteria')
      .map(({ field, after }) => [field, after ?? undefined]),
  );
  const entry = { id: event.id, at: event.at, by: event.actor.principal, reason, changes };
  return {
    // In the order of the schema, as a loaded task has it: the same task has the same tag everywhere.
    matter: matter.parse({
      ...context.matter,
      ...given,
      ...(acceptPastDate === undefined ? {} : { acceptPastDate }),
      // A limit that was written is no default any more, also where it is as long as the default was.
      ...(event.data.limit !== undefined && { limitBy: event.data.limitBy }),
    }),
    criteria: criteria ?? context.criteria,
    corrections: [...context.corrections, entry],
    ...(movesLimit(context, event) ? limitCorrected(context, event) : {}),
  };
}

function limitCorrected(context: Context, event: EventOf<'correct'>): Change {
  const { deadline, request } = context;
  const { limit = deadline?.limit } = event.data;
  return {
    ...(deadline !== null && limit !== undefined && { deadline: { ...deadline, limit } }),
    recount: event.id,
    // An extension is asked for in terms of the due date that has just gone.
    ...(request?.kind === 'extension' && closed(context, 'refused', event, LIMIT_CORRECTED)),
  };
}

/** Why an extension that waits for a decision ends when the limit is corrected. */
const LIMIT_CORRECTED = '期限已更正，仍需延期的请按新期限重新申请';
