import { z } from 'zod';
import type { EventEnvelope, Facets, MachineInput } from '../../src/engine/definition/define.ts';
import type { ClockParty } from '../../src/vocabulary/clock-party.ts';
import { instant, limit, line, prose, seatId, sectionCode, taskId, unitCode } from '../fields.ts';
import { NEVER_URGED, urgedAgain, urgesSchema } from '../urges.ts';
import { parkingKindSchema, urgencySchema } from '../vocabulary.ts';
import type { EventOf } from './events.ts';

/** What the parent hands down; only the engine spawns these tasks. */
export const input = z.strictObject({
  parent: taskId,
  unit: unitCode,
  section: sectionCode,
  seat: seatId,
  title: line(200),
  /** What the section is asked to do. */
  text: prose(1000),
  urgency: urgencySchema,
  category: line(100).optional(),
  /** When the unit itself is due: no section has longer. */
  dueAt: instant,
  /** The section's own limit, where the commissioner set one. */
  limit: limit.optional(),
});

export const context = input.extend({
  taskId,
  /** Counts what the section has told its parent, so that the parent knows the last word from an earlier one. */
  revision: z.int(),
  report: z.strictObject({ at: instant, text: z.string(), percent: z.int().nullable() }).nullable(),
  urges: urgesSchema,
  /** From where its own limit counts; null for assignments of the first version, which did not keep it. */
  from: instant.nullable(),
  /** Working minutes for which the clock of the unit stood still meanwhile. */
  suspendedMinutes: z.int(),
  /** How often its due date moved with the task: what was counted for an earlier one comes too late. */
  redated: z.int(),
  received: z.boolean(),
  /** Why it rests while its unit's task is parked; null while it does not. */
  suspended: parkingKindSchema.nullable(),
  /** When the due date passed unmet. */
  lapsedAt: instant.nullable(),
  /** How it ended, in the words of who ended it. */
  outcome: z.string().nullable(),
});

export type SectionContext = z.output<typeof context>;
export type SectionInput = z.output<typeof input>;

export function assigned({ taskId: id, at, input: given }: MachineInput<SectionInput>): SectionContext {
  return {
    ...given,
    taskId: id,
    revision: 0,
    report: null,
    urges: NEVER_URGED,
    from: at,
    suspendedMinutes: 0,
    redated: 0,
    received: false,
    suspended: null,
    lapsedAt: null,
    outcome: null,
  };
}

/** The section's own limit counts where it ends before the unit's. */
export function limited({ dueAt }: SectionContext, event: EventOf<'limitResolved'>): Partial<SectionContext> {
  return { dueAt: Date.parse(event.data.dueAt) < Date.parse(dueAt) ? event.data.dueAt : dueAt };
}

/** The unit has another due date; a limit of its own that is not counted anew ends no later than that. */
export function dateMoved(of: SectionContext, { data }: EventOf<'redated'>): Partial<SectionContext> {
  const { limit: own, from, dueAt: before } = of;
  const earlier = Date.parse(before) < Date.parse(data.dueAt) ? before : data.dueAt;
  return {
    dueAt: own !== undefined && from === null ? earlier : data.dueAt,
    suspendedMinutes: of.suspendedMinutes + data.creditedMinutes,
    redated: of.redated + 1,
    suspended: null,
    lapsedAt: null,
  };
}

export function reported({ urges }: SectionContext, event: EventOf<'report'>): Partial<SectionContext> {
  const { text, percent } = event.data;
  return { report: { at: event.at, text, percent: percent ?? null }, urges: { ...urges, answered: true } };
}

export function urged({ urges }: SectionContext, { at }: EventEnvelope): Partial<SectionContext> {
  return { urges: urgedAgain(urges, at) };
}

/** By when the urge is to be answered, and from when the next may come. */
export function urgeCounted(
  { urges }: SectionContext,
  { data: { nextFrom, answerBy } }: EventOf<'urgeCounted'>,
): Partial<SectionContext> {
  return { urges: { ...urges, nextFrom, answerBy } };
}

export function facets(of: SectionContext, state: string): Facets {
  const { seat, unit, title, category, urgency, dueAt, suspended } = of;
  return {
    owner: seat,
    attention: null,
    unit,
    title,
    category: category ?? null,
    urgency,
    dueAt: state === 'suspended' ? null : dueAt,
    clock: state === 'suspended' ? suspended : (CLOCKS[state] ?? null),
  };
}

/** Whose time it is while the assignment is open. */
const CLOCKS: Readonly<Record<string, ClockParty>> = {
  limiting: 'receipt',
  'open.dispatched': 'receipt',
  'open.working': 'section',
};
