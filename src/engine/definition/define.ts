import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { z } from 'zod';
import { derivedId } from '../../platform/ids.ts';
import type { ChildKind } from './children.ts';
import type { Projections, RunningLimit, TaskBrief } from './projections.ts';
import { type Standing, standingBy } from './standing.ts';

export { derivedId };

/** A name in both languages of the product; Chinese is what users read first. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** Who caused an event: a principal, the person behind it, the seat it spoke for, and for whom it acted. */
export interface Actor {
  readonly principal: string;
  /** Id of the person who acted; absent for machines, the engine and events of before it was kept. */
  readonly person?: string | undefined;
  readonly name: string;
  readonly seat?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  /** Id of the person for whom it acted. */
  readonly forPerson?: string | undefined;
}

/** Ids of the people behind an event: who acted, and for whom. Empty where it is not known. */
export function peopleBehind({ person, forPerson }: Actor): string[] {
  return [person, forPerson].filter((one) => one !== undefined);
}

/** The engine itself: the actor of routed, spawned, signalled and timed events. */
export const ENGINE: Actor = { principal: 'engine', name: 'onedoor' };

/** The relation that only the engine has to a task; events declared `by: ['engine']` come from effects alone. */
export const BY_ENGINE = 'engine';

/** A fact of a task, apart from whose it is, on which its sender may decide an event. */
export type Sight = 'state' | 'dueAt';

export interface EventDeclaration<Data extends z.ZodType = z.ZodType> {
  readonly title: Title;
  /** Relations to the task that may send the event, e.g. `accountable`; never roles alone. */
  readonly by: readonly string[];
  readonly data: Data;
  /**
   * What of the task its sender decides on, so that only news of this makes If-Match stale: what a person did since, and
   * what the engine or a child changed of these facts or of the accountable seat. Left out for grave events: there
   * all but bookkeeping (`routine`) does.
   */
  readonly sees?: readonly Sight[];
  /** Whether it can be sent to many tasks in one request: for what takes note of something and decides nothing. */
  readonly inBulk?: true;
  /** Bookkeeping of the engine: by itself no news to a sender, not even of a grave event. */
  readonly routine?: true;
  /**
   * The effect that taking the event would ask for, as far as it is known before the data: a reader that offers the event can
   * foretell a refusal. Undefined where nothing is known.
   */
  readonly asks?: (context: never) => AskedEffect | undefined;
}

/** An effect as a machine would ask for it. */
export interface AskedEffect {
  readonly name: string;
  readonly params: unknown;
}

/** Under this key of its metadata a field says what it names; forms read it off the JSON Schema too. */
export const REFERS_TO = 'x-refers-to';

/** What a field names: a kind of thing, and of whose it must be where that is not all the same. */
export interface Reference {
  /** A kind of the domain (`unit`, `seat`, `day`, …), or one of those under which the workflow names its own. */
  readonly kind: string;
  readonly within?: string;
  /** Entries of one list may name the same thing; otherwise that is refused. */
  readonly mayRepeat?: true;
}

/** Declares what a field names, so that the door can hold it against what there is. */
export function refersTo<Field extends z.ZodType>(field: Field, reference: Reference): Field {
  return field.meta({ [REFERS_TO]: reference });
}

/** Something of a task itself that its events can name, e.g. an acceptance criterion. */
export interface Nameable {
  readonly id: string;
  readonly title: string;
}

export type EventDeclarations = Readonly<Record<string, EventDeclaration>>;

/** What a machine sees: the declared event with its actor, instant and identity; nothing else comes from outside. */
export interface EventEnvelope {
  readonly actor: Actor;
  /** ISO instant of the ledger's clock. */
  readonly at: string;
  /** Identity of the event; ids of children derive from it. */
  readonly id: string;
}

/** The union of the events of a declaration, as the machine's `events` type. */
export type StepEvent<E extends EventDeclarations> = {
  [Name in keyof E & string]: EventEnvelope & {
    readonly type: Name;
    readonly data: z.output<E[Name]['data']>;
  };
}[keyof E & string];

/** What a machine's context factory receives. */
export interface MachineInput<Input> extends EventEnvelope {
  readonly taskId: string;
  readonly input: Input;
}

/** The types of a machine, as `setup` wants them. */
export interface MachineTypes<Context, Events extends EventDeclarations, Input> {
  readonly context: Context;
  readonly events: StepEvent<Events>;
  readonly input: MachineInput<Input>;
  readonly meta: { readonly title: Title };
}

/** Carries the types of a machine into XState's `setup`, which reads the type and never the value. */
export function machineTypes<Context, Events extends EventDeclarations, Input>(): MachineTypes<
  Context,
  Events,
  Input
> {
  return {} as MachineTypes<Context, Events, Input>;
}

/** What readers of every workflow may filter by, projected from the context into columns of the task row. */
export interface Facets {
  /** The one seat that answers for the task now. */
  readonly owner: string;
  /** Another seat in whose queue the task waits besides the owner's, e.g. the reviewer's; accountability stays. */
  readonly attention: string | null;
  readonly unit: string | null;
  readonly title: string;
  readonly category: string | null;
  readonly urgency: string | null;
  /** ISO instant. */
  readonly dueAt: string | null;
  /** The party that has the clock now, in the workflow's own terms; null where nobody's time is running. */
  readonly clock: string | null;
}

/** Why a guard refuses, in words for the user; `about: 'data'` guards cannot be foretold without the data. */
export interface GuardDeclaration {
  readonly title: Title;
  /** The same with what the task knows, e.g. until when; ISO instants are said as county time. */
  readonly why?: (context: never) => Title;
  readonly about: 'task' | 'actor' | 'data';
}

