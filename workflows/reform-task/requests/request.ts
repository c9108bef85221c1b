import { z } from 'zod';
import { type EventEnvelope, peopleBehind } from '../../../src/engine/definition/define.ts';
import { instant, isoDate, unitCode } from '../../fields.ts';
import { rungs } from '../../routing-events.ts';
import { parkingKindSchema, returnReasonSchema } from '../../vocabulary.ts';

/**
 * Ids of the people whose request it is, who made it and for whom: they may not decide it, through whatever seat. Empty
 * for requests of before people were kept.
 */
export const people = z.array(z.string());

/** Who asked, and who decides by when; the limits are known once the engine has assessed the request. */
const common = {
  /** Of the event: answers that come late are held against it. */
  id: z.string(),
  by: z.string(),
  onBehalfOf: z.string().nullable(),
  people,
  at: instant,
  decider: z.enum(['unitLeader', 'taskForce']).nullable(),
  decideBy: instant.nullable(),
  /** Until when the task force decides, should it come to that. */
  taskForceBy: instant.nullable(),
  /** What its limit sets off on the ladder. */
  taskForceRungs: rungs.default([]),
  endorsedBy: z.string().nullable(),
};

/** Something that a unit must not do alone. */
export const request = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('return'),
    ...common,
    reasonCode: returnReasonSchema,
    dutyBasis: z.string(),
    proposedUnit: unitCode.nullable(),
  }),
  z.strictObject({
    kind: z.literal('extension'),
    ...common,
    reason: z.string(),
    progress: z.string(),
    until: isoDate,
    /** What the extension comes to, once assessed. */
    dueAt: instant.nullable(),
    provisional: z.boolean(),
    workingDays: z.int(),
    needsTaskForce: z.boolean(),
    rungs,
  }),
  z.strictObject({
    kind: z.literal('parking'),
    ...common,
    parking: parkingKindSchema,
    reason: z.string(),
    conditions: z.array(z.strictObject({ id: z.string(), text: z.string() })),
    reviewOn: isoDate,
    reviewAt: instant.nullable(),
  }),
]);

export type Request = z.output<typeof request>;
export type ReturnRequest = Extract<Request, { readonly kind: 'return' }>;

/** How the last request ended. */
export const answered = z.strictObject({
  kind: z.enum(['return', 'extension', 'parking']),
  as: z.enum(['granted', 'declined', 'denied', 'refused', 'lapsed', 'withdrawn']),
  at: instant,
  reason: z.string().nullable(),
});

export type Answered = z.output<typeof answered>;

/** The part of a request that is the same for all: whose it is, undecided. */
export function askedBy({ id, actor, at }: EventEnvelope) {
  return {
    id,
    by: actor.principal,
    onBehalfOf: actor.onBehalfOf ?? null,
    people: peopleBehind(actor),
    at,
    decider: null,
    decideBy: null,
    taskForceBy: null,
    taskForceRungs: [],
    endorsedBy: null,
  };
}
