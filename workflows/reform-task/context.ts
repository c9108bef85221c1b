import { z } from 'zod';
import type { Facets, MachineInput } from '../../src/engine/define.ts';
import { instant, limit, line, prose, seatId, sectionCode, taskId, unitCode } from '../fields.ts';
import { because, candidate, type RouteParams } from '../routing-events.ts';
import { DUTY_SEAT, returnReasonSchema, urgencySchema } from '../vocabulary.ts';

const criterion = z.strictObject({ id: line(40), text: prose(2000) });

/** The matter as registered; nothing of it changes afterwards. */
const matter = z.strictObject({
  title: line(200),
  goal: prose(2000).optional(),
  /** Units as written in the ledger; routing finds out which one leads. */
  leadUnit: line(100).optional(),
  coUnits: z.array(line(100)).max(100).default([]),
  /** `大类/中类` or `大类/中类/小类`. */
  category: line(100).optional(),
  limit,
  urgency: urgencySchema.default('normal'),
  source: line(100).optional(),
  region: line(100).optional(),
  keywords: z.array(line(40)).max(20).default([]),
});

/** What 立项 needs; acceptance criteria are fixed here. */
export const input = matter.extend({
  criteria: z
    .array(criterion)
    .max(50)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
      error: '验收标准编号重复 (criterion ids repeat)',
    })
    .default([]),
});

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
export type RegisteredMatter = z.output<typeof input>;

/** The context of a matter that has just been registered. */
export function registered({ taskId: id, input: given }: MachineInput<RegisteredMatter>): ReformTaskContext {
  const { criteria, ...rest } = given;
  return {
    taskId: id,
    matter: rest,
    criteria: criteria.length > 0 ? criteria : [{ id: '1', text: rest.goal ?? rest.title }],
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

/** What routing is asked: the matter, with the unit that the task force chose by hand if it did. */
export function routingOf(
  { matter: of }: ReformTaskContext,
  binding?: RouteParams['matter']['binding'],
): RouteParams {
  const { title, goal, leadUnit: unit, category, region, source, keywords, urgency } = of;
  return {
    matter: { title, goal, unit, category, region, source, keywords, urgency, binding },
    limit: of.limit,
  };
}

/**
 * The owner is the unit's commissioner from dispatch on, also while a claim is reviewed, a return awaits its ruling
 * or a passed task awaits 销号: whoever has to act next then is the task force, so the task waits in its queue by
 * `attention`, but the matter itself still has the one person who answers for it.
 */
export function facets(of: ReformTaskContext): Facets {
  return {
    owner: of.seat ?? DUTY_SEAT,
    attention: of.attention,
    unit: of.unit,
    title: of.matter.title,
    category: of.matter.category ?? null,
    urgency: of.matter.urgency,
    dueAt: of.dueAt,
  };
}
