import type { AskedEffect } from '../../../src/engine/definition/define.ts';
import type { ParamsOf } from '../../../src/engine/definition/effect-contract.ts';
import type { ASSESS_PROLONGATION, ASSESS_REQUEST } from '../../../src/vocabulary/effects.ts';
import type { ReformTaskContext } from '../context.ts';
import { WORKFLOW } from '../workflow.ts';

type AssessParams = ParamsOf<typeof ASSESS_REQUEST>;

/** What the request that was just made has to be held against. */
export function assessmentOf({ request, dueAt, deadline, matter, unit }: ReformTaskContext): AssessParams {
  if (request === null) throw new Error('Nothing was asked for: expected a request in the context.');
  const { id, kind, people } = request;
  const urgent = matter.urgency === 'urgent';
  const counted = { dueAt, from: null, extensions: 0, urgent };
  const asked = { workflow: WORKFLOW, request: id, kind, ...counted, unit, people };
  switch (kind) {
    case 'return':
      return asked;
    case 'parking':
      return { ...asked, until: request.reviewOn };
    case 'extension':
      return { ...asked, ...extendedSoFar({ deadline }), until: request.until };
  }
}

/** What is known of an extension before its date is. */
export function anotherExtension({
  dueAt,
  deadline,
}: Pick<ReformTaskContext, 'dueAt' | 'deadline'>): AskedEffect {
  const nobody = { unit: null, people: [] };
  const asked = {
    workflow: WORKFLOW,
    request: '',
    kind: 'extension' as const,
    dueAt,
    urgent: false,
    ...nobody,
  };
  const params: AssessParams = { ...asked, ...extendedSoFar({ deadline }) };
  return { name: 'assessRequest', params };
}

function extendedSoFar({ deadline }: Pick<ReformTaskContext, 'deadline'>) {
  const { from = null, extensions = [] } = deadline ?? {};
  return { from, extensions: extensions.length };
}

type ProlongationParams = ParamsOf<typeof ASSESS_PROLONGATION>;

/** What a prolongation that was just decided has to be held against. */
export function prolongationOf({ parked }: Pick<ReformTaskContext, 'parked'>): ProlongationParams {
  const times = parked?.prolonged.length ?? 0;
  const asked = { workflow: WORKFLOW, prolongation: parked?.prolonging?.id ?? '', times };
  return parked?.prolonging ? { ...asked, until: parked.prolonging.reviewOn } : asked;
}

/** What is known of another prolongation before its date is. */
export function anotherProlongation({ parked }: Pick<ReformTaskContext, 'parked'>): AskedEffect | undefined {
  if (parked === null) return undefined;
  return { name: 'assessProlongation', params: prolongationOf({ parked: { ...parked, prolonging: null } }) };
}
