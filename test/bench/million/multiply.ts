import type { Client } from 'pg';

/** Tables whose rows belong to a task. */
const TABLES = ['task', 'task_number', 'task_search', 'event', 'effect'] as const;

/** Open tasks per hundred: of a county that keeps up with its work. */
const OPEN_PERCENT = 8;
const CLOSED_DAYS = 365;
/** How far back open tasks go; with limits of 30 working days the oldest are overdue. */
const OPEN_DAYS = 60;
const KEPT_ANSWERS = 20_000;

/**
 * Multiplies the tasks that are there to `total`, in SQL: each copy has an id of its own, its times moved back, its
 * title numbered, its events and, while open, the timers that are still to come. What the machine knows of itself by
 * id or due date is replaced in its context, so that every copy can be loaded and worked on. Their hashes are copies
 * too: an audit proof would rightly refuse them.
 */
export async function multiplyTasks(client: Client, total: number): Promise<void> {
  await client.query(
    "SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'",
  );
  const indexes = await dropIndexes(client);
  await planCopies(client, total);
  await copy(client, 'task', 'TRUE', {
    id: 'copy.id',
    serial: 'copy.serial',
    number: "regexp_replace(r.number, '\\d+$', '') || lpad(copy.serial::text, 9, '0')",
    title: "r.title || ' ' || copy.serial",
    context:
      "replace(replace(r.context::text, r.id::text, copy.id::text), coalesce(copy.due_text, ' '), coalesce(copy.new_due_text, ' '))::json",
    due_at: 'r.due_at - copy.back',
    created_at: 'r.created_at - copy.back',
    updated_at: 'r.updated_at - copy.back',
    closed_at: 'r.closed_at - copy.back',
  });
  await copy(client, 'task_number', 'TRUE', {
    task_id: 'copy.id',
    number: "regexp_replace(r.number, '\\d+$', '') || lpad(copy.serial::text, 9, '0')",
  });
  await copy(client, 'task_search', 'TRUE', {
    task_id: 'copy.id',
    text: "r.text || E'\\n' || 'ƿ' || regexp_replace(copy.serial::text, '(.)', '\\1ƿ', 'g')",
  });
  await copy(client, 'event', 'TRUE', {
    task_id: 'copy.id',
    event_id: 'md5(copy.id::text || r.revision)::uuid',
    at: 'r.at - copy.back',
  });
  await copy(client, 'effect', "r.due_at - copy.back > now() + interval '1 day'", {
    task_id: 'copy.id',
    due_at: 'r.due_at - copy.back',
    ring_at: 'r.due_at - copy.back',
  });
  await keepAnswers(client);
  // In one call of the sequence's increment, so that the numbers given next are above those of the copies.
  await client.query("SELECT setval('task_serial', (SELECT max(serial) FROM task) + 100)");
  for (const definition of indexes) await client.query(definition);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

/** Indexes are made faster than they are kept; those of constraints stay, their keys come in order. */
async function dropIndexes(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [`{${TABLES.join(',')}}`],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Says of each copy what it is a copy of, its id (time-ordered, as the product's), and how far back it lies. */
async function planCopies(client: Client, total: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE copy AS
    WITH template AS (
      SELECT id, closed_at IS NOT NULL AS closed, created_at, due_at,
        count(*) FILTER (WHERE closed_at IS NULL) OVER () AS open_templates,
        count(*) FILTER (WHERE closed_at IS NOT NULL) OVER () AS closed_templates
      FROM task
    ), copies AS (
      SELECT template.*, k, CASE WHEN closed THEN $2::int ELSE $3::int END * interval '1 day'
        * (1 - (k - random()) / times) AS back
      FROM template, LATERAL (
        SELECT CASE WHEN closed THEN $1::bigint * (100 - $4::int) / 100 / closed_templates
          ELSE $1::bigint * $4::int / 100 / open_templates END AS times) AS n,
        generate_series(1, times) AS k
    ), placed AS (
      SELECT *, row_number() OVER (ORDER BY created_at - back) AS n FROM copies
    )
    SELECT id AS template, back, (SELECT max(serial) FROM task) + n AS serial,
      (lpad(to_hex((extract(epoch FROM created_at - back) * 1000)::bigint), 12, '0') || '7'
        || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid AS id,
      to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS due_text,
      to_char((due_at - back) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS new_due_text
    FROM placed`,
    [total, CLOSED_DAYS, OPEN_DAYS, OPEN_PERCENT],
  );
  await client.query('ANALYZE copy');
}

/** Copies rows of a table, column by column as they are, except for those given. */
async function copy(
  client: Client,
  table: (typeof TABLES)[number],
  where: string,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const key = table === 'task' ? 'id' : 'task_id';
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')})
    SELECT ${names.map((name) => changed[name] ?? `r.${name}`).join(', ')}
    FROM copy JOIN ${table} r ON r.${key} = copy.template WHERE ${where} ORDER BY copy.serial`,
  );
}

/** The Idempotency-Keys of the last day. */
async function keepAnswers(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO idempotency (scope, fingerprint, status, headers, body, created_at)
    SELECT decode(md5('a' || n) || md5('b' || n), 'hex'), fingerprint, status, headers, body,
      now() - n * interval '1 day' / $1
    FROM generate_series(1, $1::int) AS n, (SELECT * FROM idempotency LIMIT 1) AS kept`,
    [KEPT_ANSWERS],
  );
}
