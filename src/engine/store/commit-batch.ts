import type pg from 'pg';
import { binaryArrays } from '../../platform/postgres/binary-arrays.ts';
import { PROJECTED } from '../definition/standing.ts';
import type { Entry } from '../steps/task.ts';
import { ARMED_COLUMNS, columnsOf, DISARMED_COLUMNS, STEP_COLUMNS, tableOf } from './commit-columns.ts';

/** What became of one member of a batch; a failed member leaves no trace and fails no other. */
export type Verdict = 'committed' | 'stale' | 'effect-gone' | 'key-taken';

/** What became of a member, and the number that it was given, where the commit counted one. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly number?: string;
}

export interface BatchSettings {
  /** Seconds after which an effect that was not done is rung again. */
  readonly reconcileSeconds: number;
  /** Hours after which an Idempotency-Key is forgotten. */
  readonly keyHours: number;
}

interface VerdictRow {
  readonly n: number;
  readonly candidate: boolean;
  readonly consumed: boolean;
  readonly claimed: boolean;
  readonly counted: string | null;
}

/** Commits a batch of steps, one per task, in one statement: rows, log, effects, timers and kept answers. */
export async function commitBatch(
  client: pg.ClientBase | pg.Pool,
  entries: readonly Entry[],
  settings: BatchSettings,
): Promise<readonly Outcome[]> {
  const steps = entries.map((entry, n) => ({ n, entry }));
  const armed = entries.flatMap(({ effects }, n) =>
    effects.map((effect, position) => ({ n, position, effect })),
  );
  const disarmed = entries.flatMap(({ cancelled }, n) => cancelled.map((timerKey) => ({ n, timerKey })));
  const { rows } = await client.query<VerdictRow>({
    name: 'commit-batch',
    text: COMMIT_BATCH,
    values: [
      settings.reconcileSeconds,
      settings.keyHours,
      entries.map((entry) => entry.task.id),
      entries.flatMap((entry) => entry.consumes?.taskId ?? []),
      ...binaryArrays([
        ...columnsOf(STEP_COLUMNS, steps),
        ...columnsOf(ARMED_COLUMNS, armed),
        ...columnsOf(DISARMED_COLUMNS, disarmed),
      ]),
    ],
  });
  const outcomes = new Map(rows.map((row) => [row.n, outcomeOf(row)]));
  return entries.map((_, n) => outcomes.get(n) ?? { verdict: 'stale' });
}

function outcomeOf(row: VerdictRow): Outcome {
  const verdict = verdictOf(row);
  return row.counted === null ? { verdict } : { verdict, number: row.counted };
}

function verdictOf(row: VerdictRow): Verdict {
  if (!row.candidate) return 'stale';
  if (!row.consumed) return 'effect-gone';
  return row.claimed ? 'committed' : 'key-taken';
}

/** Where the columns' parameters begin, after the four that are no columns. */
const FIRST = 5;
const STEP = tableOf('s', STEP_COLUMNS, FIRST);
const ARMED = tableOf('e', ARMED_COLUMNS, FIRST + STEP_COLUMNS.length);
const DISARMED = tableOf('c', DISARMED_COLUMNS, FIRST + STEP_COLUMNS.length + ARMED_COLUMNS.length);

/*
 * The earlier of the database's clock and the step's own counts: one that has jumped ahead neither expires keys nor puts
 * doorbells off.
 *
 * Consecutive numbers are counted on the way, for new members that nothing known refuses: a batch that counts in a series
 * keeps it until the commit, so that no number is given twice and none is lost, whatever ends when. All batches take
 * their locks in one order: task rows, effects, series, keys; the joins see to it.
 *
 * Order of the gates: lock the task rows in id order (so that two batches cannot wait for each other) and keep those
 * with the expected revision; take away the effect rows whose results these are; claim the Idempotency-Keys. A step
 * writes only if it passed all three. The ids are given once more as arrays: an index scan by array stays right
 * however large the tables grow, while a join may be planned for the small tables of the first minute.
 */
