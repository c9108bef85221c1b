import { z } from 'zod';
import { actorOf } from '../../../access/actor.ts';
import type { Caller } from '../../../access/caller.ts';
import { viewOf } from '../../../access/relations/readable-task.ts';
import { submittingRelationsOf } from '../../../access/relations/relations.ts';
import { roles } from '../../../access/role.ts';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { flag } from '../../../contract/page.ts';
import { type PlannedTask, plannedTask } from '../../../contract/planned-task.ts';
import { changedTask } from '../../../contract/task.ts';
import type { WorkflowDefinition } from '../../../engine/definition/define.ts';
import { relationNames } from '../../../engine/definition/relation-names.ts';
import { isoOf } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { type EntryJudge, entryJudge } from '../../../tasks/entry/judge-entry.ts';
import { planMatter } from '../../../tasks/entry/plan-matter.ts';
import { openTasksTitled } from '../../../tasks/lists/same-titles.ts';
import { REGISTER_WORKFLOW } from '../../../vocabulary/register.ts';
import { revisionTag } from '../../answer/etag.ts';
import { mayReplayTask } from '../../answer/replay-task.ts';
import { defineRoute } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';
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
    const planned = await plannedTaskOf(definition, body.input, caller, judge, deps);
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

async function plannedTaskOf(
  definition: WorkflowDefinition,
  input: unknown,
  caller: Caller,
  judge: EntryJudge,
  deps: DoorDeps,
): Promise<Omit<PlannedTask, 'warnings'>> {
  const { county, clock } = deps;
  const plan = planMatter(definition, input, { county, actor: actorOf(caller), judge, now: isoOf(clock()) });
  const asked = { title: plan.title, workflow: definition.name };
  const duplicates = await openTasksTitled(sourcesOf(deps), readerOf(caller), asked);
  return { dryRun: true, workflow: definition.name, ...plan, duplicates };
}

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
