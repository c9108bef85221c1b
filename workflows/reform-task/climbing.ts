import type { EventEnvelope } from '../../src/engine/define.ts';
import { armed, climb, withoutUrges } from '../rungs.ts';
import { urgedAgain } from '../urges.ts';
import { isOpen, type ReformTaskContext } from './context.ts';
import type { EventOf } from './events.ts';
import { issuedBy } from './notices.ts';
import type { NotifyParams } from './setup.ts';
import { WORKFLOW } from './workflow.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

/** What the rungs that fire ask workers for: to find out who is told, and what. */
export function notificationsOf(context: Context, event: EventEnvelope): readonly NotifyParams[] {
  const { unit, seat, report } = context;
  const sections = [...new Set(context.sections.filter(isOpen).map((section) => section.seat))];
  const percent = report?.percent ?? null;
  return climbedAt(context, event).fired.map(({ key }) => ({
    workflow: WORKFLOW,
    key,
    unit,
    seat,
    sections,
    percent,
  }));
}

/** The rungs whose time has come are behind. */
export function climbed(context: Context, event: EventEnvelope): Change {
  const { rungs, climbed: behind } = climbedAt(context, event);
  return { rungs: [...rungs], climbed: [...behind] };
}

function climbedAt(context: Context, { at }: EventEnvelope) {
  const { report, claim, urges } = context;
  const diligence = {
    percent: report?.percent ?? null,
    claimed: claim !== null,
    urgeAnswered: urges.answered,
  };
  return climb(context, at, diligence);
}

/** The notices are on record; one that urges is to be answered, and counts as the last urge. */
export function noticesIssued(context: Context, event: EventOf<'noticesIssued'>): Change {
  const { urge, rungs } = event.data;
  const notices = [...context.notices, ...issuedBy(event)];
  if (urge === undefined) return { notices };
  return {
    notices,
    urges: { ...urgedAgain(context.urges, event.at), ...urge },
    rungs: armed(context, rungs),
  };
}

/** Rungs are added, unless they only waited for an answer that has come meanwhile. */
export function rungsSet(context: Context, event: EventOf<'rungsSet'>): Change {
  const { rungs } = event.data;
  const added = context.urges.answered ? withoutUrges(rungs) : rungs;
  return { rungs: armed(context, added), ...urgeCounted(context, event) };
}

/** After an urge it is known from when the next may come, and by when this one is to be answered. */
export function urgeCounted({ urges }: Context, { data: { urge } }: EventOf<'rungsSet'>): Change {
  return urge === undefined ? {} : { urges: { ...urges, ...urge } };
}

/** The unit has said something: no urge waits for an answer any more. */
export function urgeAnswered({ urges, rungs }: Context): Change {
  return { urges: { ...urges, answered: true }, rungs: withoutUrges(rungs) };
}
