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

/** Of children of which their parent remembers no more than such a part: they are called by their seats. */
export const bySeat = { isOpen, isFinished, name: ({ seat }: { readonly seat: string }) => seat };

/** A part that its parent does not ask for any more. */
export function waived<Entry extends Part>(entry: Entry): Entry {
  return { ...entry, status: 'waived' };
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

/** A kind of children, whatever is remembered of them. */
interface Kind<Context, Begin> {
  readonly spawns: (context: Context, event: Begin) => readonly SpawnParams[];
  readonly added: (context: Context, event: Begin) => Partial<Context>;
}

/** The same as they end early. */
interface Closable<Context> {
  readonly recalls: (context: Context, reason: string) => readonly SignalParams[];
  readonly recalled: (context: Context, reason: string, at: string) => Partial<Context>;
}

/** The actions by which tasks with such a context and such events ask for children and speak to other tasks. */
export function childActions<Context extends MachineContext, Event extends EventObject>() {
  type Action<Taken extends Event, Asked extends Spawn | Signal> = ActionFunction<
    Context,
    Taken,
    Event,
    undefined,
    never,
    Asked,
    never,
    never,
    never
  >;
  return {
    /** Asks for children, and does not remember them yet. */
    spawning: <Taken extends Event>(spawns: Kind<Context, Taken>['spawns']): Action<Taken, Spawn> =>
      enqueueActions(({ context, event, enqueue }) => {
        for (const params of spawns(context, event)) enqueue({ type: 'spawn', params });
      }),
    /** Asks for children, and remembers them. */
    beginning: <Taken extends Event>({ spawns, added }: Kind<Context, Taken>): Action<Taken, Spawn> =>
      enqueueActions(({ context, event, enqueue }) => {
        for (const params of spawns(context, event)) enqueue({ type: 'spawn', params });
        enqueue.assign(added(context, event));
      }),
    /** Tells all that are open that they are no longer wanted, and remembers it. */
    closing: <Taken extends Event & { readonly at: string }>(
      { recalls, recalled }: Closable<Context>,
      reasonOf: (event: Taken) => string,
    ): Action<Taken, Signal> =>
      enqueueActions(({ context, event, enqueue }) => {
        const reason = reasonOf(event);
        for (const params of recalls(context, reason)) enqueue({ type: 'signal', params });
        enqueue.assign(recalled(context, reason, event.at));
      }),
    signalling: <Taken extends Event>(
      signals: (context: Context, event: Taken) => readonly SignalParams[],
    ): Action<Taken, Signal> =>
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
