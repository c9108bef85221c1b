import type { WorkflowDefinition } from '../../src/engine/definition/define.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { type Caller, DUTY, mayRead } from './people.ts';
import { bodyOf, type EventSent, type Post, type Submission } from './post.ts';
import { type ModelTask, type ReformTask, record } from './task.ts';
import {
  allows,
  apply,
  doerOf,
  fits,
  isReadable,
  type Kept,
  maySend,
  names,
  principalOf,
  sendersOf,
  takenBy,
  type World,
} from './world.ts';

/** What the answer brings that nobody can foretell. */
export interface Revealed {
  readonly id: string;
  /** Of the event in the log. */
  readonly eventId: string;
}

export type Foretold =
  | { readonly is: 'refused'; readonly status: number; readonly code: string }
  | { readonly is: 'replayed'; readonly status: number; readonly text: string }
  | { readonly is: 'done'; readonly status: 200 | 201; readonly apply: (revealed: Revealed) => ModelTask };

const REPLAYABLE = new Set([200, 201, 409, 412, 422]);

/** What the door must answer; changes nothing yet. */
export function foretell(world: World, post: Post): Foretold {
  const { who } = post;
  if (who === undefined) return refused(401, 'unauthenticated');
  if (post.kind === 'event' && post.ifMatch === undefined) return refused(428, 'revision-missing');
  const decided = post.kind === 'submit' ? submitted(world, who, post) : sent(world, who, post);
  const kept = world.kept.get(scopeOf(who, post));
  if (kept === undefined || !(REPLAYABLE.has(decided.status) || decided.status === 403)) return decided;
  if (kept.fingerprint !== fingerprintOf(post)) return refused(422, 'key-reused');
  const shown = shownBy(world, post, kept);
  if (shown !== undefined && !isReadable(world, who, shown)) return refused(404, 'not-found');
  return { is: 'replayed', status: kept.status, text: kept.text };
}

/** Remembers an answer under its key, if it is of those that are kept. */
export function keep(world: World, post: Post, foretold: Foretold, text: string): void {
  const { who } = post;
  if (who === undefined || foretold.is === 'replayed' || !REPLAYABLE.has(foretold.status)) return;
  if (foretold.is === 'refused' && foretold.code === 'key-reused') return;
  world.kept.set(scopeOf(who, post), { fingerprint: fingerprintOf(post), status: foretold.status, text });
}

function submitted(world: World, who: Caller, post: Submission): Foretold {
  if (!['reform-task', 'section-assignment'].includes(post.workflow)) return refused(422, 'workflow-unknown');
  const mayHandIn = who.role === 'taskForce' || who.role === 'machine';
  if (!mayHandIn || post.workflow !== 'reform-task') return refused(403, 'not-permitted');
  if (!post.wellFormed) return refused(422, 'input-invalid');
  return {
    is: 'done',
    status: 201,
    apply({ id }) {
      const task = handedIn(id, who, post);
      world.tasks.push(task);
      return task;
    },
  };
}

function handedIn(id: string, who: Caller, { routesTo, criteria, input }: Submission): ReformTask {
  const task: ReformTask = {
    workflow: 'reform-task',
    id,
    submitter: who.name,
    criteria,
    officer: null,
    title: input.title,
    limit: input.limit.workingDays,
    countedLimit: null,
    recount: null,
    moves: 0,
    revision: 0,
    state: 'routing',
    owner: DUTY,
    attention: null,
    unit: null,
    urges: 0,
    log: [],
    work: [],
    returnedBy: [],
    ruled: false,
    received: false,
    lapsed: { receipt: false, due: false, decision: false },
    request: null,
    answered: null,
    senders: [],
    deciding: null,
    extensions: 0,
    parked: null,
    transfer: null,
    transfers: 0,
    claimants: [],
    sentBack: 0,
    sections: [],
  };
  record(task, 'created', { principal: principalOf(who), onBehalfOf: undefined }, [
    { kind: 'route', name: 'route', unit: routesTo },
  ]);
  return task;
}

function sent(world: World, who: Caller, { task, ifMatch, type, data, wellFormed }: EventSent): Foretold {
  const readable = isReadable(world, who, task);
  if (isNews(task, type, ifMatch))
    return readable ? refused(412, 'revision-stale') : refused(404, 'not-found');
  if (!mayRead(who, task)) return readable ? refused(403, 'not-permitted') : refused(404, 'not-found');
  if (sendersOf(task, type) === undefined) return refused(422, 'event-unknown');
  if (!maySend(who, task, type)) return refused(403, 'not-permitted');
  if (!wellFormed) return refused(422, 'event-invalid');
  const doer = doerOf(who, task, type);
  if (!takenBy(task).includes(type)) return refused(409, 'event-not-accepted');
  if (!names(task, type, data)) return refused(422, 'event-invalid');
  if (!allows(task, type, doer) || !fits(task, type, data)) return refused(409, 'guard-failed');
  return {
    is: 'done',
    status: 200,
    apply({ eventId }) {
      apply(task, type, data, doer, eventId);
      return task;
    },
  };
}

/** Whether what came since the revision in If-Match is news of what the sender of an event decides on. */
function isNews({ workflow, revision, log }: ModelTask, type: string, ifMatch = 0): boolean {
  if (ifMatch === revision) return false;
  const [seen, ...since] = log.slice(ifMatch - 1);
  const { events }: WorkflowDefinition = workflow === 'reform-task' ? reformTask : sectionAssignment;
  const sees = events[type]?.sees;
  if (ifMatch > revision || seen === undefined) return true;
  const isRoutine = (past: string) => events[past]?.routine ?? !(past in events);
  return since.some(
    (past) =>
      past.principal !== 'engine' ||
      past.owner !== seen.owner ||
      ((sees ?? ['state']).includes('state') && past.state !== seen.state) ||
      (sees?.includes('dueAt') === true && past.moves !== seen.moves) ||
      (sees === undefined && !isRoutine(past.type)),
  );
}

/** The task that a kept answer shows, or that it is about. */
function shownBy({ tasks }: World, post: Post, { status, text }: Kept): ModelTask | undefined {
  if (post.kind === 'event') return post.task;
  if (status >= 300) return undefined;
  const { id } = JSON.parse(text) as { readonly id: string };
  return tasks.find((task) => task.id === id);
}

/** A key is good for one caller and one kind of request. */
function scopeOf(who: Caller, { kind, key }: Post): string {
  return JSON.stringify([who.name, kind, key]);
}

function fingerprintOf(post: Post): string {
  return JSON.stringify(post.kind === 'submit' ? [bodyOf(post)] : [post.task.id, post.ifMatch, bodyOf(post)]);
}

function refused(status: number, code: string): Foretold {
  return { is: 'refused', status, code };
}
