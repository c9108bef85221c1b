import type { EffectContract } from '../../engine/definition/effect-contract.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import type { EffectHandlers } from '../../engine/work/work.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import {
  ARM_SEND_BACK,
  ASSESS_PROLONGATION,
  ASSESS_REQUEST,
  COUNT_URGE,
  LIMIT_DECISION,
  LIMIT_URGE,
  NOTIFY,
  RESET_DEADLINE,
  RESOLVE_ASSIGNMENT,
  RESOLVE_LIMIT,
  RESOLVE_TRANSFER,
  ROUTE,
} from '../../vocabulary/effects.ts';
import type { County } from '../county.ts';
import { answerDeadline } from './deadline-effect.ts';
import {
  answerDecisionLimit,
  answerLimit,
  answerSectionUrge,
  answerSendBack,
  answerUrge,
} from './limit-effect.ts';
import { answerNotify } from './notify-effect.ts';
import { answerProlongation } from './prolongation-effect.ts';
import { answerAssessment } from './request-effect.ts';
import { answerRouting, answerTransfer } from './route-effect.ts';

type Answering = (params: unknown, county: County, now: string) => IncomingEvent | undefined;

const ANSWERS: readonly (readonly [EffectContract, Answering])[] = [
  [ROUTE, answerRouting],
  [RESOLVE_ASSIGNMENT, answerRouting],
  [RESOLVE_TRANSFER, answerTransfer],
  [RESOLVE_LIMIT, answerLimit],
  [LIMIT_DECISION, answerDecisionLimit],
  [LIMIT_URGE, answerUrge],
  [COUNT_URGE, answerSectionUrge],
  [ARM_SEND_BACK, answerSendBack],
  [NOTIFY, answerNotify],
  [ASSESS_REQUEST, answerAssessment],
  [ASSESS_PROLONGATION, answerProlongation],
  [RESET_DEADLINE, answerDeadline],
];

/** The contracts of what workers carry out for the county's workflows. */
export const COUNTY_EFFECTS: readonly EffectContract[] = ANSWERS.map(([contract]) => contract);

/** What workers do for the county's workflows: each effect's name and the event that answers it. */
export function createCountyEffects(county: County, clock: Clock): EffectHandlers {
  const handlers = ANSWERS.map(
    ([{ name }, answer]) =>
      [
        name,
        (_taskId: string, params: unknown) => Promise.resolve(answer(params, county, isoOf(clock()))),
      ] as const,
  );
  return Object.fromEntries(handlers);
}
