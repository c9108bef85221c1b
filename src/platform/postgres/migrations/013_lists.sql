-- Up Migration

-- The number that people call a task by. Those of a consecutive series are counted in the statement that commits the
-- task (src/engine/store/commit-batch.ts): a number that is taken is on disk with its task, or was not taken.
ALTER TABLE task ADD COLUMN number text COLLATE "C";
UPDATE task SET number = to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-')
  || lpad(serial::text, greatest(6, length(serial::text)), '0');
ALTER TABLE task ALTER COLUMN number SET NOT NULL;

-- Each number once for ever. A table of its own: an index on task would get an entry with each move of a row.
CREATE TABLE task_number (
  number text COLLATE "C" PRIMARY KEY,
  task_id uuid NOT NULL
);
INSERT INTO task_number (number, task_id) SELECT number, id FROM task;

-- How far each series has counted. What was numbered before stands in one series with sections and notices, so each
-- year goes on above all of them.
CREATE TABLE task_series (
  name text COLLATE "C" PRIMARY KEY,
  last bigint NOT NULL
) WITH (fillfactor = 20);
INSERT INTO task_series (name, last)
  SELECT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-'), max(serial) FROM task GROUP BY 1;

-- A number counted for a member that then did not pass would leave a gap: the statement is taken back and run again.
CREATE FUNCTION refuse_gap() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a number was counted for a task that was not committed' USING ERRCODE = '40001';
END $$;

-- What a task is found by: a row for each event that adds texts, as src/platform/fold-text.ts writes them. What belongs to
-- another task has no rows: it is found by that one's.
DROP TABLE task_text;
CREATE TABLE task_search (
  task_id uuid NOT NULL,
  revision integer NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (task_id, revision)
);
CREATE INDEX task_search_trigrams ON task_search USING gin (text gin_trgm_ops);

-- What stays readable once the clock has ended: the due date that was in force last, and what events put on record
-- (projections of the workflow). In no index: they change with many events.
ALTER TABLE task ADD COLUMN last_due_at timestamptz, ADD COLUMN record jsonb NOT NULL DEFAULT '{}';

-- Late tasks are counted without their sections, which are late with them, in the index alone.
DROP INDEX task_due;
CREATE INDEX task_due ON task (due_at, id) INCLUDE (unit, owner, attention, workflow)
  WHERE closed_at IS NULL AND due_at IS NOT NULL;

-- When tasks were closed: one entry in a task's whole life.
CREATE INDEX task_closed ON task (closed_at) WHERE closed_at IS NOT NULL;

-- Both are read off the log for the tasks of before, in the order of their ids, while the program runs
-- (src/engine/fill.ts).
CREATE TABLE task_fill (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  -- The last id that has been seen to, and that of the last task of before; no row where nothing is left to do.
  after uuid NOT NULL,
  last uuid NOT NULL
);
INSERT INTO task_fill (after, last)
  SELECT '00000000-0000-0000-0000-000000000000', id FROM task ORDER BY id DESC LIMIT 1;
