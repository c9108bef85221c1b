import { legalEvents, senders } from '../workflows/moves/legal-events.ts';
import { type Caller, callers, mayRead, relationsTo } from './people.ts';
import type { Post } from './post.ts';
import { reformAllows, reformFits, reformNames } from './rules/reform-allowed.ts';
import { applyToReform, type Payload } from './rules/reform-rules.ts';
import { applyToSection, sectionAllows } from './rules/section-rules.ts';
import type { Doer, ModelTask } from './task.ts';

/** An answer that was kept under an Idempotency-Key. */
export interface Kept {
  readonly fingerprint: string;
  readonly status: number;
  readonly text: string;
}

/** Everything the model knows of one sequence. */
export interface World {
  /** What was posted so far, for repetitions. */
  readonly posts: Post[];
  /** In every title of the sequence and in no other's. */
  readonly tag: string;
  readonly tasks: ModelTask[];
  readonly kept: Map<string, Kept>;
}

export function emptyWorld(tag: string): World {
  return { tag, posts: [], tasks: [], kept: new Map() };
}

export function principalOf({ role, name }: Caller): string {
  return role === 'machine' ? name : `seat:${name}`;
}

/** The actor that the log will name: with the seat stood in for, where the event is for one. */
export function doerOf(caller: Caller, task: ModelTask, type: string): Doer {
  const relation = relationsTo(caller, task).find((one) => sendersOf(task, type)?.includes(one));
  const seat = relation === undefined ? undefined : seatFor(relation, task);
  const standsIn = seat !== undefined && caller.name !== seat && caller.speaksFor.includes(seat);
  return { principal: principalOf(caller), onBehalfOf: standsIn ? `seat:${seat}` : undefined };
}

/** The seat that has a relation to a task; officers of the task force act as themselves. */
function seatFor(relation: string, { owner, unit }: ModelTask): string | undefined {
  if (relation === 'accountable' || relation === 'sectionStaff') return owner;
  if (unit === null) return undefined;
  return { unitCommissioner: `${unit}/A`, unitLeader: `${unit}/L` }[relation];
}

/** The events that a task takes now, whoever sends them. */
export function takenBy({ workflow, state }: ModelTask): readonly string[] {
  const taken = legalEvents[workflow]?.[state];
  if (taken === undefined) throw new Error(`The model knows no state "${state}" of ${workflow}.`);
  return taken;
}

/** Who may send an event, by relation; undefined where there is no such event. */
export function sendersOf({ workflow }: ModelTask, type: string): readonly string[] | undefined {
  return senders[workflow]?.[type];
}

export function maySend(caller: Caller, task: ModelTask, type: string): boolean {
  const relations = relationsTo(caller, task);
  return sendersOf(task, type)?.some((relation) => relations.includes(relation)) ?? false;
}

/** Whether task and caller allow an event that the task takes now; what the event says is another matter. */
export function allows(task: ModelTask, type: string, doer: Doer): boolean {
  if (!takenBy(task).includes(type)) return false;
  return task.workflow === 'reform-task' ? reformAllows(task, type, doer) : sectionAllows(task, type);
}

/** Whether all that an event names is there. */
export function names(task: ModelTask, type: string, data: Payload): boolean {
  return task.workflow === 'section-assignment' || reformNames(task, type, data);
}

export function fits(task: ModelTask, type: string, data: Payload): boolean {
  return task.workflow === 'section-assignment' || reformFits(task, type, data);
}

export function apply(task: ModelTask, type: string, data: Payload, doer: Doer, eventId: string): void {
  if (task.workflow === 'reform-task') applyToReform(task, type, data, doer, eventId);
  else applyToSection(task, type, doer);
}

/** What a caller is told that they may do next. */
export function actionsFor(caller: Caller, task: ModelTask): readonly string[] {
  return takenBy(task).filter(
    (type) => maySend(caller, task, type) && allows(task, type, doerOf(caller, task, type)),
  );
}

/** By itself, or as the parent of a section's own task. */
export function isReadable(world: World, caller: Caller, task: ModelTask): boolean {
  return mayRead(caller, task) || isKin(world, caller, task) || hadIt(caller, task);
}

/** Whoever answered for a task goes on reading it; of a unit all but its sections. */
function hadIt({ role, unit, speaksFor }: Caller, { log }: ModelTask): boolean {
  if (role === 'admin' || role === 'machine') return false;
  return log.some(
    ({ owner }) =>
      speaksFor.includes(owner) ||
      (role !== 'sectionStaff' && unit !== undefined && owner.startsWith(`${unit}/`)),
  );
}

function isKin({ tasks }: World, { role, speaksFor }: Caller, { id }: ModelTask): boolean {
  return (
    role === 'sectionStaff' &&
    tasks.some(
      (task) =>
        task.workflow === 'section-assignment' && task.parent === id && speaksFor.includes(task.owner),
    )
  );
}

/** Who is asked about a task in a test: now and then anybody, mostly somebody who may read it. */
export function askerOf(world: World, task: ModelTask, who: number): Caller {
  const readers = callers.filter((caller) => isReadable(world, caller, task));
  const list = who % 4 === 0 ? callers : readers;
  const found = list[who % list.length];
  if (found === undefined) throw new Error(`Nobody may read ${task.id}.`);
  return found;
}

/** A step somebody may take now. */
export interface Chance {
  readonly task: ModelTask;
  readonly type: string;
  readonly who: readonly Caller[];
}

/** Every step that somebody may take now, by whoever may. */
export function chancesIn({ tasks }: World): readonly Chance[] {
  return tasks.flatMap((task) =>
    takenBy(task).flatMap((type) => {
      const who = callers.filter(
        (caller) =>
          mayRead(caller, task) &&
          maySend(caller, task, type) &&
          allows(task, type, doerOf(caller, task, type)),
      );
      return who.length === 0 ? [] : [{ task, type, who }];
    }),
  );
}
