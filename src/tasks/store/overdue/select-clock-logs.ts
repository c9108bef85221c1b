import type { Database } from '../lists/listed-row.ts';

/** An event as clocks read it, with the seat that answered after it; instants are ISO text. */
export interface ClockLogRow {
  readonly taskId: string;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly state: string;
  readonly owner: string;
  readonly clock: string | null;
  readonly dueAt: string | null;
  /** The due date that the event itself brought; told of those from before the clock ledger alone. */
  readonly givenDueAt: string | null;
  /** The field of the event's data that its workflow names. */
  readonly detail: string | null;
}

/** An event as the statement packs it; instants in epoch milliseconds. */
type Packed = readonly [
  revision: number,
  type: string,
  at: number,
  state: string,
  owner: string,
  clock: string | null,
  dueAt: number | null,
  givenDueAt: string | null,
  detail: string | null,
];

/**
 * The logs of some tasks up to an instant, task by task in the order of their revisions; with each event the field of its
 * data that `details` names for its type.
 */
export async function selectClockLogs(
  database: Database,
  tasks: readonly string[],
  until: string,
  details: Readonly<Record<string, string>> = {},
): Promise<readonly ClockLogRow[]> {
  const { rows } = await database.query<{ task_id: string; log: readonly Packed[] }>({
    name: 'select-clock-logs',
    // One row per task: a page has some hundreds of events, and as rows of their own their instants alone would cost
    // more than all else. Of what events carry only what the columns do not say is parsed.
    text: `SELECT task_id, json_agg(json_build_array(revision, type, extract(epoch FROM at) * 1000, state, owner, clock,
        extract(epoch FROM due_at) * 1000,
        CASE WHEN clock IS NULL AND due_at IS NULL THEN data ->> 'dueAt' END,
        CASE WHEN $3::jsonb ? type THEN data ->> ($3::jsonb ->> type) END
      ) ORDER BY revision) AS log
      FROM event WHERE task_id = ANY($1::uuid[]) AND at <= $2 GROUP BY task_id`,
    values: [tasks, until, JSON.stringify(details)],
  });
  return rows.flatMap(({ task_id: taskId, log }) => unpacked(taskId, log));
}

function unpacked(taskId: string, log: readonly Packed[]): readonly ClockLogRow[] {
  // Most events leave the due date as it was: it is written out once.
  let due: { readonly ms: number; readonly text: string } | undefined;
  return log.map(([revision, type, at, state, owner, clock, dueAt, givenDueAt, detail]) => {
    if (dueAt !== null && dueAt !== due?.ms) due = { ms: dueAt, text: new Date(dueAt).toISOString() };
    return {
      taskId,
      revision,
      type,
      at: new Date(at).toISOString(),
      state,
      owner,
      clock,
      dueAt: dueAt === null ? null : (due?.text ?? null),
      givenDueAt,
      detail,
    };
  });
}
