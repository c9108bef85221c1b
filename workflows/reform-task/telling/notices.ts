import {
  derivedId,
  type EventEnvelope,
  type SignalParams,
  type SpawnParams,
} from '../../../src/engine/definition/define.ts';
import { codeOf, isCausedBy } from '../../rungs.ts';
import type { Notice } from '../clocks/supervision.ts';
import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';
import { recallOf } from '../sections.ts';

type Context = ReformTaskContext;

/** The notices of a rung, with ids of children that the same event always derives the same. */
export function issuedBy(
  { climbed }: Pick<Context, 'climbed'>,
  { id, at, data: { key, seats } }: EventOf<'noticesIssued'>,
): Notice[] {
  const of = climbed.find((one) => one.key === key)?.of;
  return seats.map(({ seat, copy, mustAnswer }, n) => ({
    child: derivedId(id, n),
    key,
    seat,
    copy,
    mustAnswer,
    issuedAt: at,
    acknowledged: null,
    recalledAt: null,
    ...(of === undefined ? {} : { of }),
  }));
}

/** One child for each seat that is told. */
export function noticeSpawns(context: Context, event: EventOf<'noticesIssued'>): readonly SpawnParams[] {
  const { taskId: parent, unit, dueAt, matter } = context;
  const { key, colour, title, reason, mayDo, acknowledgeBy, urge } = event.data;
  return issuedBy(context, event).map(({ child, seat, copy, mustAnswer }) => ({
    workflow: 'supervision-notice',
    taskId: child,
    input: {
      parent,
      unit,
      key,
      code: codeOf(key),
      colour,
      title,
      task: matter.title,
      reason,
      mayDo,
      dueAt,
      seat,
      copy,
      mustAnswer,
      acknowledgeBy: (mustAnswer ? urge?.answerBy : undefined) ?? acknowledgeBy ?? null,
    },
  }));
}

/** Who acknowledged a notice, and what was answered. */
export function acknowledged(
  { notices }: Context,
  { at, data: { child, by, answer } }: EventOf<'noticeAcknowledged'>,
): Partial<Context> {
  return {
    notices: notices.map((notice) =>
      notice.child === child && notice.acknowledged === null
        ? { ...notice, acknowledged: { at, by, answer: answer ?? null } }
        : notice,
    ),
  };
}

/** True while a notice waits for whoever it was sent to. */
function isIssued({ acknowledged: by, recalledAt }: Notice): boolean {
  return by === null && recalledAt === null;
}

/** Tells the open notices of a cause, or all of them, that they are recalled. */
export function noticeRecalls({ notices }: Context, reason: string, cause?: string): SignalParams[] {
  return notices.filter((notice) => isRecalled(notice, cause)).map(({ child }) => recallOf(child, reason));
}

/** The same notices are on record as recalled. */
export function recalled({ notices }: Context, { at }: EventEnvelope, cause?: string): Partial<Context> {
  return {
    notices: notices.map((notice) => (isRecalled(notice, cause) ? { ...notice, recalledAt: at } : notice)),
  };
}

function isRecalled(notice: Notice, cause: string | undefined): boolean {
  return isIssued(notice) && (cause === undefined || isCausedBy(notice, cause));
}
