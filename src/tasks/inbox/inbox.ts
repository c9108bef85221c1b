import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TaskItem } from '../../contract/task.ts';
import type { Title } from '../../engine/definition/define.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { readCursor } from '../lists/cursor.ts';
import { next } from '../lists/list-tasks.ts';
import { type InboxPosition, type InboxRow, selectInbox } from '../store/select-inbox.ts';
import type { Sources } from '../view/sources.ts';
import { actView, itemOf, type View, viewNow } from '../view/task-view.ts';
import type { InboxWaiters } from './inbox-waiters.ts';
import { whyNext } from './why-next.ts';

/** An item as its reader is shown it: what they may do hangs on the time as well as on the task. */
export interface ShownItem extends TaskItem {
  readonly actions?: readonly { readonly type: string }[];
}

/** Whose inbox: the caller and every seat they speak for now, also as deputy. */
export interface InboxReader<Item extends ShownItem = TaskItem> {
  readonly principal: string;
  readonly seats: readonly string[];
  /** Ids of single tasks that were lent to the caller. */
  readonly tasks?: readonly string[];
  /** Adds what the reader is shown besides; the items as they are without it. */
  readonly detailed?: (items: readonly TaskItem[]) => Promise<readonly Item[]>;
}

export interface InboxQuery {
  /** One of the caller's seats; all of them without it. */
  readonly seat?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Inbox<Item extends ShownItem = TaskItem> {
  readonly items: readonly Item[];
  /** What to take up first, and why; absent where nothing waits for the caller. */
  readonly next?: { readonly id: string; readonly number: string; readonly why: Title };
  readonly nextCursor?: string;
}

export interface TaggedInbox<Item extends ShownItem = TaskItem> {
  readonly inbox: Inbox<Item>;
  /** Entity tag; weak, since how late a task is grows without being news. */
  readonly etag: string;
}

export interface InboxWait {
  /** Whether an entity tag is one that the client holds. */
  readonly isKnown: (etag: string) => boolean;
  readonly ms: number;
  readonly signal?: AbortSignal | undefined;
}

const position: z.ZodType<InboxPosition> = z.strictObject({
  by: z.string().nullable(),
  normal: z.boolean(),
  serial: z.int(),
});

/** One page of what waits at the caller's seats. Throws `query-invalid`, `not-permitted`. */
export async function readInbox<Item extends ShownItem = TaskItem>(
  sources: Sources,
  reader: InboxReader<Item>,
  query: InboxQuery,
): Promise<TaggedInbox<Item>> {
  const { seats, tasks } = placesAsked(reader, query);
  const binding = { principal: reader.principal, list: 'inbox', query: { seat: query.seat } };
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, position, binding);
  const view = viewNow(sources);
  const rows = await selectInbox(sources.database, { seats, tasks }, query.limit + 1, after);
  const found = rows.slice(0, query.limit).map((row) => inboxItem(row, view));
  const items = await (reader.detailed?.(found) ?? (found as readonly TaskItem[] as readonly Item[]));
  const first = items.find(({ attention }) => attention === null || seats.includes(attention.seat));
  const page = next(
    rows,
    query.limit,
    ({ by_key, urgency, serial }): InboxPosition => ({ by: by_key, normal: urgency !== 'urgent', serial }),
    binding,
  );
  const why = first && whyNext(first);
  return {
    inbox: {
      items,
      ...(first && why ? { next: { id: first.id, number: first.number, why } } : {}),
      ...page,
    },
    etag: etagOf(seats, items, page.nextCursor !== undefined, view.directory.version),
  };
}

/** An item with what the reader's own seat has to do, which need not be what the task waits for first. */
function inboxItem(row: InboxRow, view: View): TaskItem {
  const item = itemOf(row, view);
  if (row.besides) return item;
  const act = actView(row.owner, row.owner_act, row.owner_by, view.definitions.get(row.workflow), view);
  return Object.assign(item, { act });
}

/**
 * The inbox as soon as it differs from what the client holds, or its entity tag where it still is the same when the
 * time is up. The waiter is registered before each read, so a commit between read and wait ends the wait at once; who
 * reads is asked anew for each read, since rights may be withdrawn while a reader waits.
 */
export async function awaitInbox<Item extends ShownItem = TaskItem>(
  sources: Sources,
  waiters: InboxWaiters,
  readerNow: () => Promise<InboxReader<Item>>,
  query: InboxQuery,
  { isKnown, ms, signal }: InboxWait,
): Promise<TaggedInbox<Item> | { readonly unchanged: string }> {
  const end = performance.now() + ms;
  for (;;) {
    const reader = await readerNow();
    const left = Math.max(0, end - performance.now());
    const { seats, tasks } = placesAsked(reader, query);
    const topics = [...seats, ...tasks];
    const waiting = waiters.wait({ principal: reader.principal, topics, ms: left, signal });
    try {
      const tagged = await readInbox(sources, reader, query);
      if (!isKnown(tagged.etag)) return tagged;
      if ((await waiting.outcome) !== 'woken') return { unchanged: tagged.etag };
    } finally {
      waiting.cancel();
    }
  }
}

function placesAsked(
  { seats, tasks = [] }: Pick<InboxReader, 'seats' | 'tasks'>,
  { seat }: InboxQuery,
): { readonly seats: readonly string[]; readonly tasks: readonly string[] } {
  if (seat === undefined) return { seats, tasks };
  if (seats.includes(seat)) return { seats: [seat], tasks: [] };
  throw new Problem('not-permitted', {
    zh: `seat=${seat}：您此刻不代表这个岗位；您代表的岗位：${seats.join('、') || '无'}。`,
    en: `seat=${seat}: you do not act for this seat now; your seats: ${seats.join(', ') || 'none'}.`,
  });
}

function etagOf(
  seats: readonly string[],
  items: readonly ShownItem[],
  more: boolean,
  directoryVersion: number,
): string {
  const shown = items.map(({ id, revision, light, act, actions }) => {
    return [id, revision, light, act?.late, actions?.map(({ type }) => type)];
  });
  const digest = createHash('sha256').update(
    JSON.stringify([seats.toSorted(), shown, more, directoryVersion]),
  );
  return `W/"${digest.digest('base64url').slice(0, 22)}"`;
}
