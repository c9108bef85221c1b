import type { z } from 'zod';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor, limitsOf, type TaskLimits } from '../../calendar/limits/task-limits.ts';
import { workingDaysBetween } from '../../calendar/working-days.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import { counted } from '../../platform/wording/counted.ts';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import { ASSESS_REQUEST } from '../../vocabulary/effects.ts';
import { leaderSeatOf } from '../../vocabulary/seats.ts';
import { rungsFor, rungsForDecision } from '../clock/rungs-for.ts';
import type { County } from '../county.ts';
import { reviewAtOf, reviewTooFar } from './parking-review.ts';

type Asked = z.output<typeof ASSESS_REQUEST.params>;

/** Answers a request: what it comes to and who decides it by when, or why it is not taken up. `now` is an ISO instant. */
export function answerAssessment(params: unknown, county: County, now: string): IncomingEvent {
  const asked = ASSESS_REQUEST.params.parse(params);
  const { request } = asked;
  const refusal = refusalOf(asked, county, now);
  return refusal === undefined
    ? ASSESS_REQUEST.answers.requestAssessed({ request, ...assess(asked, county, now) })
    : ASSESS_REQUEST.answers.requestRefused({ request, sentence: refusal });
}

function assess(asked: Asked, county: County, now: string): object {
  const limits = limitsOf(county.limits(), asked.workflow);
  switch (asked.kind) {
    case 'return':
      return takenUp(county, asked, limits, now, { needsTaskForce: false });
    case 'extension':
      return takenUp(county, asked, limits, now, extensionOf(asked, county, limits, now));
    case 'parking':
      return takenUp(county, asked, limits, now, {
        needsTaskForce: true,
        reviewAt: reviewAtOf(asked.until ?? '', county),
      });
  }
}

/**
 * Why data and limits forbid what is asked for, before anyone decides it; undefined where they do not. Without a date,
 * as before the request is made, only what does not hang on it is judged.
 */
export function refusalOfRequest(params: unknown, county: County, now: string): Title | undefined {
  return refusalOf(ASSESS_REQUEST.params.parse(params), county, now);
}

function refusalOf(asked: Asked, county: County, now: string): Title | undefined {
  const limits = limitsOf(county.limits(), asked.workflow);
  switch (asked.kind) {
    case 'return':
      return undefined;
    case 'extension':
      return extensionRefusal(asked, county, limits, now);
    case 'parking':
      return parkingRefusal(asked, county, limits, now);
  }
}

function extensionRefusal(asked: Asked, county: County, limits: TaskLimits, now: string): Title | undefined {
  const { until, dueAt: before, extensions } = asked;
  const { most } = limitFor(limits, 'extension');
  const calendar = county.calendar();
  if (extensions >= most.times) {
    return said(
      `已延期 ${extensions} 次，最多可延 ${most.times} 次，不得再延`,
      `It was extended ${counted(extensions, 'time')} already, at most ${counted(most.times, 'time')} is allowed`,
    );
  }
  if (until === undefined) return undefined;
  if (before === null || dueAt({ calendar, from: now, limit: { date: until } }).at <= before) {
    return said('延至日期不晚于现期限', 'The new date is not later than the due date');
  }
  const workingDays = workingDaysBetween(calendar, countyDayOf(before), until);
  if (workingDays <= most.workingDays) return undefined;
  return said(
    `一次最多延 ${most.workingDays} 个工作日，所申请为 ${workingDays} 个`,
    `At most ${counted(most.workingDays, 'working day')} at a time; ${workingDays} were asked for`,
  );
}

function extensionOf(asked: Asked, county: County, limits: TaskLimits, now: string) {
  const { until = '', dueAt: before, from, extensions, urgent } = asked;
  const { leaderAlone } = limitFor(limits, 'extension');
  const calendar = county.calendar();
  const due = dueAt({ calendar, from: now, limit: { date: until } });
  const workingDays = before === null ? 0 : workingDaysBetween(calendar, countyDayOf(before), until);
  const terms = { from: from ?? now, dueAt: due.at, suspendedMinutes: 0, now };
  const rungs = rungsFor(county, { ...terms, urgent });
  return {
    needsTaskForce: workingDays > leaderAlone.workingDays || extensions >= leaderAlone.times,
    extension: { dueAt: due.at, provisional: due.provisional, workingDays, rungs },
  };
}

function parkingRefusal(
  { until }: Asked,
  county: County,
  limits: TaskLimits,
  now: string,
): Title | undefined {
  return until === undefined ? undefined : reviewTooFar(until, county, limits, now);
}

function takenUp(
  county: County,
  { urgent, kind, unit, people }: Asked,
  limits: TaskLimits,
  now: string,
  what: object,
): object {
  const calendar = county.calendar();
  const { leader, taskForce } = limitFor(limits, 'decision');
  const leaderAsks = unit !== null && isLeaderAmong(people, unit, county, now);
  const leaderBy = dueAt({ calendar, from: now, limit: leader }).at;
  // Nobody decides their own request: it goes to the task force at once, whose time begins now.
  const taskForceFrom = leaderAsks ? now : leaderBy;
  const taskForceBy = dueAt({ calendar, from: taskForceFrom, limit: taskForce }).at;
  // A return that is signed waits for its ruling, which has a limit of its own.
  const taskForceRungs =
    kind === 'return'
      ? []
      : rungsForDecision(county, 'request', { from: taskForceFrom, dueAt: taskForceBy, urgent });
  return { leaderBy, taskForceBy, taskForceRungs, leaderAsks, ...what };
}

/** Whether the person who would sign for the unit now, or whom they stand in for, is among those who ask. */
function isLeaderAmong(people: readonly string[], unit: string, county: County, now: string): boolean {
  return people.some((asker) => {
    const asking = { requestedBy: asker };
    const { person, onBehalfOf } = resolveSeat(county.directory(), leaderSeatOf(unit), now, asking);
    return asker === person.id || asker === onBehalfOf?.id;
  });
}

function said(zh: string, en: string): Title {
  return { zh, en };
}
