import { type ActionFunction, type EventObject, enqueueActions, type MachineContext } from 'xstate';
import { z } from 'zod';
import type { SignalParams, SpawnParams } from '../src/engine/definition/children.ts';
import { seatId, taskId } from './fields.ts';

/** What every word of a child to its parent says; the highest revision is its last word, in whatever order they come. */
export const fromChild = { child: taskId, childRevision: z.int().min(1) };

/** How far a child has come that does a part of its parent's work. */
export const partStatus = z.enum(['dispatched', 'received', 'finished', 'returned', 'waived']);

/** What a parent remembers at least of such a child. */
export const part = z.strictObject({
  child: taskId,
  seat: seatId,
  status: partStatus,
  /** The child's revision that `status` rests on; 0 before it has said anything. */
  revision: z.int(),
});

type Part = Pick<z.output<typeof part>, 'status' | 'revision'>;

/** Of a child that has not said anything. */
export const UNHEARD = { status: 'dispatched', revision: 0 } as const satisfies Part;

/** True while a part is still to be done. */
export function isOpen({ status }: Pick<Part, 'status'>): boolean {
  return status === 'dispatched' || status === 'received';
}

export function isFinished({ status }: Pick<Part, 'status'>): boolean {
  return status === 'finished';
}

/** Takes a word of a child as its last one, unless a later one came before it; what its parent waived stays waived. */
export function lastWord(status: Part['status']) {
  return <Entry extends Part>(
    entry: Entry,
    { data: { childRevision: revision } }: { readonly data: { readonly childRevision: number } },
  ): Entry => {
    if (revision <= entry.revision) return entry;
    return entry.status === 'waived' ? { ...entry, revision } : { ...entry, status, revision };
  };
}

interface Child {
  readonly parent: string;
  readonly taskId: string;
  /** Of those that speak more than once. */
  readonly revision?: number;
}

/** What a child says to its parent, under the revision that it has come to. */
export function toParent(
  { parent, taskId: child, revision: childRevision = 1 }: Child,
  type: string,
  said: object = {},
): SignalParams {
  return { taskId: parent, event: { type, data: { child, childRevision, ...said } } };
}

type Spawn = { readonly type: 'spawn'; readonly params: SpawnParams };
type Signal = { readonly type: 'signal'; readonly params: SignalParams };

/** The actions by which tasks with such a context and such events ask for children and speak to other tasks. */
export function childActions<Context extends MachineContext, Event extends EventObject>() {
  return {
    spawning: <Taken extends Event>(
      spawns: (context: Context, event: Taken) => readonly SpawnParams[],
    ): ActionFunction<Context, Taken, Event, undefined, never, Spawn, never, never, never> =>
      enqueueActions(({ context, event, enqueue }) => {
        for (const params of spawns(context, event)) enqueue({ type: 'spawn', params });
      }),
    signalling: <Taken extends Event>(
      signals: (context: Context, event: Taken) => readonly SignalParams[],
    ): ActionFunction<Context, Taken, Event, undefined, never, Signal, never, never, never> =>
      enqueueActions(({ context, event, enqueue }) => {
        for (const params of signals(context, event)) enqueue({ type: 'signal', params });
      }),
  };
}

/** What hears the words of a kind of children, one transition for each event by which they speak. */
export function hearing<Transition>(
  { hears }: { readonly hears: readonly string[] },
  transition: Transition,
): Readonly<Record<string, Transition>> {
  return Object.fromEntries(hears.map((type) => [type, transition]));
}
