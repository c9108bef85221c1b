import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { tasksLentTo } from '../../../access/relations/answers-for.ts';
import { sourcesOf } from '../../../app/task-sources.ts';
import { inboxItem } from '../../../contract/inbox.ts';
import { nextCursor, pageFields } from '../../../contract/page.ts';
import { title } from '../../../contract/words.ts';
import { awaitInbox, type InboxReader, readInbox, type TaggedInbox } from '../../../tasks/inbox/inbox.ts';
import { isNoneMatch } from '../../answer/etag.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { noContent } from '../../answer/reply.ts';
import { defineRoute } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';
import { type DetailedItem, inboxItemsOf } from '../../representation/inbox-item.ts';
import { MOST_WAIT_SECONDS, waitSecondsOf } from '../../request/prefer-wait.ts';

const PATH = '/api/v1/inbox';

export const inbox = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '我的待办', en: 'What waits for me' },
  tag: 'tasks',
  description:
    '本人各岗位（含代理岗位）的未结任务：按本岗位须办理的时刻排序（签收、签批、裁定、审核、答复各有时限），再按紧急程度、编号。带 If-None-Match 与 Prefer: wait=N（最多 30 秒）时，等到有变化才答复，否则答 304。' +
    'Open tasks at the caller’s seats, those stood in for included, by the instant at which the seat itself must act. With If-None-Match and Prefer: wait=N (30 s at most) the answer comes when something changes, else 304.',
  access: 'principal',
  waitSeconds: MOST_WAIT_SECONDS,
  query: z.strictObject({
    seat: z.string().min(1).max(40).optional().meta({ description: '只看一个岗位 One seat only' }),
    ...pageFields,
  }),
  headers: z.object({
    'if-none-match': z.string().max(1000).optional(),
    prefer: z.string().max(200).optional(),
  }),
  responses: {
    200: z.strictObject({
      items: z.array(inboxItem).readonly(),
      /** What to take up first, and why. */
      next: z.strictObject({ id: z.uuid(), number: z.string(), why: title }).optional(),
      nextCursor,
    }),
    304: noContent,
  },
  answerHeaders: ['ETag', 'Link', 'Preference-Applied'],
  problems: ['not-permitted', 'too-many-requests'],
}).handledBy(async ({ query, headers, caller, signal, again }, deps) => {
  const ifNoneMatch = headers['if-none-match'];
  const seconds = waitSecondsOf(headers.prefer);
  if (ifNoneMatch === undefined || seconds === undefined || query.cursor !== undefined) {
    const tagged = await readInbox(sourcesOf(deps), readerOf(caller, deps), query);
    if (!isNoneMatch(ifNoneMatch, tagged.etag)) return replyOf(tagged, query);
    return { status: 304, headers: { ETag: tagged.etag } };
  }
  const readerNow = async () => readerOf(await again(), deps);
  const applied = { 'Preference-Applied': `wait=${seconds}` };
  const news = await awaitInbox(sourcesOf(deps), deps.waiters, readerNow, query, {
    isKnown: (etag) => isNoneMatch(ifNoneMatch, etag),
    ms: seconds * 1000,
    signal: signal(),
  });
  if ('unchanged' in news) return { status: 304, headers: { ETag: news.unchanged, ...applied } };
  return replyOf(news, query, applied);
});

function readerOf(caller: Caller, deps: DoorDeps): InboxReader<DetailedItem> {
  return {
    principal: caller.id,
    seats: [...caller.speaksFor],
    tasks: tasksLentTo(caller),
    detailed: (items) => inboxItemsOf(items, caller, deps),
  };
}

function replyOf(
  { inbox: body, etag }: TaggedInbox<DetailedItem>,
  { seat, limit }: { readonly seat?: string | undefined; readonly limit: number },
  applied: Readonly<Record<string, string>> = {},
) {
  const headers = { ETag: etag, ...linkToNext(PATH, { seat, limit }, body.nextCursor), ...applied };
  return { status: 200, headers, body } as const;
}
