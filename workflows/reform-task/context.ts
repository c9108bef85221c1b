import { z } from 'zod';
import type { ClockParty } from '../../src/calendar/clock-party.ts';
import type { Facets, MachineInput } from '../../src/engine/define.ts';
import { instant, seatId, sectionCode, taskId, unitCode } from '../fields.ts';
import { because, candidate } from '../routing-events.ts';
import { DUTY_SEAT, returnReasonSchema } from '../vocabulary.ts';
import { criterion, matter, type RegisteredMatter } from './matter.ts';

const section = z.strictObject({
  child: taskId,
  section: sectionCode,
  seat: seatId,
  status: z.enum(['dispatched', 'received', 'finished', 'returned', 'waived']),
  /** The child's revision that `status` rests on; 0 before it has said anything. */
  revision: z.int(),
  report: z.strictObject({ revision: z.int(), text: z.string(), percent: z.int().nullable() }).nullable(),
  waiver: z.string().nullable(),
});

export const context = z.strictObject({
  taskId,
  matter,
  criteria: z.array(criterion).min(1),
  unit: unitCode.nullable(),
  seat: seatId.nullable(),
  attention: seatId.nullable(),
  dueAt: instant.nullable(),
  receiptDueAt: instant.nullable(),
  provisional: z.boolean(),
  because: because.nullable(),
  /** What triage chooses from; empty outside triage. */
  candidates: z.array(candidate),
  /** When a limit ran out unmet; facts for the timeline, whereas overdue and lights are computed. */
  lapsed: z.strictObject({ receipt: instant.nullable(), due: instant.nullable() }),
  sections: z.array(section),
  report: z.strictObject({ at: instant, text: z.string(), percent: z.int().nullable() }).nullable(),
  urges: z.strictObject({ count: z.int(), lastAt: instant.nullable(), answered: z.boolean() }),
  claim: z
    .strictObject({
      by: z.string(),
      onBehalfOf: z.string().nullable(),
      at: instant,
      evidence: z.array(
        z.strictObject({ criterion: z.string(), text: z.string(), attachments: z.array(z.string()) }),
      ),
    })
    .nullable(),
  /** How often the claim was sent back, and why the last time. */
  sentBack: z.strictObject({
    rounds: z.int(),
    items: z.array(z.strictObject({ criterion: z.string().nullable(), reason: z.string() })),
  }),
  returns: z.array(
    z.strictObject({
      unit: unitCode,
      by: z.string(),
      at: instant,
      reasonCode: returnReasonSchema,
      dutyBasis: z.string(),
      proposedUnit: unitCode.nullable(),
    }),
  ),
  /** True once a ruling has bound the task to its unit. */
  ruled: z.boolean(),
  withdrawn: z.strictObject({ at: instant, reason: z.string() }).nullable(),
});

export type ReformTaskContext = z.output<typeof context>;
export type Section = ReformTaskContext['sections'][number];

/** True while a section still owes its answer. */
export function isOpen({ status }: Section): boolean {
  return status === 'dispatched' || status === 'received';
}

/** The context of a matter that has just been registered. */
export function registered({ taskId: id, input: given }: MachineInput<RegisteredMatter>): ReformTaskContext {
  const { criteria: fixed, ...rest } = given;
  return {
    taskId: id,
    matter: rest,
    criteria: fixed.length > 0 ? fixed : [{ id: '1', text: rest.goal ?? rest.title }],
    unit: null,
    seat: null,
    attention: null,
    dueAt: null,
    receiptDueAt: null,
    provisional: false,
    because: null,
    candidates: [],
    lapsed: { receipt: null, due: null },
    sections: [],
    report: null,
    urges: { count: 0, lastAt: null, answered: true },
    claim: null,
    sentBack: { rounds: 0, items: [] },
    returns: [],
    ruled: false,
    withdrawn: null,
  };
}

/**
 * The owner is the unit's commissioner from dispatch on, also while a claim is reviewed, a return awaits its ruling
 * or a passed task awaits 销号: whoever has to act next then is the task force, so the task waits in its queue by
 * `attention`, but the matter itself still has the one person who answers for it.
 */
export function facets(of: ReformTaskContext, state: string): Facets {
  return {
    owner: of.seat ?? DUTY_SEAT,
    attention: of.attention,
    unit: of.unit,
    title: of.matter.title,
    category: of.matter.category ?? null,
    urgency: of.matter.urgency,
    dueAt: of.dueAt,
    clock: clockOf(of, state),
  };
}

/** Whose time it is: routing, rulings, review and 销号 are the task force's, work is the section's while one is open. */
function clockOf({ sections }: ReformTaskContext, state: string): ClockParty | null {
  switch (state) {
    case 'open.dispatched':
      return 'receipt';
    case 'open.working':
      return sections.some(isOpen) ? 'section' : 'commissioner';
    case 'struckOff':
    case 'withdrawn':
      return null;
    default:
      return 'taskForce';
  }
}
