import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Act, actOnTask } from '../../../app/tasks/act-on-task.ts';
import { sendToMany } from '../../../app/tasks/send-to-many.ts';
import { changedTask } from '../../../contract/task.ts';
import { recallAnswer } from '../../../engine/store/kept-answers.ts';
import { problems } from '../../../platform/wording/problem.ts';
import { said } from '../../../platform/wording/said.ts';
import type { Language } from '../../../platform/wording/words.ts';
import { problemOf } from '../../answer/problem-reply.ts';
import { shownAfter } from '../../answer/show-acting.ts';
import { defineRoute } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';
import { answerInCommit } from '../../request/idempotency.ts';

/** Most tasks of one request. */
const MOST = 100;

const one = z.strictObject({
  id: z.uuid(),
  revision: z.int().min(1).optional().meta({
    description: '所见版本；不给出则按最新版本办理 The revision that was seen; the newest without it',
  }),
  data: z
    .unknown()
    .optional()
    .meta({ description: '仅此任务的内容 For this task in place of the common data' }),
});

const result = z
  .strictObject({
    id: z.uuid(),
    status: z.int().meta({ description: '单独办理时的状态码 The status that it would have had alone' }),
    task: changedTask.optional(),
    problem: z
      .strictObject({ code: z.string(), title: z.string(), detail: z.string() })
      .optional()
      .meta({ description: '未办成的原因 Why it was refused' }),
  })
  .meta({ id: 'BulkResult' });

type Result = z.input<typeof result>;

export const taskEvents = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks/events',
  title: { zh: '批量办理', en: 'Send an event to several tasks' },
  tag: 'tasks',
  description:
    `一次签收多件，至多 ${MOST} 件；逐件按本人权限办理，逐件答复，一件不成不影响其他。仅限流程说明中标为 inBulk 的操作。` +
    '同一 Idempotency-Key 重发时，已办的不会再办。' +
    `At most ${MOST} tasks, each by the caller’s own rights and with its own result; only events marked \`inBulk\`. ` +
    'Under the same Idempotency-Key nothing is done twice.',
  access: 'principal',
  idempotent: 'afterwards',
  body: z.strictObject({
    type: z.string().min(1).max(100),
    data: z.unknown().optional(),
    tasks: z
      .array(one)
      .min(1)
      .max(MOST)
      .refine((tasks) => new Set(tasks.map(({ id }) => id.toLowerCase())).size === tasks.length, {
        error: said('同一任务出现两次，请只留一次', 'A task is named twice; name each once'),
      }),
  }),
  responses: { 200: z.strictObject({ done: z.int(), results: z.array(result).readonly() }) },
  problems: ['event-unknown'],
}).handledBy(async ({ body: { type, data, tasks }, caller, seed, language }, deps) => {
  const results = await sendToMany(deps.engine.registry, type, tasks, (given) => {
    const act = { caller, id: given.id, type, data: given.data ?? data, expected: given.revision };
    return resultOf(act, seed, language, deps);
  });
  const done = results.filter(({ status }) => status === 200).length;
  return { status: 200, body: { done, results } };
});

/** What becomes of one task; under the request's key it is done once, however often the request comes. */
async function resultOf(act: Act, seed: string, language: () => Language, deps: DoorDeps): Promise<Result> {
  const { id } = act;
  const scope = hash('sha256', `${seed}/${id}`);
  try {
    const acting = await actOnTask(act, deps);
    const keyed = { scope, fingerprint: scope };
    const { answering } = answerInCommit(
      keyed,
      (task) => ({ status: 200, body: shownAfter(acting, task, act.caller, language, deps) }),
      () => undefined,
    );
    const task = await acting.send(answering);
    return { id, status: 200, task: shownAfter(acting, task, act.caller, language, deps) };
  } catch (error) {
    const kept = await recallAnswer(deps.pool, scope, deps.settings.idempotencyHours);
    if (kept !== undefined) return { id, status: 200, task: JSON.parse(kept.body) as never };
    const { code, detail } = problemOf(error);
    const { status, [language()]: title } = problems[code];
    if (status >= 500) deps.log.error({ error, task: id }, 'One of several tasks could not be changed.');
    return { id, status, problem: { code, title, detail: status >= 500 ? title : detail[language()] } };
  }
}
