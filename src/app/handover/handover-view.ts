import type { FullHandover, HandoverLine } from '../../contract/county/handover.ts';
import type { Directory } from '../../directory/directory.ts';
import { confirmerOf, type Handover, stageWith, unsignedItems } from '../../directory/handover.ts';
import type { HandoverHead } from '../../directory/handover-schema.ts';
import type { Language } from '../../platform/wording/words.ts';

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
