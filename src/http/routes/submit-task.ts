import { z } from 'zod';
import { actorOf } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { viewOf } from '../../access/readable-task.ts';
import { submittingRelationsOf } from '../../access/relations.ts';
import { roles } from '../../access/role.ts';
import type { WorkflowDefinition } from '../../engine/define.ts';
import { relationNames } from '../../engine/relation-names.ts';
import { Problem } from '../../platform/problem.ts';
import { entryJudge } from '../../tasks/entry/judge-entry.ts';
import { defineRoute } from '../define-route.ts';
import { revisionTag } from '../etag.ts';
import { mayReplayTask } from '../replay-task.ts';
import { changedTaskOf } from '../representation/task-representation.ts';
import { changedTask } from '../representation/task-schema.ts';
import { warningsIn } from '../representation/warnings.ts';

/** What is submitted where no workflow is named. */
const USUAL_WORKFLOW = 'reform-task';

/** The body of a submission; what `input` holds is declared by the workflow. */
export const submission = z
  .strictObject({ workflow: z.string().min(1).max(100).default(USUAL_WORKFLOW), input: z.unknown() })
  .meta({ id: 'Submission' });

export const submitTask = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks',
  title: { zh: '立项', en: 'Submit a task' },
  tag: 'tasks',
  access: 'principal',
  idempotent: 'withCommit',
  body: submission,
  responses: { 201: changedTask },
  problems: ['not-permitted', 'workflow-unknown', 'input-invalid'],
  mayReplay: mayReplayTask,
}).handledBy(async ({ body, caller, answer, language }, deps) => {
  const { engine } = deps;
  expectSubmitter(caller, engine.registry.get(body.workflow));
  const judge = entryJudge(deps);
  const { answering, reply } = answer((task) => ({
    status: 201,
    headers: { Location: `/api/v1/tasks/${task.id}`, ETag: revisionTag(task.revision) },
    body: changedTaskOf(task, viewOf(task, caller.id), caller, deps, warningsIn(language, judge.warnings())),
  }));
  const { workflow, input } = body;
  return reply(await engine.submit({ workflow, input, actor: actorOf(caller), answering, judge }));
});

/** Throws `not-permitted` unless the caller may submit a task of the workflow. */
export function expectSubmitter(caller: Caller, definition: WorkflowDefinition): void {
  const { submittedBy } = definition;
  const relations: readonly string[] = submittingRelationsOf(caller);
  if (relations.some((relation) => submittedBy.includes(relation))) return;
  const who = relationNames(definition, submittedBy, { zh: '系统', en: 'the engine' });
  const you = relationNames(definition, relations, roles[caller.role]);
  throw new Problem(
    'not-permitted',
    {
      zh: `${definition.title.zh}可由${who.zh}提交；您是${you.zh}。`,
      en: `${definition.title.en} is handed in by: ${who.en}; you are: ${you.en}.`,
    },
    { permitted: submittedBy },
  );
}
