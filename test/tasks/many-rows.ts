import type { Pool } from 'pg';

/**
 * Fills the tables as a county looks after years: tasks of 75 units and their sections, one in five open, some of
 * those late, closed ones of the past. Deterministic, given the instant at which it looks so.
 */
export async function insertManyRows(pool: Pool, n: number, now: string): Promise<void> {
  await pool.query(
    `INSERT INTO task (id, serial, number, workflow, version, revision, value, state, context, owner, attention, unit, title,
      category, urgency, due_at, parent, created_at, updated_at, closed_at, head)
    SELECT (substr(md5('id' || i), 1, 8) || '-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, i,
      '2026-' || lpad(i::text, 6, '0'),
      CASE WHEN child THEN 'section-assignment' ELSE 'reform-task' END, 1, 5, '"x"',
      CASE WHEN closed THEN 'struckOff' ELSE 'open.working' END, '{}',
      unit || CASE WHEN child THEN '-S' || (1 + i % 3) || '/H' ELSE '/A' END,
      CASE WHEN NOT closed AND i % 50 = 0 THEN '330523-TF/A' END, unit,
      (ARRAY['智慧犬管平台', '移动窗口改革', '河道水质归集'])[1 + i % 3] || '第' || i || '号', '教育文体/教育收费',
      CASE WHEN i % 5 = 0 THEN 'urgent' ELSE 'normal' END,
      CASE WHEN closed THEN '2024-01-01'::timestamptz + i * interval '1 minute'
        ELSE date_trunc('day', $2::timestamptz) + (i % 97 - 10) * interval '1 day' + interval '9.5 hours' END,
      NULL, $2::timestamptz - ($1 - i) * interval '1 minute', $2::timestamptz, CASE WHEN closed THEN $2::timestamptz END, ''
    FROM generate_series(1, $1::int) AS i
    CROSS JOIN LATERAL (SELECT i % 10 >= 6 AS child, i <= $1 * 0.8 AND i % 200 <> 0 AS closed,
      '330523-O' || (i % 75) AS unit) AS kind`,
    [n, now],
  );
  await pool.query(
    `UPDATE task SET owner_act = 'complete', owner_by = due_at - (serial % 3) * interval '1 day', late_at = due_at,
      attention_act = CASE WHEN attention IS NOT NULL THEN 'review' END,
      attention_by = CASE WHEN attention IS NOT NULL THEN due_at + interval '2 days' END, projected = 1
    WHERE closed_at IS NULL`,
  );
  await pool.query('INSERT INTO task_number SELECT number, id FROM task');
  await pool.query(`INSERT INTO task_series VALUES ('2026-', $1)`, [n]);
  await pool.query(`INSERT INTO task_search
    SELECT id, 1, 'ƿ' || regexp_replace(title, '(.)', '\\1ƿ', 'g') FROM task WHERE workflow = 'reform-task'`);
  await pool.query(
    `INSERT INTO event SELECT id, n, gen_random_uuid(), 'x', '{}', '{}', created_at, 1, state, owner, ''
    FROM task CROSS JOIN generate_series(1, 3) AS n WHERE closed_at IS NULL`,
  );
  await pool.query('VACUUM ANALYZE task, task_search, task_number, event');
}
