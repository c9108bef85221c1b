import { limitFor, limitsOf } from '../../calendar/limits/task-limits.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import { counted } from '../../platform/wording/counted.ts';
import { ASSESS_PROLONGATION } from '../../vocabulary/effects.ts';
import type { County } from '../county.ts';
import { reviewAtOf, reviewTooFar } from './parking-review.ts';

/** Answers a review that prolongs a parking: when the next one is, or why it is not prolonged. `now` is an ISO instant. */
export function answerProlongation(params: unknown, county: County, now: string): IncomingEvent {
  const { prolongation, until = '' } = ASSESS_PROLONGATION.params.parse(params);
  const sentence = refusalOfProlongation(params, county, now);
  if (sentence !== undefined)
    return ASSESS_PROLONGATION.answers.prolongationRefused({ prolongation, sentence });
  return ASSESS_PROLONGATION.answers.parkingProlonged({ prolongation, reviewAt: reviewAtOf(until, county) });
}

/** Why limits forbid to prolong a parking, once more or until a date; undefined where they do not. */
export function refusalOfProlongation(params: unknown, county: County, now: string): Title | undefined {
  const { workflow, until, times } = ASSESS_PROLONGATION.params.parse(params);
  const limits = limitsOf(county.limits(), workflow);
  const { mostProlongations: most = 0 } = limitFor(limits, 'parking');
  if (times >= most) {
    return {
      zh: `已续挂 ${times} 次，最多可续 ${most} 次：请恢复办理或中止`,
      en: `The parking was prolonged ${counted(times, 'time')}, at most ${counted(most, 'time')} is allowed: resume the task or withdraw it`,
    };
  }
  return until === undefined ? undefined : reviewTooFar(until, county, limits, now);
}
