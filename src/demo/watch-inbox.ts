import { type Answer, type CountyCaller, Refused, type TaskAnswer } from './county-caller.ts';

interface InboxAnswer {
  readonly items: readonly TaskAnswer[];
}

/** Undefined where the key has ended: a person who handed their seat over works here no longer. */
async function lookInto(
  caller: CountyCaller,
  waiting: Record<string, string>,
): Promise<Answer<InboxAnswer | undefined> | undefined> {
  try {
    return await caller.get('/api/v1/inbox?limit=200', waiting);
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return undefined;
    throw error;
  }
}

/**
 * Long-polls a caller's inbox and hands every item to `act` whenever it has changed, until stopped or their key ends. One item at a time:
 * it is one person who works here.
 */
export async function watchInbox(
  caller: CountyCaller,
  stop: AbortSignal,
  act: (task: TaskAnswer) => Promise<void>,
): Promise<void> {
  const seen = new Map<string, number>();
  let etag: string | undefined;
  while (!stop.aborted) {
    const waiting = etag === undefined ? {} : { 'if-none-match': etag, prefer: 'wait=5' };
    const answer = await lookInto(caller, waiting);
    if (answer === undefined) return;
    etag = answer.etag ?? undefined;
    for (const task of answer.body?.items ?? []) {
      if (stop.aborted || seen.get(task.id) === task.revision) continue;
      seen.set(task.id, task.revision);
      try {
        await act(task);
      } catch (error) {
        // Another person or a timer was quicker: look again, as a person would.
        if (!(error instanceof Refused) || ![409, 412].includes(error.status)) throw error;
        seen.delete(task.id);
        etag = undefined;
      }
    }
  }
}
