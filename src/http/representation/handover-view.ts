import { z } from 'zod';
import type { Directory } from '../../directory/directory.ts';
import { confirmerOf, type Handover, stageWith, unsignedItems } from '../../directory/handover.ts';
import type { HandoverHead } from '../../directory/handover-schema.ts';
import type { Language } from '../request/language.ts';

const person = z.strictObject({ id: z.string(), name: z.string() });
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

/** What views of handovers are made with: names, and who confirms at an instant (ISO). */
export interface HandoverSight {
  readonly directory: Directory;
  readonly at: string;
}

/** A handover as a line; `items` and `unsigned` are counts. */
export function handoverLineOf(
  head: HandoverHead & { readonly items: number; readonly unsigned: number },
  { directory, at }: HandoverSight,
): HandoverLine {
  const named = (id: string) => ({ id, name: directory.people.find((one) => one.id === id)?.name ?? id });
  const { leaver, newcomer, openedBy, witness, confirmed, withdrawn, ...rest } = head;
  const stage = stageWith(head, head.unsigned);
  const open = stage !== 'confirmed' && stage !== 'withdrawn';
  return {
    ...rest,
    stage,
    leaver: named(leaver),
    newcomer: named(newcomer),
    ...(open && { confirmer: named(confirmerOf(directory, head, at)) }),
    openedBy: named(openedBy),
    ...(witness !== undefined && { witness: named(witness) }),
    ...(confirmed && { confirmed: { ...confirmed, by: named(confirmed.by) } }),
    ...(withdrawn && { withdrawn: { ...withdrawn, by: named(withdrawn.by) } }),
  };
}

/** A handover with its brief where it may be shown. */
export function fullHandoverOf(
  handover: Handover,
  sight: HandoverSight,
  { brief, language }: { readonly brief: boolean; readonly language: Language },
): FullHandover {
  const { items, signedAt, ...head } = handover;
  const unsigned = unsignedItems(handover).length;
  const line = handoverLineOf({ ...head, items: items.length, unsigned }, sight);
  if (!brief) return line;
  return {
    ...line,
    brief: items.map(({ detail, ...one }) => {
      const signed = signedAt[one.id];
      const shown = { ...one, detail: typeof detail === 'string' ? detail : detail[language] };
      return signed === undefined ? shown : { ...shown, signedAt: signed };
    }),
  };
}
