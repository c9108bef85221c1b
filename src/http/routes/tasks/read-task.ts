import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { mayRead } from '../../../access/relations/may-read.ts';
import { type ReadableTask, readableTask, viewOf } from '../../../access/relations/readable-task.ts';
import { fullTask } from '../../../contract/task.ts';
import { taskTopic } from '../../../engine/log/news-topics.ts';
import type { Task } from '../../../engine/steps/task.ts';
import { nextNews, untilNews, type WaitTerms } from '../../../tasks/inbox/inbox-waiters.ts';
import { isNoneMatch, latestRevisionIn, representationTag } from '../../answer/etag.ts';
import { noContent } from '../../answer/reply.ts';
import { defineRoute } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';
import { fullTaskOf } from '../../representation/task-representation.ts';
import { writtenTask } from '../../representation/written-task.ts';
import { MOST_WAIT_SECONDS, waitSecondsOf } from '../../request/prefer-wait.ts';

/**
 * For so long a waiting reader who has what this process last committed is left to wait before the database is asked
 * whether another process went further: nearly always news of this process comes first.
 */
const LOOK_AFTER_MS = 100;

export const readTask = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/{id}',
  title: { zh: '查看任务', en: 'Read a task' },
  tag: 'tasks',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  description:
    '带 If-None-Match 与 Prefer: wait=N（最多 30 秒）时，等到任务有新版本才答复，否则答 304。' +
    'With If-None-Match and Prefer: wait=N (30 s at most) the answer comes with the next revision, else 304.',
  waitSeconds: MOST_WAIT_SECONDS,
  headers: z.object({
    'if-none-match': z.string().max(1000).optional(),
    prefer: z.string().max(200).optional(),
  }),
  responses: { 200: fullTask, 304: noContent },
  answerHeaders: ['ETag', 'Preference-Applied'],
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, headers, caller, signal, again }, deps) => {
  const ifNoneMatch = headers['if-none-match'];
  const seconds = waitSecondsOf(headers.prefer);
  const known = latestRevisionIn(ifNoneMatch);
  let found: ReadableTask | undefined;
  if (known !== undefined && seconds !== undefined) {
    const terms = { principal: caller.id, topics: [taskTopic(id)], ms: seconds * 1000, signal: signal() };
    found = await awaitRevision(deps, caller, id, known, terms);
    await again();
  }
  const { task, view } = found ?? (await readableTask(deps, caller, id));
  const children = await deps.engine.children(task);
  const { content, essence } = writtenTask(fullTaskOf(task, view, children, caller, deps));
  // Who says what they hold is made to wait; who does not, is answered at once.
  const waited = known !== undefined && seconds !== undefined;
  const applied = waited ? { 'Preference-Applied': `wait=${seconds}` } : {};
  const tags = { ETag: representationTag(task.revision, essence), ...applied };
  if ((waited && known === task.revision) || isNoneMatch(ifNoneMatch, tags.ETag))
    return { status: 304, headers: tags };
  return { status: 200, headers: tags, content };
});

/** Waits until a task has another revision than the one known, or until the time is up; answers with what was seen last. */
async function awaitRevision(
  deps: DoorDeps,
  caller: Caller,
  id: string,
  known: number,
  terms: WaitTerms,
): Promise<ReadableTask | undefined> {
  const { engine, waiters } = deps;
  if (isUpToDate(engine.kept(id), known, caller)) {
    await nextNews(waiters, { ...terms, ms: Math.min(LOOK_AFTER_MS, terms.ms) });
  }
  let found: ReadableTask | undefined;
  await untilNews(waiters, terms, async () => {
    // What this process committed is news enough; only where it knows of none is the database asked.
    const kept = engine.kept(id);
    const newer = kept !== undefined && kept.revision > known ? kept : undefined;
    found = await readableTask(deps, caller, id, newer);
    return found.task.revision !== known;
  });
  return found;
}

/** Whether a caller who may read the task has seen the revision that this process knows. */
function isUpToDate(kept: Task | undefined, known: number, caller: Caller): boolean {
  return kept?.revision === known && mayRead(caller, viewOf(kept));
}
