import { z } from 'zod';
import { dayIndexOf, openingMs } from '../calendar/day-index.ts';
import { dueAt } from '../calendar/due-at.ts';
import { dayOfDate, instantOfMs } from '../calendar/shanghai-time.ts';
import { limitFor, limitsOf, type TaskLimits } from '../calendar/task-limits.ts';
import { dayAfterWorkingDays, workingDaysBetween } from '../calendar/working-days.ts';
import { countyDayOf } from '../directory/county-day.ts';
import type { IncomingEvent } from '../engine/step.ts';
import type { County } from './county.ts';
import { rungsFor } from './rungs-for.ts';

/** What the effect `assessRequest` carries. */
const assessParams = z.strictObject({
  workflow: z.string(),
  request: z.string(),
  kind: z.enum(['return', 'extension', 'parking']),
  until: z.string().optional(),
  dueAt: z.string().nullable(),
  from: z.string().nullable(),
  /** How many were granted before. */
  extensions: z.int(),
});

type Asked = z.output<typeof assessParams>;

/** Answers a request: what it comes to and who decides it by when, or why it is not taken up. `now` is an ISO instant. */
export function answerAssessment(params: unknown, county: County, now: string): IncomingEvent {
  const asked = assessParams.parse(params);
  const { type, data } = assess(asked, county, now);
  return { type, data: { request: asked.request, ...data } };
}

interface Assessed {
  readonly type: 'requestAssessed' | 'requestRefused';
  readonly data: object;
}

function assess(asked: Asked, county: County, now: string): Assessed {
  const limits = limitsOf(county.limits(), asked.workflow);
  switch (asked.kind) {
    case 'return':
      return takenUp(county, limits, now, { needsTaskForce: false });
    case 'extension':
      return assessExtension(asked, county, limits, now);
    case 'parking':
      return assessParking(asked, county, limits, now);
  }
}

function assessExtension(asked: Asked, county: County, limits: TaskLimits, now: string): Assessed {
  const { until = '', dueAt: before, from, extensions } = asked;
  const { leaderAlone, most } = limitFor(limits, 'extension');
  const calendar = county.calendar();
  if (extensions >= most.times) {
    return refused(`已延期 ${extensions} 次，不得再延`, `It was extended ${extensions} times already`);
  }
  const due = dueAt({ calendar, from: now, limit: { date: until } });
  const workingDays = before === null ? 0 : workingDaysBetween(calendar, countyDayOf(before), until);
  if (before === null || due.at <= before) {
    return refused('延至日期不晚于现期限', 'The new date is not later than the due date');
  }
  if (workingDays > most.workingDays) {
    return refused(
      `一次最多延 ${most.workingDays} 个工作日，所申请为 ${workingDays} 个`,
      `At most ${most.workingDays} working days at a time; ${workingDays} were asked for`,
    );
  }
  const rungs = rungsFor(county, { from: from ?? now, dueAt: due.at, suspendedMinutes: 0, now });
  return takenUp(county, limits, now, {
    needsTaskForce: workingDays > leaderAlone.workingDays || extensions >= leaderAlone.times,
    extension: { dueAt: due.at, provisional: due.provisional, workingDays, rungs },
  });
}

function assessParking({ until = '' }: Asked, county: County, limits: TaskLimits, now: string): Assessed {
  const { mostWorkingDays } = limitFor(limits, 'parking');
  const calendar = county.calendar();
  const ahead = workingDaysBetween(calendar, countyDayOf(now), until);
  if (ahead > mostWorkingDays) {
    return refused(
      `复核日期最远为 ${mostWorkingDays} 个工作日之后`,
      `The review date may lie at most ${mostWorkingDays} working days ahead`,
    );
  }
  const index = dayIndexOf(calendar);
  // As offices open on the day, or on the next on which they do.
  const day = dayAfterWorkingDays(index, dayOfDate(until) - 1, 1);
  return takenUp(county, limits, now, { needsTaskForce: true, reviewAt: instantOfMs(openingMs(index, day)) });
}

function takenUp(county: County, limits: TaskLimits, now: string, what: object): Assessed {
  const calendar = county.calendar();
  const { leader, taskForce } = limitFor(limits, 'decision');
  const leaderBy = dueAt({ calendar, from: now, limit: leader }).at;
  const taskForceBy = dueAt({ calendar, from: leaderBy, limit: taskForce }).at;
  return { type: 'requestAssessed', data: { leaderBy, taskForceBy, ...what } };
}

function refused(zh: string, en: string): Assessed {
  return { type: 'requestRefused', data: { sentence: { zh, en } } };
}
