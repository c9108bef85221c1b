import { z } from 'zod';
import type { MachineInput } from '../../src/engine/definition/define.ts';
import { partStatus } from '../children.ts';
import { instant, seatId, sectionCode, taskId, unitCode } from '../fields.ts';
import { because, candidate } from '../routing-events.ts';
import { NEVER_URGED, urgesSchema } from '../urges.ts';
import { returnReasonSchema } from '../vocabulary.ts';
import { deadline } from './clocks/deadline.ts';
import { supervision } from './clocks/supervision.ts';
import { corrections } from './correction/corrected-fields.ts';
import { criterion, matter, type RegisteredMatter } from './matter.ts';
import { parked } from './requests/parked.ts';
import { answered, people, request } from './requests/request.ts';
import { NOT_STANDING, standing } from './standing.ts';

const section = z.strictObject({
  child: taskId,
  section: sectionCode,
  seat: seatId,
  status: partStatus,
  /** The child's revision that `status` rests on; 0 before it has said anything. */
  revision: z.int(),
  report: z.strictObject({ revision: z.int(), text: z.string(), percent: z.int().nullable() }).nullable(),
  waiver: z.string().nullable(),
});

const transfer = z.strictObject({
  id: z.string(),
  unit: unitCode,
  by: z.string(),
  at: instant,
  reason: z.string(),
});

export const context = z.strictObject({
  taskId,
  matter,
  criteria: z.array(criterion).min(1),
  unit: unitCode.nullable(),
  seat: seatId.nullable(),
  /** Seat of the officer of the task force who has taken it; null while it lies in the queue that officers share. */
  officer: seatId.nullable(),
  /** Null while the clock stands still, and once it has ended. */
  dueAt: instant.nullable(),
  receiptDueAt: instant.nullable(),
  /** Until when the unit may return it; null where no such limit was set. */
  returnDueAt: instant.nullable(),
  /** Until when the task force has to assign, to rule or to review; null where it need not, or before it is counted. */
  decideBy: instant.nullable(),
  ...standing,
  provisional: z.boolean(),
  deadline: deadline.nullable(),
  because: because.nullable(),
  /** What triage chooses from; empty outside triage. */
  candidates: z.array(candidate),
  received: z.boolean(),
  /** When a limit ran out unmet; facts for the timeline, whereas overdue and lights are computed. */
  lapsed: z.strictObject({
    receipt: instant.nullable(),
    due: instant.nullable(),
    decision: instant.nullable(),
  }),
  sections: z.array(section),
  report: z.strictObject({ at: instant, text: z.string(), percent: z.int().nullable() }).nullable(),
  urges: urgesSchema,
  /** The one request that waits for a decision, and how the last one ended. */
  request: request.nullable(),
  answered: answered.nullable(),
  parked: parked.nullable(),
  claim: z
    .strictObject({
      by: z.string(),
      onBehalfOf: z.string().nullable(),
      people,
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
  /** Returns that left their unit signed, each with its ruling. */
  returns: z.array(
    z.strictObject({
      unit: unitCode,
      by: z.string(),
      onBehalfOf: z.string().nullable(),
      signedBy: z.string().nullable(),
      /** Its signer's included. */
      people,
      at: instant,
      reasonCode: returnReasonSchema,
      dutyBasis: z.string(),
      proposedUnit: unitCode.nullable(),
      ruling: z.strictObject({ at: instant, unit: unitCode, late: z.boolean() }).nullable(),
    }),
  ),
  /** True once a ruling has bound the task to its unit. */
  ruled: z.boolean(),
  /** A transfer that the engine still has to find the seat for. */
  transfer: transfer.nullable(),
  transfers: z.array(transfer.extend({ from: unitCode })),
  withdrawn: z.strictObject({ at: instant, reason: z.string() }).nullable(),
  /** How the registration was corrected, latest last. */
  corrections,
  /** The event that asked for the due date to be counted from a corrected limit; null once it has been. */
  recount: z.string().nullable(),
  ...supervision,
});

export type ReformTaskContext = z.output<typeof context>;
export type Section = ReformTaskContext['sections'][number];

/** What a task remembers before anything has happened to it. */
export const BLANK = {
  unit: null,
  seat: null,
  officer: null,
  dueAt: null,
  receiptDueAt: null,
  returnDueAt: null,
  decideBy: null,
  ...NOT_STANDING,
  provisional: false,
  deadline: null,
  because: null,
  candidates: [],
  received: false,
  lapsed: { receipt: null, due: null, decision: null },
  sections: [],
  report: null,
  urges: NEVER_URGED,
  request: null,
  answered: null,
  parked: null,
  claim: null,
  sentBack: { rounds: 0, items: [] },
  returns: [],
  ruled: false,
  transfer: null,
  transfers: [],
  withdrawn: null,
  corrections: [],
  recount: null,
  rungs: [],
  climbed: [],
  notices: [],
  letter: null,
} satisfies Omit<ReformTaskContext, 'taskId' | 'matter' | 'criteria'>;

/** The context of a matter that has just been registered. */
export function registered({ taskId: id, input: given }: MachineInput<RegisteredMatter>): ReformTaskContext {
  const { criteria: fixed, ...rest } = given;
  const { limit } = rest;
  if (limit === undefined)
    throw new Error('A matter without a limit: expected the default, taken at the door.');
  return {
    taskId: id,
    matter: { ...rest, limit },
    criteria: fixed.length > 0 ? fixed : ownCriteria(rest),
    ...BLANK,
  };
}

/** What must be shown to be done where nobody has written criteria: the goal, or else the title. */
export function ownCriteria({
  title,
  goal,
}: {
  readonly title: string;
  readonly goal?: string | undefined;
}): ReformTaskContext['criteria'] {
  return [{ id: '1', text: goal ?? title }];
}
