import { z } from 'zod';
import { actorOf, actorsOn, standsIn } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { mayRead } from '../../access/may-read.ts';
import { readableTask, submitterFor, taskNotFound, viewOf } from '../../access/readable-task.ts';
import { relationsOf } from '../../access/relations.ts';
import type { Actor } from '../../engine/define.ts';
import { explainRefusal } from '../../engine/offers.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/problem.ts';
import { entryJudge } from '../../tasks/entry/judge-entry.ts';
import { defineRoute } from '../define-route.ts';
import type { DoorDeps } from '../door-deps.ts';
import { revisionTag } from '../etag.ts';
import { mayReplayTask } from '../replay-task.ts';
import { changedTaskOf } from '../representation/task-representation.ts';
import { changedTask } from '../representation/task-schema.ts';
import { warningsIn } from '../representation/warnings.ts';

/** The body of an event; what `data` holds is declared by the workflow. */
export const taskEvent = z
  .strictObject({ type: z.string().min(1).max(100), data: z.unknown().optional() })
  .meta({ id: 'TaskEvent' });

export const sendEvent = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks/{id}/events',
  title: { zh: '办理', en: 'Send an event to a task' },
  tag: 'tasks',
  access: 'principal',
  idempotent: 'withCommit',
  ifMatch: true,
  params: z.strictObject({ id: z.uuid() }),
  body: taskEvent,
  responses: { 200: changedTask },
  problems: [
    'not-found',
    'not-permitted',
    'event-unknown',
    'event-invalid',
    'event-not-accepted',
    'guard-failed',
  ],
  mayReplay: mayReplayTask,
}).handledBy(async ({ params: { id }, body: { type, data }, caller, revision, answer, language }, deps) => {
  const submitter = await submitterFor(deps.pool, caller, id);
  const actor = standsIn(caller) ? await actorStandingIn(caller, id, type, deps) : actorOf(caller);
  const judge = entryJudge(deps);
  const { answering, reply } = answer((task) => ({
    status: 200,
    headers: { ETag: revisionTag(task.revision) },
    body: changedTaskOf(task, viewOf(task, submitter), caller, deps, warningsIn(language, judge.warnings())),
  }));
  try {
    const sent = await deps.engine.send({
      taskId: id,
      event: { type, data },
      actor,
      expected: revision,
      relations(task) {
        const view = viewOf(task, submitter);
        if (!mayRead(caller, view)) throw taskNotFound(id);
        return relationsOf(caller, view);
      },
      answering,
      judge,
    });
    return reply(sent);
  } catch (error) {
    const seen = await asSeenBy(caller, id, error, deps);
    const refused = seen instanceof Problem && seen.code === 'event-not-accepted' && standsIn(caller);
    throw refused ? ((await explainedFor(caller, id, { type, data, actor }, deps)) ?? seen) : seen;
  }
});

/** For whom one acts depends on whose task it is and what is done; If-Match makes sure that it is still so at the commit. */
async function actorStandingIn(
  caller: Caller,
  id: string,
  type: string,
  { engine, county, clock }: DoorDeps,
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
  { engine, county, clock }: DoorDeps,
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
async function asSeenBy(caller: Caller, id: string, error: unknown, deps: DoorDeps): Promise<unknown> {
  if (!(error instanceof Problem)) return error;
  if (error.code !== 'revision-stale' && error.code !== 'not-found') return error;
  try {
    await readableTask(deps, caller, id);
  } catch (hidden) {
    return hidden;
  }
  if (error.code === 'revision-stale') return error;
  return new Problem('not-permitted', {
    zh: '您可查阅此任务，但不由您办理。',
    en: 'You may read this task, but it is not yours to act on.',
  });
}
