import type { z } from 'zod';
import { lightOf } from '../../calendar/clock/light.ts';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor, limitsOf, type TaskLimits } from '../../calendar/limits/task-limits.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import { isoOf } from '../../platform/clock.ts';
import {
  ARM_SEND_BACK,
  COUNT_URGE,
  type decided,
  LIMIT_DECISION,
  LIMIT_URGE,
  RESOLVE_LIMIT,
} from '../../vocabulary/effects.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { rungsForDecision, rungsForSendBack, rungsForUrge } from '../clock/rungs-for.ts';
import { type County, warnWorkingDaysOf } from '../county.ts';

/** Answers a section that asks when its own limit runs out. `now` is an ISO instant. */
export function answerLimit(params: unknown, county: Pick<County, 'calendar'>, now: string): IncomingEvent {
  const { limit, from, suspendedMinutes, redated } = RESOLVE_LIMIT.params.parse(params);
  const due = dueAt({ calendar: county.calendar(), from: from ?? now, limit, suspendedMinutes });
  return RESOLVE_LIMIT.answers.limitResolved({ dueAt: due.at, redated });
}

/** Answers by when the task force has to assign, to rule or to review, and how the unit stood when its clock stopped. */
export function answerDecisionLimit(params: unknown, county: County, now: string): IncomingEvent {
  const { workflow, decision, from, urgent, dueAt: unitDueAt } = LIMIT_DECISION.params.parse(params);
  const limits = limitsOf(county.limits(), workflow);
  const calendar = county.calendar();
  const counted = from ?? now;
  const { at } = dueAt({ calendar, from: counted, limit: decisionLimit(limits, decision) });
  const warnWorkingDays = warnWorkingDaysOf(county);
  return LIMIT_DECISION.answers.decisionLimitSet({
    dueAt: at,
    rungs: rungsForDecision(county, decision, { from: counted, dueAt: at, urgent }),
    ...(from === undefined ? {} : { from }),
    ...(unitDueAt == null
      ? {}
      : { light: lightOf({ calendar, dueAt: unitDueAt, now: counted, warnWorkingDays }) }),
  });
}

/** How long the task force has; to review, also what is parked, as long as for a ruling where nothing else is said. */
export function decisionLimit(limits: TaskLimits, decision: z.output<typeof decided>): Limit {
  const part = decision === 'parking' ? 'review' : decision;
  return part === 'review' && limits.review === undefined
    ? limitFor(limits, 'ruling')
    : limitFor(limits, part);
}

/** Answers an urge of a task on the ladder: its limits, and the rungs that it arms. */
export function answerUrge(params: unknown, county: County): IncomingEvent {
  const { workflow, at } = LIMIT_URGE.params.parse(params);
  return LIMIT_URGE.answers.rungsSet({
    rungs: rungsForUrge(county, at),
    urge: urgeTerms(county, workflow, at),
  });
}

/** Answers an urge of a section's task, which is on no ladder. */
export function answerSectionUrge(params: unknown, county: County): IncomingEvent {
  const { workflow, at } = COUNT_URGE.params.parse(params);
  return COUNT_URGE.answers.urgeCounted(urgeTerms(county, workflow, at));
}

/** From when an urge at an instant may be repeated, and by when it is to be answered. */
export function urgeTerms(
  { calendar, limits }: Pick<County, 'calendar' | 'limits'>,
  workflow: string,
  at: string,
): { readonly nextFrom: string; readonly answerBy: string } {
  const { intervalHours, answer } = limitFor(limitsOf(limits(), workflow), 'urge');
  return {
    nextFrom: isoOf(Date.parse(at) + intervalHours * 3_600_000),
    answerBy: dueAt({ calendar: calendar(), from: at, limit: answer }).at,
  };
}

/** Answers a claim sent back: what that sets off on the ladder, at once. */
export function answerSendBack(params: unknown, county: County, now: string): IncomingEvent {
  const { round, urgent } = ARM_SEND_BACK.params.parse(params);
  return ARM_SEND_BACK.answers.rungsSet({
    rungs: rungsForSendBack(county, round, { at: now, urgent }),
  });
}
