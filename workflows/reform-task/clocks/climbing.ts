import type { EventEnvelope } from '../../../src/engine/definition/define.ts';
import { armed, causeOf, climb, isCausedBy, withoutUrges } from '../../rungs.ts';
import { urgedAgain } from '../../urges.ts';
import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';
import { sections } from '../sections.ts';
import type { NotifyParams } from '../setup.ts';
import { standsStill } from '../standing.ts';
import { notices } from '../telling/notices.ts';
import { WORKFLOW } from '../workflow.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

/**
 * What the rungs that fire ask workers for: to find out who is told, and what. Those of one cause that come at once are
 * told together, under the gravest.
 */
export function notificationsOf(context: Context, event: EventEnvelope): readonly NotifyParams[] {
  const { unit, seat, report } = context;
  const percent = report?.percent ?? null;
  const { fired } = climbedAt(context, event);
  const gravest = fired.filter(({ key }, n) => !fired.slice(n + 1).some((one) => isOfCause(one, key)));
  return gravest.map(({ key }) => ({
    workflow: WORKFLOW,
    key,
    with: fired.filter((one) => one.key !== key && isOfCause(one, key)).map((one) => one.key),
    decision: decisionOf(context, key),
    unit,
    seat,
    sections: [...new Set(sections.open(context).map((section) => section.seat))],
    percent,
  }));
}

function isOfCause(one: { readonly key: string }, key: string): boolean {
  return causeOf(one.key) === causeOf(key);
}

/** What the task force is to decide by the limit that armed a rung; null of other rungs. */
function decisionOf({ deciding, decideBy }: Context, key: string): NotifyParams['decision'] {
  const cause = causeOf(key);
  if (!cause.startsWith('decision:')) return null;
  return cause === `decision:${decideBy ?? ''}` ? (deciding?.what ?? 'ruling') : 'request';
}

/** The rungs whose time has come are behind. */
export function climbed(context: Context, event: EventEnvelope): Change {
  const { rungs, climbed: behind } = climbedAt(context, event);
  return { rungs: [...rungs], climbed: [...behind] };
}

function climbedAt(context: Context, { at }: EventEnvelope) {
  const { report, claim, urges, received, request } = context;
  const held = standsStill(context);
  const diligence = {
    percent: report?.percent ?? null,
    claimed: claim !== null,
    urgeAnswered: urges.answered,
    // A unit that is about to return a task has seen it.
    received: received || request?.kind === 'return' || held,
    held,
  };
  return climb(context, at, diligence);
}

/** The notices are on record; one that urges is to be answered, and counts as the last urge. */
export function noticesIssued(context: Context, event: EventOf<'noticesIssued'>): Change {
  const { urge, rungs, key } = event.data;
  const issued = notices.added(context, event);
  if (urge === undefined) return issued;
  const following = rungs.map((one) => ({ ...one, of: key }));
  if (!context.urges.answered) {
    // An earlier urge waits on by its own terms, and goes on waiting should this letter be recalled.
    const { count, nextFrom } = { ...urgedAgain(context.urges, event.at), ...urge };
    return { ...issued, urges: { ...context.urges, count, lastAt: event.at, nextFrom } };
  }
  return {
    ...issued,
    urges: { ...urgedAgain(context.urges, event.at), ...urge },
    letter: key,
    rungs: armed(context, following),
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
  return { urges: { ...urges, answered: true }, letter: null, rungs: withoutUrges(rungs) };
}

/** The cause of a letter is gone: its answer is not awaited any more, and nothing follows from its silence. */
export function letterSettled({ urges, letter, rungs }: Context, cause: string): Change {
  const left = rungs.filter(({ of }) => of === undefined || causeOf(of) !== cause);
  if (letter === null || !isCausedBy({ key: letter }, cause)) return { rungs: left };
  return { rungs: left, letter: null, urges: { ...urges, answered: true, answerBy: null } };
}
