import { z } from 'zod';
import { rungOf } from '../calendar/ladder.ts';
import type { IncomingEvent } from '../engine/step.ts';
import type { County } from './county.ts';
import { urgeTerms } from './limit-effect.ts';
import { addresseesOf } from './notice-addressees.ts';
import { noticeReason } from './notice-reason.ts';
import { rungsForUrge } from './rungs-for.ts';

/** What the effect `notify` carries: the rung that fired, and whose task has come to it. */
const notifyParams = z.strictObject({
  workflow: z.string(),
  /** `code@cause`. */
  key: z.string(),
  unit: z.string().nullable(),
  seat: z.string().nullable(),
  sections: z.array(z.string()),
  percent: z.number().nullable(),
});

/**
 * Answers a task that has come to a rung: which seats are told and what, and where the notice urges, the rungs that it
 * arms should nobody answer, counted from `now`, an ISO instant. A rung that the ladder has lost meanwhile tells nobody.
 */
export function answerNotify(
  params: unknown,
  county: Pick<County, 'directory' | 'calendar' | 'ladder' | 'limits'>,
  now: string,
): IncomingEvent | undefined {
  const { workflow, key, percent, ...task } = notifyParams.parse(params);
  const [code = '', cause = ''] = key.split('@');
  const rung = rungOf(county.ladder(), code);
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
      reason: noticeReason(rung, { cause, percent }, county.calendar(), now),
      seats: addresseesOf(rung, task, county.directory(), now).map(({ seat, copy }) => ({
        seat,
        copy,
        mustAnswer: urges && !copy,
      })),
      ...(urges ? { urge: urgeTerms(county, workflow, now) } : {}),
      rungs: urges ? rungsForUrge(county, now) : [],
    },
  };
}
