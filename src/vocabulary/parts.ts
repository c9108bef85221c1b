import type { ChildKind, PartWords } from '../engine/definition/children.ts';
import type { WorkflowDefinition } from '../engine/definition/define.ts';
import { counted } from '../platform/wording/counted.ts';
import type { Words } from '../platform/wording/words.ts';
import { type LateReading, readingsOf } from './readings.ts';

/** The parts of its work that a task gave to others, counted. */
export interface PartsCount {
  readonly total: number;
  readonly open: number;
  /** Of those that are open. */
  readonly unreceived: number;
  readonly finished: number;
}

/** Of a task that gave none. */
export const NO_PARTS: PartsCount = { total: 0, open: 0, unreceived: 0, finished: 0 };

/** A kind of children that do a part of their parent's work. */
export type PartKind = ChildKind & { readonly part: PartWords };

/** The kinds of children that do a part of the work of a workflow's tasks. */
export function partKindsOf(
  definition: Pick<WorkflowDefinition, 'children'> | undefined,
): readonly PartKind[] {
  return (definition?.children ?? []).filter((kind): kind is PartKind => kind.part !== undefined);
}

/** How far the parts of one kind, or of several, have come. */
export function countParts(kinds: readonly ChildKind[], context: unknown): PartsCount {
  const parts = kinds.flatMap((kind) => kind.standings(context));
  const open = parts.filter(({ isOpen }) => isOpen);
  return {
    total: parts.length,
    open: open.length,
    unreceived: open.filter(({ isReceived }) => !isReceived).length,
    finished: parts.filter(({ isFinished }) => isFinished).length,
  };
}

/** Why a task waits that gave parts of its work to others. */
export function waitsForParts({ work, doer }: PartWords, { total, open, unreceived }: PartsCount): Words {
  const [zh, en] =
    unreceived > 0 ? [`，其中 ${unreceived} 项未签收`, `, ${unreceived} not received`] : ['', ''];
  return {
    zh: `${work.zh}后${doer.zh}未办结：${total} 项${work.zh}中 ${open} 项未办结${zh}`,
    en: `${capital(doer.en)}s have not finished: ${open} of ${counted(total, work.en)} are open${en}`,
  };
}

/** Why tasks of a workflow are late: as it says, or because of the parts that they gave to others. */
export function lateReadingOf(definition: WorkflowDefinition | undefined): LateReading<unknown> | undefined {
  const kinds = partKindsOf(definition);
  return readingsOf(definition).late ?? (kinds.length === 0 ? undefined : lateByParts(kinds));
}

function lateByParts(kinds: readonly PartKind[]): LateReading<unknown> {
  return {
    restsOnMemory: () => true,
    facts: (context) =>
      kinds
        .map((kind) => ({ part: kind.part, count: countParts([kind], context) }))
        .find(({ count }) => count.open > 0),
    why(_waiting, facts) {
      const open = facts as { readonly part: PartWords; readonly count: PartsCount } | undefined;
      return open && waitsForParts(open.part, open.count);
    },
  };
}

/** What remains of the parts of one kind, for the next holder of the seat; undefined where none is open. */
export function partsAtWork({ part, standings }: PartKind, context: unknown): Words | undefined {
  const all = standings(context);
  const open = all.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  if (open.length === 0) return undefined;
  return {
    zh: `${part.work.zh} ${all.length} 项，未办结：${open.join('、')}`,
    en: `Given to ${counted(all.length, part.doer.en)}, still at work: ${open.join(', ')}`,
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