/** How the tasks of a workflow are numbered. */
export interface Numbering {
  /** What stands before the count, and names the series, for a task created at an ISO instant, e.g. `2026-`. */
  readonly series: (createdAt: string) => string;
  /** Counted one by one in the commit, without gaps; else the count is the serial, which has some and costs nothing. */
  readonly consecutive: boolean;
}

/** A stored snapshot; an upcaster takes the one of its version to the next version. */
export interface StoredSnapshot {
  readonly value: unknown;
  readonly context: unknown;
}

export type Upcaster = (stored: StoredSnapshot) => StoredSnapshot;

export interface WorkflowDeclaration {
  readonly name: string;
  readonly version: number;
  readonly title: Title;
  readonly input: z.ZodType;
  readonly context: z.ZodType;
  readonly events: EventDeclarations;
  readonly guards?: Readonly<Record<string, GuardDeclaration>>;
  /** What people call the relations that events name; one that is missing is said as it is. */
  readonly relations?: Readonly<Record<string, Title>>;
  readonly machine: AnyStateMachine;
  /** Relations that may submit a task of this workflow; empty for children that only the engine spawns. */
  readonly submittedBy: readonly string[];
  /** Of a context in a state, given as its dotted path. */
  readonly facets: (context: never, state: string) => Facets;
  readonly projections?: Projections;
  /** The kinds of children that its tasks have. */
  readonly children?: readonly ChildKind[];
  /** What other rooms read of its tasks, in their own terms (`src/vocabulary/readings.ts`); the engine does not look into it. */
  readonly readings?: object;
  /** What the acts of its standing are called, as they stand before "by when": 待签收. */
  readonly acts?: Readonly<Record<string, Title>>;
  /** Left out where nobody calls a task by its number. */
  readonly numbering?: Numbering;
  /** Names or codes of units that the task is shown to besides those that it is with, as they were written. */
  readonly shownTo?: (context: never) => readonly string[];
  /** What events can name of the task itself, by kind of reference. */
  readonly names?: (context: never) => Readonly<Record<string, readonly Nameable[]>>;
  /** Key: the version that the upcaster takes to the next one. */
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
}

export interface WorkflowDefinition extends Omit<WorkflowDeclaration, 'facets' | 'names' | 'shownTo'> {
  readonly projections: Projections;
  readonly children: readonly ChildKind[];
  readonly guards: Readonly<Record<string, GuardDeclaration>>;
  readonly relations: Readonly<Record<string, Title>>;
  readonly upcasters: Readonly<Record<number, Upcaster>>;
  readonly facets: (context: unknown, state: string) => Facets;
  readonly shownTo: (context: unknown) => readonly string[];
  readonly names: (context: unknown) => Readonly<Record<string, readonly Nameable[]>>;
  readonly acts: Readonly<Record<string, Title>>;
  readonly standing: (context: unknown, state: string) => Standing;
  readonly brief: (context: unknown) => TaskBrief;
  readonly limits: (context: unknown) => readonly RunningLimit[];
}

export type Snapshot = AnyMachineSnapshot;

/** Keeps the literal types of an event declaration. */
export function declareEvents<const E extends EventDeclarations>(events: E): E {
  return events;
}

/** Data of events that carry none. */
export const noData = z.strictObject({});

/** Whether a task of the workflow may have children: its machine declares `spawn`, or an earlier version's may have. */
export function maySpawn({ machine, version }: WorkflowDefinition): boolean {
  return version > 1 || 'spawn' in machine.implementations.actions;
}

/** Checks a declaration once, at load, and returns it as a definition; what it refuses would fail only at run time. */
export function defineWorkflow(declaration: WorkflowDeclaration): WorkflowDefinition {
  const { name, version, machine, events } = declaration;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new Error(`Workflow name "${name}": expected lower-case words joined by hyphens.`);
  }
  if (!Number.isInteger(version) || version < 1) {
    throw new Error(`Workflow ${name}: version ${version}, expected a whole number from 1.`);
  }
  for (const type of machine.events as readonly string[]) {
    if (!(type in events) && !type.startsWith('xstate.')) {
      throw new Error(`Workflow ${name}: the machine accepts "${type}", which events does not declare.`);
    }
  }
  for (const type of Object.keys(events)) {
    if (!(machine.events as readonly string[]).includes(type)) {
      throw new Error(`Workflow ${name}: events declares "${type}", which no state of the machine accepts.`);
    }
  }
  return {
    ...declaration,
    // Of the events alone: `constructor` and its like, which every object has, are events of no workflow.
    events: Object.assign(Object.create(null) as object, events),
    guards: declaration.guards ?? {},
    relations: declaration.relations ?? {},
    upcasters: declaration.upcasters ?? {},
    shownTo: (declaration.shownTo ?? (() => [])) as (context: unknown) => readonly string[],
    projections: declaration.projections ?? {},
    children: declaration.children ?? [],
    facets: declaration.facets as (context: unknown, state: string) => Facets,
    acts: declaration.acts ?? {},
    standing: standingBy(declaration),
    limits: (declaration.projections?.limits ?? hasNoLimits) as WorkflowDefinition['limits'],
    brief: (declaration.projections?.brief ?? saysNothing) as WorkflowDefinition['brief'],
    names: (declaration.names ?? namesNothing) as WorkflowDefinition['names'],
  };
}

function namesNothing(): Readonly<Record<string, readonly Nameable[]>> {
  return {};
}

function saysNothing(): TaskBrief {
  return {};
}

function hasNoLimits(): readonly RunningLimit[] {
  return [];
}