const COMMIT_BATCH = `
WITH step AS MATERIALIZED (
  SELECT * FROM ${STEP}
), held AS MATERIALIZED (
  SELECT step.n FROM step JOIN task ON task.id = step.id AND task.revision = step.expected
  WHERE task.id = ANY($3::uuid[])
  ORDER BY task.id FOR UPDATE OF task
), candidate AS MATERIALIZED (
  SELECT n FROM held UNION ALL SELECT n FROM step WHERE expected = 0
), consumed AS (
  DELETE FROM effect USING step JOIN candidate USING (n)
  WHERE effect.task_id = ANY($4::uuid[])
    AND effect.task_id = step.c_task AND effect.revision = step.c_revision AND effect.position = step.c_position
  RETURNING step.n
), fresh AS MATERIALIZED (
  SELECT n, series, row_number() OVER (PARTITION BY series ORDER BY n) AS place,
    count(*) OVER (PARTITION BY series) AS members
  FROM step JOIN candidate USING (n) LEFT JOIN consumed USING (n)
  WHERE series IS NOT NULL AND (c_task IS NULL OR consumed.n IS NOT NULL)
    AND NOT EXISTS (SELECT FROM idempotency kept
      WHERE kept.scope = step.scope AND kept.created_at >= least(now(), step.at) - make_interval(hours => $2::int))
), advanced AS (
  INSERT INTO task_series AS known (name, last) SELECT series, count(*) FROM fresh GROUP BY series ORDER BY series
  ON CONFLICT (name) DO UPDATE SET last = known.last + excluded.last
  RETURNING name, last
), counted AS MATERIALIZED (
  SELECT n, series || lpad(count::text, greatest(6, length(count::text)), '0') AS counted
  FROM (SELECT n, series, last - members + place AS count FROM fresh JOIN advanced ON name = series) AS numbered
), claimed AS (
  INSERT INTO idempotency AS kept (scope, fingerprint, status, headers, body, created_at)
  SELECT scope, fingerprint, status, headers,
    CASE WHEN counted IS NULL THEN body ELSE replace(body, number, counted) END, least(now(), at)
  FROM step JOIN candidate USING (n) LEFT JOIN counted USING (n) WHERE scope IS NOT NULL ORDER BY scope
  ON CONFLICT (scope) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status,
    headers = excluded.headers, body = excluded.body, created_at = excluded.created_at
    WHERE kept.created_at < excluded.created_at - make_interval(hours => $2::int)
  RETURNING scope
), passed AS MATERIALIZED (
  SELECT step.*, coalesce(counted, number) AS given FROM step JOIN candidate USING (n) LEFT JOIN counted USING (n)
  WHERE (c_task IS NULL OR n IN (SELECT n FROM consumed))
    AND (scope IS NULL OR scope IN (SELECT scope FROM claimed))
), inserted AS (
  INSERT INTO task (id, serial, number, workflow, version, revision, value, state, context, owner, attention, unit, title,
    category, urgency, due_at, owner_act, owner_by, attention_act, attention_by, late_at, held_light, projected,
    clock, parent, created_at, updated_at, closed_at, head, last_due_at, record)
  SELECT id, serial, given, workflow, version, 1, value, state, context, owner, attention, unit, title, category, urgency,
    due_at, owner_act, owner_by, attention_act, attention_by, late_at, held_light, ${PROJECTED},
    clock, parent, at, at, CASE WHEN closed THEN at END, head, last_due_at, coalesce(record::jsonb, '{}')
  FROM passed WHERE expected = 0
), called AS (
  INSERT INTO task_number (number, task_id) SELECT given, id FROM passed WHERE expected = 0
), indexed AS (
  INSERT INTO task_search (task_id, revision, text)
  SELECT id, CASE WHEN starts_with(search, E'\\n') THEN 1 ELSE expected + 1 END, ltrim(search, E'\\n')
  FROM passed WHERE search IS NOT NULL
  ON CONFLICT (task_id, revision) DO UPDATE SET text = excluded.text
), updated AS (
  UPDATE task SET version = p.version, revision = p.expected + 1, value = p.value, state = p.state,
    context = p.context, owner = p.owner, attention = p.attention, unit = p.unit, title = p.title,
    category = p.category, urgency = p.urgency, due_at = p.due_at, clock = p.clock,
    last_due_at = coalesce(p.last_due_at, task.last_due_at),
    record = CASE WHEN p.record IS NULL THEN task.record ELSE task.record || p.record::jsonb END,
    owner_act = p.owner_act, owner_by = p.owner_by, attention_act = p.attention_act, attention_by = p.attention_by,
    late_at = p.late_at, held_light = p.held_light, projected = ${PROJECTED},
    updated_at = p.at, closed_at = CASE WHEN p.closed THEN p.at END, head = p.head
  FROM passed p WHERE task.id = ANY($3::uuid[]) AND task.id = p.id AND p.expected > 0
), logged AS (
  INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, due_at, late_at, clock, owner,
    hash, position)
  SELECT id, expected + 1, event_id, type, data, actor, at, version, state, due_at, late_at, clock, owner, head,
    (SELECT log_position())
  FROM passed
), disarmed AS (
  DELETE FROM effect USING ${DISARMED} JOIN passed p USING (n)
  WHERE effect.task_id = ANY($3::uuid[]) AND effect.task_id = p.id AND effect.timer_key = c.timer_key
    AND NOT (p.c_task IS NOT NULL AND effect.task_id = p.c_task AND effect.revision = p.c_revision
      AND effect.position = p.c_position)
), armed AS (
  INSERT INTO effect (task_id, revision, position, name, params, timer_key, due_at, ring_at)
  SELECT p.id, p.expected + 1, e.position, e.name, e.params, e.timer_key, e.due_at,
    coalesce(e.due_at, least(now(), p.at) + make_interval(secs => $1::float8))
  FROM ${ARMED} JOIN passed p USING (n)
)
SELECT n, n IN (SELECT n FROM candidate) AS candidate,
  c_task IS NULL OR n IN (SELECT n FROM consumed) AS consumed,
  scope IS NULL OR scope IN (SELECT scope FROM claimed) AS claimed,
  CASE WHEN counted IS NOT NULL AND scope IS NOT NULL AND scope NOT IN (SELECT scope FROM claimed)
    THEN refuse_gap() ELSE counted END AS counted
FROM step LEFT JOIN counted USING (n)`;
