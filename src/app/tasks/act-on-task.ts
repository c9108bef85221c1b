import { actorOf, actorsOn, standsIn } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { mayRead } from '../../access/relations/may-read.ts';
import { readableTask, submitterFor, taskNotFound, viewOf } from '../../access/relations/readable-task.ts';
import { relationsOf, type TaskView } from '../../access/relations/relations.ts';
import type { Actor } from '../../engine/definition/define.ts';
import { explainRefusal } from '../../engine/definition/offers.ts';
import type { Task } from '../../engine/steps/task.ts';
import type { Answering } from '../../engine/writing/commands.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { entryJudge } from '../../tasks/entry/judge-entry.ts';
import type { EntryNote } from '../../tasks/entry/note.ts';
import type { Desk } from '../desk.ts';

/** What acting on tasks works with. */
export type ActDesk = Pick<Desk, 'engine' | 'pool' | 'county' | 'clock' | 'categories'>;

/** An event that a caller wants a task to take. */
export interface Act {
  readonly caller: Caller;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** Revision that the caller saw; the newest is decided on without it. */
  readonly expected?: number | undefined;
}

/** The one way in which callers act on tasks: by their rights, judged at the door, refused in what they may know. */
export interface Acting {
  readonly send: (answering: Answering) => Promise<Task>;
  /** What the door had to say of what it let pass. */
  readonly notes: () => readonly EntryNote[];
  /** The task with what rights on it rest on. */
  readonly view: (task: Task) => TaskView;
}

/** Makes ready what a caller does to a task. Sending throws what the engine throws, and `not-found`. */
export async function actOnTask(act: Act, desk: ActDesk): Promise<Acting> {
  const { caller, id, type, data, expected } = act;
  const submitter = await submitterFor(desk.pool, caller, id);
  const actor = standsIn(caller) ? await actorStandingIn(caller, id, type, desk) : actorOf(caller);
  const judge = entryJudge(desk);
  return {
    notes: judge.warnings,
    view: (task) => viewOf(task, submitter),
    async send(answering) {
      try {
        return await desk.engine.send({
          taskId: id,
          event: { type, data },
          actor,
          expected,
          relations(task) {
            const view = viewOf(task, submitter);
            if (!mayRead(caller, view)) throw taskNotFound(id);
            return relationsOf(caller, view);
          },
          answering,
          judge,
        });
      } catch (error) {
        const seen = await asSeenBy(caller, id, error, desk);
        const refused = seen instanceof Problem && seen.code === 'event-not-accepted' && standsIn(caller);
        throw refused ? ((await explainedFor(caller, id, { type, data, actor }, desk)) ?? seen) : seen;
      }
    },
  };
}

/** For whom one acts depends on whose task it is and what is done; If-Match makes sure that it is still so at the commit. */
async function actorStandingIn(
  caller: Caller,
  id: string,
  type: string,
  { engine, county, clock }: ActDesk,
): Promise<Actor> {
  const task = await engine.read(id);
  const declared = task?.definition.events[type];
  if (task === undefined || declared === undefined) return actorOf(caller);
  return actorsOn(caller, viewOf(task), county.directory(), isoOf(clock()))(declared.by);
}

/** What else a caller may do who stands in for several seats: each thing for the seat that may. */
async function explainedFor(
  caller: Caller,
  id: string,
  event: { readonly type: string; readonly data: unknown; readonly actor: Actor },
  { engine, county, clock }: ActDesk,
): Promise<Problem | undefined> {
  const task = await engine.read(id);
  if (task === undefined) return undefined;
  const at = isoOf(clock());
  const view = viewOf(task);
  const sender = actorsOn(caller, view, county.directory(), at);
  const full = { ...event, at, id };
  return explainRefusal(task.definition, task.snapshot, full, relationsOf(caller, view), sender);
}

/**
 * A stale revision is only told to who may read the task; and a task that is readable by kinship (a section's parent)
 * is not denied, only the event is.
 */
async function asSeenBy(caller: Caller, id: string, error: unknown, desk: ActDesk): Promise<unknown> {
  if (!(error instanceof Problem)) return error;
  if (error.code !== 'revision-stale' && error.code !== 'not-found') return error;
  try {
    await readableTask(desk, caller, id);
  } catch (hidden) {
    return hidden;
  }
  if (error.code === 'revision-stale') return error;
  return new Problem('not-permitted', {
    zh: '您可查阅此任务，但不由您办理。',
    en: 'You may read this task, but it is not yours to act on.',
  });
}
