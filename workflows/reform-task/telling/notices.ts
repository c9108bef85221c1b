import { declareChildren } from '../../../src/engine/definition/children.ts';
import { codeOf, isCausedBy } from '../../rungs.ts';
import type { Notice } from '../clocks/supervision.ts';
import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';

/** 督办单: one for each seat that is told of a rung; the task waits for none of them. */
export const notices = declareChildren<ReformTaskContext>()({
  kind: 'supervision-notice',
  under: 'notices',
  spawn({ climbed, unit, dueAt, matter }, { at, data }: EventOf<'noticesIssued'>) {
    const { key, colour, title, reason, mayDo, acknowledgeBy, urge } = data;
    const of = climbed.find((one) => one.key === key)?.of;
    return data.seats.map(({ seat, copy, mustAnswer }) => ({
      entry: {
        key,
        seat,
        copy,
        mustAnswer,
        issuedAt: at,
        acknowledged: null,
        recalledAt: null,
        ...(of === undefined ? {} : { of }),
      },
      input: {
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
  },
  hears: { noticeAcknowledged },
  closes: { by: 'recall', closed: (notice, _reason, at) => ({ ...notice, recalledAt: at }) },
  isOpen: ({ acknowledged, recalledAt }) => acknowledged === null && recalledAt === null,
  isFinished: ({ acknowledged }) => acknowledged !== null,
  name: ({ seat }) => seat,
});

/** Who acknowledged a notice, and what was answered; a notice speaks once. */
function noticeAcknowledged(
  notice: Notice,
  { at, data: { by, answer } }: EventOf<'noticeAcknowledged'>,
): Notice {
  if (notice.acknowledged !== null) return notice;
  return { ...notice, acknowledged: { at, by, answer: answer ?? null } };
}

/** True of the notices of one cause. */
export function ofCause(cause: string): (notice: Notice) => boolean {
  return (notice) => isCausedBy(notice, cause);
}
