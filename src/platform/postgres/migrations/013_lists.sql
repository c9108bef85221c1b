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
