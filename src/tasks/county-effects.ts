import type { EffectHandlers } from '../engine/work.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import type { County } from './county.ts';
import { answerLimit } from './limit-effect.ts';
import { answerRouting } from './route-effect.ts';

/** What workers do for the county's workflows: each effect's name and the event that answers it. */
export function createCountyEffects(county: County, clock: Clock): EffectHandlers {
  const route = (_taskId: string, params: unknown) =>
    Promise.resolve(answerRouting(params, county, isoOf(clock())));
  return {
    route,
    resolveAssignment: route,
    resolveLimit: (_taskId, params) => Promise.resolve(answerLimit(params, county, isoOf(clock()))),
  };
}
