import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { type Ladder, rungOf } from '../calendar/ladder.ts';
import { rungsOfUrge } from '../calendar/rungs.ts';
import type { Directory } from '../directory/directory.ts';
import type { IncomingEvent } from '../engine/step.ts';
import { addresseesOf } from './notice-addressees.ts';
import { noticeReason } from './notice-reason.ts';

/** What the effect `notify` carries: the rung that fired, and whose task has come to it. */
const notifyParams = z.object({
  /** `code@cause`. */
  key: z.string(),
  unit: z.string().nullable(),
  seat: z.string().nullable(),
  sections: z.array(z.string()),
  percent: z.number().nullable(),
});

/** What notices are written from. */
export interface NoticeSources {
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly ladder: Ladder;
}

/**
 * Answers a task that has come to a rung: which seats are told and what, and where the notice urges, the rungs that it
 * arms should nobody answer, counted from `now`, an ISO instant. A rung that the ladder has lost meanwhile tells nobody.
 */
export function answerNotify(
  params: unknown,
  { directory, calendar, ladder }: NoticeSources,
  now: string,
): IncomingEvent | undefined {
  const { key, percent, ...task } = notifyParams.parse(params);
  const [code = '', cause = ''] = key.split('@');
  const rung = rungOf(ladder, code);
  if (rung === undefined) return undefined;
  const { notice: colour, title, mayDo } = rung;
  const urges = rung.answer === 'required';
  return {
    type: 'noticesIssued',
    data: {
      key,
      colour,
      title,
      mayDo,
      reason: noticeReason(rung, { cause, percent }, calendar, now),
      seats: addresseesOf(rung, task, directory, now).map(({ seat, copy }) => ({
        seat,
        copy,
        mustAnswer: urges && !copy,
      })),
      urges,
      rungs: urges ? rungsOfUrge(calendar, ladder, now) : [],
    },
  };
}
