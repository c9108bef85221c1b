import type { ArmedRung } from '../../calendar/ladder/rungs.ts';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor, limitsOf } from '../../calendar/limits/task-limits.ts';
import { MINUTE_MS } from '../../calendar/shanghai-time.ts';
import type { RunningLimit } from '../../engine/definition/projections.ts';
import type { Task } from '../../engine/steps/task.ts';
import { decisionLimit } from '../answers/limit-effect.ts';
import type { County } from '../county.ts';
import { rungsForDecision, rungsForReceipt } from './rungs-for.ts';

/** What a calendar makes of the limits beside a due date, with the rungs that those arm. */
interface LimitsMoved {
  readonly receiptDueAt?: string;
  readonly returnDueAt?: string;
  readonly decideBy?: string;
  readonly limitRungs: readonly ArmedRung[];
}

/** The limits of a task that the calendar in force ends at another instant than recorded; undefined where it moves none. */
export function limitsUnder(county: County, { definition, snapshot, facets }: Task): LimitsMoved | undefined {
  const urgent = facets.urgency === 'urgent';
  const moved = definition.limits(snapshot.context).flatMap((limit): LimitsMoved[] => {
    const at = endOf(county, definition.name, limit);
    if (Math.abs(Date.parse(at) - Date.parse(limit.at)) < MINUTE_MS) return [];
    const { part, from } = limit;
    switch (part) {
      case 'receipt':
        return [{ receiptDueAt: at, limitRungs: rungsForReceipt(county, at, urgent) }];
      case 'return':
        return [{ returnDueAt: at, limitRungs: [] }];
      case 'triage':
      case 'ruling':
      case 'review':
      case 'parking':
        return [{ decideBy: at, limitRungs: rungsForDecision(county, part, { from, dueAt: at, urgent }) }];
    }
  });
  if (moved.length === 0) return undefined;
  const limitRungs = moved.flatMap((one) => one.limitRungs);
  return Object.assign({}, ...moved, { limitRungs }) as LimitsMoved;
}

function endOf({ calendar, limits }: County, workflow: string, { part, from }: RunningLimit): string {
  const of = limitsOf(limits(), workflow);
  const limit = part === 'receipt' || part === 'return' ? limitFor(of, part) : decisionLimit(of, part);
  return dueAt({ calendar: calendar(), from, limit }).at;
}
