import { z } from 'zod';
import { actorOf } from '../../../access/actor.ts';
import { viewOf } from '../../../access/relations/readable-task.ts';
import { expectSubmitter } from '../../../app/tasks/expect-submitter.ts';
import { planTask } from '../../../app/tasks/plan-task.ts';
import { flag } from '../../../contract/page.ts';
import { plannedTask } from '../../../contract/planned-task.ts';
import { changedTask } from '../../../contract/task.ts';
import { entryJudge } from '../../../tasks/entry/judge-entry.ts';
import { REGISTER_WORKFLOW } from '../../../vocabulary/register.ts';
import { revisionTag } from '../../answer/etag.ts';
import { mayReplayTask } from '../../answer/replay-task.ts';
import { defineRoute } from '../../define-route.ts';
import { changedTaskOf } from '../../representation/task-representation.ts';
import { warningsIn } from '../../representation/warnings.ts';

/** The body of a submission; what `input` holds is declared by the workflow. */
export const submission = z
  .strictObject({ workflow: z.string().min(1).max(100).default(REGISTER_WORKFLOW), input: z.unknown() })
  .meta({ id: 'Submission' });

export const submitTask = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks',
  title: { zh: '立项', en: 'Submit a task' },
  tag: 'tasks',
  access: 'principal',
  description:
    'dryRun=true 只预判：将派往何处、由谁负责、期限、提醒和同名在办任务，不写入，也不需要 Idempotency-Key。' +
    'dryRun=true only foretells where it would go, who would answer, the dates, warnings and open tasks of the same ' +
    'title; it writes nothing and needs no Idempotency-Key.',
  idempotent: 'withCommit',
  query: z.strictObject({ dryRun: flag }),
  changesNothing: ({ dryRun }) => dryRun === 'true',
  body: submission,
  responses: { 200: plannedTask, 201: changedTask },
  answerHeaders: ['Location', 'ETag'],
  problems: ['not-permitted', 'workflow-unknown', 'input-invalid'],
  mayReplay: mayReplayTask,
}).handledBy(async ({ body, query, caller, answer, language }, deps) => {
  const { engine } = deps;
  const definition = engine.registry.get(body.workflow);
  expectSubmitter(caller, definition);
  const judge = entryJudge(deps);
  if (query.dryRun === 'true') {
    const planned = await planTask(deps, definition, body.input, caller, judge);
    return { status: 200, body: { ...planned, warnings: warningsIn(language, judge.warnings()) } };
  }
  const { answering, reply } = answer((task) => ({
    status: 201,
    headers: { Location: `/api/v1/tasks/${task.id}`, ETag: revisionTag(task.revision) },
    body: changedTaskOf(task, viewOf(task, caller.id), caller, deps, warningsIn(language, judge.warnings())),
  }));
  const { workflow, input } = body;
  return reply(await engine.submit({ workflow, input, actor: actorOf(caller), answering, judge }));
});
