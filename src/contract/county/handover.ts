import { z } from 'zod';
import { person } from '../seat.ts';

const instant = z.iso.datetime();

const item = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['task', 'clock', 'promise', 'ruling', 'request', 'system']).meta({
      description: '在办任务、时限、承诺、待裁定、待答复、系统 Task, clock, promise, ruling, request, system',
    }),
    title: z.string(),
    detail: z.string(),
    since: instant
      .optional()
      .meta({ description: '移交人签字后新来或有变化 Came or changed since the leaver signed' }),
    signedAt: instant.optional(),
  })
  .meta({ id: 'HandoverItem' });

/** A handover as lists show it. */
export const handoverLine = z
  .strictObject({
    id: z.uuid(),
    seat: z.string(),
    stage: z.enum(['leaver', 'newcomer', 'leader', 'confirmed', 'withdrawn']).meta({
      description: '待移交人、接收人、分管领导签字，或已确认、已撤回 Whose turn it is, or how it ended',
    }),
    leaver: person,
    newcomer: person,
    confirmer: person.optional().meta({ description: '此刻应由何人确认 Who confirms, while it is open' }),
    effectiveAt: instant,
    openedBy: person,
    openedAt: instant,
    leaverSignedAt: instant.optional(),
    witness: person.optional(),
    confirmed: z.strictObject({ by: person, at: instant, effectiveAt: instant }).optional(),
    withdrawn: z.strictObject({ by: person, at: instant, reason: z.string() }).optional(),
    items: z.int().meta({ description: '清单项数 Items of the brief' }),
    unsigned: z.int().meta({ description: '接收人未签项数 Items the newcomer has not signed' }),
  })
  .meta({ id: 'HandoverLine' });

/** A handover with its brief, for those who may see it. */
export const fullHandover = handoverLine
  .extend({ brief: z.array(item).readonly().optional() })
  .meta({ id: 'Handover' });

export type HandoverLine = z.input<typeof handoverLine>;
export type FullHandover = z.input<typeof fullHandover>;
