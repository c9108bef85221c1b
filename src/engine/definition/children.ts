import { derivedId } from '../../platform/ids.ts';
import type { Words } from '../../platform/wording/words.ts';

/** Asks for a child: an effect that the engine itself understands; machines use it as an action beside their own. */
export interface SpawnParams {
  readonly workflow: string;
  /** Deterministic: `derivedId(event.id, n)`. */
  readonly taskId: string;
  readonly input: unknown;
}

/** Sends an event to another task: the other effect that the engine itself understands. */
export interface SignalParams {
  readonly taskId: string;
  readonly event: { readonly type: string; readonly data: unknown };
}

/** What a parent remembers of one child, whatever else it remembers. */
export interface ChildEntry {
  readonly child: string;
}

/** A child as readers ask after it. */
export interface ChildStanding extends ChildEntry {
  /** What it is called among its siblings: a code or a name. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly isReceived: boolean;
  readonly isFinished: boolean;
}

/** One kind of children that tasks of a workflow have, as readers ask it. */
export interface ChildKind {
  /** The workflow of such children. */
  readonly kind: string;
  /** Under which name their parent remembers them. */
  readonly under: string;
  /** Events by which they speak to their parent. */
  readonly hears: readonly string[];
  /** Events by which their parent speaks to them. */
  readonly tells: readonly string[];
  /** Of children that do a part of their parent's work, so that it waits for them: what that is called, and who does it. */
  readonly part?: PartWords | undefined;
  /** All that a parent remembers of such children. */
  readonly standings: (context: unknown) => readonly ChildStanding[];
}

/** E.g. 分办 (an assignment) to a 科室 (section); in English one of them. */
export interface PartWords {
  readonly work: Words;
  readonly doer: Words;
}

/** A child that an event asks for: what its parent will remember of it beside its id, and what it is handed down. */
export interface NewChild<Entry extends ChildEntry> {
  readonly entry: Omit<Entry, 'child'>;
  readonly input: object;
}

interface Word {
  readonly type: string;
  readonly data?: unknown;
}

type EntriesOf<Context, Key extends keyof Context> = Context[Key] extends readonly (infer Entry)[]
  ? Entry & ChildEntry
  : never;

/** How children of one kind begin, what they say and how they end early; by what their parent remembers of them. */
export interface ChildDeclaration<Context, Key extends keyof Context, Begin, Entry extends ChildEntry> {
  readonly kind: string;
  /** Under which name a parent remembers them, one entry a child. */
  readonly under: Key;
  /** The children that an event asks for; each gets its id from the event and its place. */
  readonly spawn: (context: Context, event: Begin) => readonly NewChild<Entry>[];
  /** By event, what a child has said. Words come doubled, late and out of order. */
  readonly hears: Readonly<Record<string, (entry: Entry, word: never) => Entry>>;
  /** How a child is told that it is no longer wanted; its data is `reason`. */
  readonly closes: {
    readonly by: string;
    readonly closed: (entry: Entry, reason: string, at: string) => Entry;
  };
  /** What else the parent tells those that are open. */
  readonly tells?: readonly string[];
  readonly isOpen: (entry: Entry) => boolean;
  /** Left out where receipt is not told. */
  readonly isReceived?: (entry: Entry) => boolean;
  readonly isFinished: (entry: Entry) => boolean;
  readonly name: (entry: Entry) => string;
  readonly part?: PartWords;
}

/** A kind of children as the machine of their parent uses it; each function is of a context and changes nothing. */
export interface Children<Context, Key extends keyof Context, Begin, Entry extends ChildEntry>
  extends ChildKind {
  readonly open: (context: Pick<Context, Key>) => readonly Entry[];
  /** The entries that an event adds. */
  readonly begun: (context: Context, event: Begin) => readonly Entry[];
  /** The same as a change: what was remembered before, and these. */
  readonly added: (context: Context, event: Begin) => Pick<Context, Key>;
  readonly spawns: (context: Context, event: Begin) => readonly SpawnParams[];
  /** What a child said, folded into what is remembered of it. */
  readonly heard: (context: Pick<Context, Key>, word: Word) => Pick<Context, Key>;
  /** Says the same to each that is open. */
  readonly told: (context: Pick<Context, Key>, type: string, data: object) => readonly SignalParams[];
  /** Tells those that are open, all or some, that they are no longer wanted. */
  readonly recalls: (
    context: Pick<Context, Key>,
    reason: string,
    which?: (entry: Entry) => boolean,
  ) => readonly SignalParams[];
  /** The same are on record as closed. */
  readonly recalled: (
    context: Pick<Context, Key>,
    reason: string,
    at: string,
    which?: (entry: Entry) => boolean,
  ) => Pick<Context, Key>;
}

/** Declares one kind of children of tasks that remember such a context. */
export function declareChildren<Context extends { readonly taskId: string }>() {
  return function declare<Key extends keyof Context & string, Begin extends { readonly id: string }>(
    declared: ChildDeclaration<Context, Key, Begin, EntriesOf<Context, Key>>,
  ): Children<Context, Key, Begin, EntriesOf<Context, Key>> {
    type Entry = EntriesOf<Context, Key>;
    const { kind, under, hears, closes, tells = [], isOpen, isFinished, name, part } = declared;
    const isReceived = declared.isReceived ?? every;
    const of = (context: Pick<Context, Key>) => context[under] as unknown as readonly Entry[];
    const as = (entries: readonly Entry[]) => ({ [under]: entries }) as unknown as Pick<Context, Key>;
    const open = (context: Pick<Context, Key>) => of(context).filter(isOpen);
    const begin = (context: Context, event: Begin) =>
      declared.spawn(context, event).map(({ entry, input }, n) => {
        const child = derivedId(event.id, n);
        return { entry: { child, ...entry } as unknown as Entry, input };
      });
    const begun = (context: Context, event: Begin) => begin(context, event).map(({ entry }) => entry);
    return {
      kind,
      under,
      hears: Object.keys(hears),
      tells: [closes.by, ...tells],
      part,
      standings: (context) =>
        of(context as Context).map((entry) => ({
          child: entry.child,
          name: name(entry),
          isOpen: isOpen(entry),
          isReceived: isReceived(entry),
          isFinished: isFinished(entry),
        })),
      open,
      begun,
      added: (context, event) => as([...of(context), ...begun(context, event)]),
      spawns: (context, event) =>
        begin(context, event).map(({ entry: { child }, input }) => ({
          workflow: kind,
          taskId: child,
          input: { parent: context.taskId, ...input },
        })),
      heard(context, word) {
        const fold = hears[word.type];
        if (fold === undefined) return as(of(context));
        const { child } = Object(word.data) as Partial<ChildEntry>;
        return as(of(context).map((entry) => (entry.child === child ? fold(entry, word as never) : entry)));
      },
      told: (context, type, data) => open(context).map(({ child }) => signal(child, type, data)),
      recalls: (context, reason, which = every) =>
        open(context)
          .filter(which)
          .map(({ child }) => signal(child, closes.by, { reason })),
      recalled: (context, reason, at, which = every) =>
        as(
          of(context).map((entry) =>
            isOpen(entry) && which(entry) ? closes.closed(entry, reason, at) : entry,
          ),
        ),
    };
  };
}

function every(): boolean {
  return true;
}

function signal(taskId: string, type: string, data: object): SignalParams {
  return { taskId, event: { type, data } };
}
