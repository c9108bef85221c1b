import { z } from 'zod';
import { defineEffect } from '../engine/definition/effect-contract.ts';
import { LimitSchema } from './limit.ts';
import { matterSchema } from './matter.ts';

const routeParams = z.strictObject({
  matter: matterSchema,
  limit: LimitSchema,
  /** The type of task, where more than receipt is limited. */
  workflow: z.string().optional(),
});

/** Where a matter belongs. */
export const ROUTE = defineEffect({
  name: 'route',
  params: routeParams,
  answers: ['routed', 'routingFailed'],
});

/** Whether what was assigned by hand can be carried out. */
export const RESOLVE_ASSIGNMENT = defineEffect({
  name: 'resolveAssignment',
  params: routeParams,
  answers: ['routed', 'routingFailed'],
});

/** The seat of the unit that a task is transferred to. */
export const RESOLVE_TRANSFER = defineEffect({
  name: 'resolveTransfer',
  params: routeParams.extend({
    /** Which transfer is answered. */
    transfer: z.string(),
  }),
  answers: ['transferred', 'transferFailed'],
});

/** When a section's own limit runs out. */
export const RESOLVE_LIMIT = defineEffect({
  name: 'resolveLimit',
  params: z.object({
    limit: LimitSchema,
    /** From where it counts, and for how long the clock stood still since; now where nothing is said. */
    from: z.string().nullish(),
    suspendedMinutes: z.int().default(0),
    /** For which of the task's due dates it is asked; the answer says it again. */
    redated: z.int().default(0),
  }),
  answers: ['limitResolved'],
});

/** What the task force decides within a limit of its own. */
export const decided = z.enum(['triage', 'ruling', 'review', 'parking']);

/** By when the task force has to decide. */
export const LIMIT_DECISION = defineEffect({
  name: 'limitDecision',
  params: z.strictObject({
    workflow: z.string(),
    decision: decided,
    /** Since when it is to be decided; now for what earlier versions asked. */
    from: z.string().optional(),
    urgent: z.boolean().default(false),
    /** When the unit is due whose clock stands still meanwhile. */
    dueAt: z.string().nullish(),
  }),
  answers: ['decisionLimitSet'],
});

const urgeParams = z.strictObject({
  workflow: z.string(),
  /** When it was urged. */
  at: z.string(),
});

/** What an urge of a task on the ladder sets off. */
export const LIMIT_URGE = defineEffect({ name: 'limitUrge', params: urgeParams, answers: ['rungsSet'] });

/** By when an urge of a section is to be answered; it is on no ladder. */
export const COUNT_URGE = defineEffect({
  name: 'countUrge',
  params: urgeParams,
  answers: ['urgeCounted'],
});

/** What sending a claim back sets off on the ladder. */
export const ARM_SEND_BACK = defineEffect({
  name: 'armSendBack',
  params: z.strictObject({
    workflow: z.string(),
    /** Which time it is. */
    round: z.int(),
    urgent: z.boolean().default(false),
  }),
  answers: ['rungsSet'],
});

/** Who is told of a rung that has come, and what. */
export const NOTIFY = defineEffect({
  name: 'notify',
  params: z.strictObject({
    workflow: z.string(),
    /** `code@cause`. */
    key: z.string(),
    unit: z.string().nullable(),
    seat: z.string().nullable(),
    /** Seats of the sections at work. */
    sections: z.array(z.string()).readonly(),
    /** As last reported. */
    percent: z.number().nullable(),
    /** Other rungs of the same cause that came with it. */
    with: z.array(z.string()).readonly().default([]),
    /** What the task force is to decide, where the rung is about that. */
    decision: z
      .enum([...decided.options, 'request'])
      .nullable()
      .default(null),
  }),
  answers: ['noticesIssued'],
});

/** What a request comes to, and who decides it by when. */
export const ASSESS_REQUEST = defineEffect({
  name: 'assessRequest',
  params: z.strictObject({
    workflow: z.string(),
    request: z.string(),
    kind: z.enum(['return', 'extension', 'parking']),
    /** The date asked for: of the extension, or of the review. */
    until: z.string().optional(),
    dueAt: z.string().nullable(),
    from: z.string().nullable(),
    /** How many were granted before. */
    extensions: z.int(),
    urgent: z.boolean().default(false),
    /** Whose leader is to sign it, and ids of the people whose request it is; nothing in what earlier versions asked. */
    unit: z.string().nullable().default(null),
    people: z.array(z.string()).readonly().default([]),
  }),
  answers: ['requestAssessed', 'requestRefused'],
});

/** When a parked task is reviewed next. */
export const ASSESS_PROLONGATION = defineEffect({
  name: 'assessProlongation',
  params: z.strictObject({
    workflow: z.string(),
    /** The event that asks; empty before there is one. */
    prolongation: z.string(),
    /** The next review date; absent before it is known. */
    until: z.string().optional(),
    /** How often it was prolonged before. */
    times: z.int(),
  }),
  answers: ['parkingProlonged', 'prolongationRefused'],
});

/** When a task is due whose clock runs again. */
export const RESET_DEADLINE = defineEffect({
  name: 'resetDeadline',
  params: z.strictObject({
    workflow: z.string(),
    cause: z.enum(['upheld', 'resumed', 'reviewed', 'corrected']),
    /** The event that asks, where a limit was corrected. */
    recount: z.string().optional(),
    /** Whether a corrected limit may have run out already. */
    acceptPast: z.boolean().default(false),
    limit: LimitSchema,
    from: z.string().nullable(),
    suspendedMinutes: z.int(),
    /** Since when the clock has stood still. */
    since: z.string(),
    received: z.boolean(),
    urgent: z.boolean().default(false),
  }),
  answers: ['deadlineSet'],
});
