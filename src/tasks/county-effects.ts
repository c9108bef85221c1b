import type { IncomingEvent } from '../engine/step.ts';
import type { EffectHandlers } from '../engine/work.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import type { County } from './county.ts';
import { answerDeadline } from './deadline-effect.ts';
import {
  answerDecisionLimit,
  answerLimit,
  answerSectionUrge,
  answerSendBack,
  answerUrge,
} from './limit-effect.ts';
import { answerNotify } from './notify-effect.ts';
import { answerAssessment } from './request-effect.ts';
import { answerRouting, answerTransfer } from './route-effect.ts';

type Answering = (params: unknown, county: County, now: string) => IncomingEvent | undefined;

const ANSWERS: Readonly<Record<string, Answering>> = {
  route: answerRouting,
  resolveAssignment: answerRouting,
  resolveTransfer: answerTransfer,
  resolveLimit: answerLimit,
  limitDecision: answerDecisionLimit,
  limitUrge: answerUrge,
  countUrge: answerSectionUrge,
  armSendBack: answerSendBack,
  notify: answerNotify,
  assessRequest: answerAssessment,
  resetDeadline: answerDeadline,
};

/** What workers do for the county's workflows: each effect's name and the event that answers it. */
export function createCountyEffects(county: County, clock: Clock): EffectHandlers {
  const handlers = Object.entries(ANSWERS).map(
    ([name, answer]) =>
      [
        name,
        (_taskId: string, params: unknown) => Promise.resolve(answer(params, county, isoOf(clock()))),
      ] as const,
  );
  return Object.fromEntries(handlers);
}
