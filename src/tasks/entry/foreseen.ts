import type { AskedEffect, Title } from '../../engine/definition/define.ts';
import {
  ASSESS_PROLONGATION,
  ASSESS_REQUEST,
  RESET_DEADLINE,
  RESOLVE_ASSIGNMENT,
  RESOLVE_TRANSFER,
} from '../../vocabulary/effects.ts';
import { refusalOfDeadline } from '../answers/deadline-effect.ts';
import { refusalOfProlongation } from '../answers/prolongation-effect.ts';
import { refusalOfRequest } from '../answers/request-effect.ts';
import { routingOfEffect } from '../answers/route-effect.ts';
import type { County } from '../county.ts';
import type { Nearest } from './note.ts';

/** Why an effect would come to nothing, and what to choose instead. */
export interface Foreseen {
  readonly reason: Title;
  readonly nearest: readonly Nearest[];
}

type Foresee = (params: unknown, county: County, now: string) => Foreseen | undefined;

const foreseeRequest: Foresee = (params, county, now) => {
  const reason = refusalOfRequest(params, county, now);
  return reason && { reason, nearest: [] };
};

const foreseeProlongation: Foresee = (params, county, now) => {
  const reason = refusalOfProlongation(params, county, now);
  return reason && { reason, nearest: [] };
};

const foreseeDeadline: Foresee = (params, county, now) => {
  const reason = refusalOfDeadline(params, county, now);
  return reason && { reason, nearest: [] };
};

const foreseeRouting: Foresee = (params, county, now) => {
  const routing = routingOfEffect(params, county, now);
  if (routing.kind === 'routed') return undefined;
  const nearest = routing.candidates.map(({ unit, name }) => ({ code: unit, name }));
  return { reason: routing.reason.sentence, nearest };
};

/**
 * The effects whose failure would undo what the sender asked for. A worker that answered now would say the same, by the
 * same judgement: what is known to fail is not taken.
 */
const FORESEEABLE: Readonly<Record<string, Foresee>> = {
  [ASSESS_REQUEST.name]: foreseeRequest,
  [ASSESS_PROLONGATION.name]: foreseeProlongation,
  [RESET_DEADLINE.name]: foreseeDeadline,
  [RESOLVE_ASSIGNMENT.name]: foreseeRouting,
  [RESOLVE_TRANSFER.name]: foreseeRouting,
};

/** Why an effect would come to nothing, were it carried out now; undefined where it would not, or nobody can know. */
export function foreseen({ name, params }: AskedEffect, county: County, now: string): Foreseen | undefined {
  return FORESEEABLE[name]?.(params, county, now);
}
