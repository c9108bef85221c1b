import type pg from 'pg';

/** How far a follower has read the log of all tasks; what is of a position comes in the order of task and revision. */
export interface LogPosition {
  /** As PostgreSQL writes a bigint. */
  readonly position: string;
  readonly taskId: string;
  readonly revision: number;
}

/** An event as followers find it; what else they need of its task they look up. */
export interface FollowedEvent extends LogPosition {
  readonly type: string;
  /** ISO instant. */
  readonly at: string;
}

export interface LogPage {
  readonly events: readonly FollowedEvent[];
  /**
   * Committed after the oldest transaction in flight, as far as the page has room: these come again as `events`. For those
   * who do not mind taking an event twice, since a transaction of any database of the server holds all others back.
   */
  readonly early: readonly FollowedEvent[];
  /** Where to read on. */
  readonly next: LogPosition;
  /** True where nothing more was to be read. */
  readonly isEnd: boolean;
}

const FIRST_TASK = '00000000-0000-0000-0000-000000000000';

/*
 * Transactions end in another order than they begin. Read is therefore only up to the oldest one in flight: all before it
 * have ended, so that nothing can appear there any more. Of one task, a later revision is of a later transaction, since
 * its writer has seen the one before committed; so the order of positions is the order of each task.
 */
const HORIZON = 'SELECT base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS before FROM log_base';

/** The end of the log: whatever commits from now on is read from there. */
export async function readLogEnd(client: Pick<pg.Pool, 'query'>): Promise<LogPosition> {
  const { rows } = await client.query<{ before: string }>({ name: 'read-log-end', text: HORIZON });
  return { position: rows[0]?.before ?? '0', taskId: FIRST_TASK, revision: 0 };
}

interface Row {
  readonly before: string;
  readonly position: string | null;
  readonly task_id: string;
  readonly revision: number;
  readonly type: string;
  readonly at: Date;
}

/** The committed events after a position, at most so many, those of one task in their order; `events` each exactly once. */
export async function readLogAfter(
  client: Pick<pg.Pool, 'query'>,
  after: LogPosition,
  limit: number,
): Promise<LogPage> {
  const { rows } = await client.query<Row>({
    name: 'read-log-after',
    text: `WITH horizon AS MATERIALIZED (${HORIZON})
      SELECT before::text, found.* FROM horizon LEFT JOIN LATERAL (
        SELECT position::text, task_id, revision, type, at FROM event
        WHERE event.position >= $1::bigint AND (event.position, event.task_id, event.revision) > ($1::bigint, $2::uuid, $3::int4)
        ORDER BY event.position, task_id, revision LIMIT $4
      ) AS found ON true`,
    values: [after.position, after.taskId, after.revision, limit],
  });
  const found = rows.flatMap(({ position, task_id, revision, type, at }) =>
    position === null ? [] : [{ position, taskId: task_id, revision, type, at: at.toISOString() }],
  );
  const before = rows[0]?.before ?? after.position;
  const settled = found.findIndex(({ position }) => BigInt(position) >= BigInt(before));
  const [events, early] = settled < 0 ? [found, []] : [found.slice(0, settled), found.slice(settled)];
  const last = events.at(-1);
  if (last !== undefined && events.length === limit) {
    const { position, taskId, revision } = last;
    return { events, early, next: { position, taskId, revision }, isEnd: false };
  }
  // A snapshot may be a little older than the one of the read before: nobody reads backwards for that.
  const isAhead = BigInt(before) > BigInt(after.position);
  return {
    events,
    early,
    next: isAhead ? { position: before, taskId: FIRST_TASK, revision: 0 } : after,
    isEnd: true,
  };
}
