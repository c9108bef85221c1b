import { derivedId, type EventEnvelope, type SpawnParams } from '../../src/engine/define.ts';
import { climb, codeOf } from '../rungs.ts';
import { isOpen, type ReformTaskContext } from './context.ts';
import type { EventOf } from './events.ts';
import type { NotifyParams } from './setup.ts';

type Context = ReformTaskContext;

/** What the rungs that fire ask workers for: to find out who is told. */
export function notificationsOf(context: Context, event: EventEnvelope): readonly NotifyParams[] {
  const { unit, seat, report } = context;
  const sections = context.sections.filter(isOpen).map((section) => section.seat);
  const percent = report?.percent ?? null;
  return climbedAt(context, event).fired.map(({ key }) => ({ key, unit, seat, sections, percent }));
}

/** The rungs whose time has come are behind. */
export function climbed(context: Context, event: EventEnvelope): Partial<Context> {
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

function noticesOf({ id, data: { key, seats } }: EventOf<'noticesIssued'>) {
  return seats.map(({ seat }, n) => ({ child: derivedId(id, n), key, seat, acknowledgedAt: null }));
}

export function noticesIssued({ notices }: Context, event: EventOf<'noticesIssued'>): Partial<Context> {
  return { notices: [...notices, ...noticesOf(event)] };
}

/** One child for each seat that is told. */
export function noticeSpawns(
  { taskId: parent, unit, matter, dueAt }: Context,
  { id, data }: EventOf<'noticesIssued'>,
): readonly SpawnParams[] {
  const { key, colour, title, reason, mayDo, seats } = data;
  const said = { key, code: codeOf(key), colour, title, reason, mayDo };
  return seats.map((told, n) => ({
    workflow: 'supervision-notice',
    taskId: derivedId(id, n),
    input: { parent, unit, ...said, task: matter.title, dueAt, ...told },
  }));
}

export function noticeAcknowledged(
  { notices }: Context,
  { at, data: { child } }: EventOf<'noticeAcknowledged'>,
): Partial<Context> {
  return {
    notices: notices.map((notice) =>
      notice.child === child ? { ...notice, acknowledgedAt: notice.acknowledgedAt ?? at } : notice,
    ),
  };
}
