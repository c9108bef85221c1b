-- Up Migration

-- Who has to act on a task by when: queues are ordered by the instant at which their own seat must act, and what is late
-- is found by the instant from which it counts as late, be it the unit's or the task force's. Projected with each commit
-- from what the workflow declares (src/engine/define.ts, Standing).
ALTER TABLE task
  ADD COLUMN owner_act text, ADD COLUMN owner_by timestamptz,
  ADD COLUMN attention_act text, ADD COLUMN attention_by timestamptz,
  ADD COLUMN late_at timestamptz,
  -- The light that a task keeps while its clock stands still.
  ADD COLUMN held_light text,
  -- NULL in rows of before, until the program has projected them (src/engine/project-standing.ts).
  ADD COLUMN projected smallint;
-- What was late at a past moment is read off the log.
ALTER TABLE event ADD COLUMN late_at timestamptz;

-- Until they are projected, by the due date as before.
UPDATE task SET owner_by = due_at, attention_by = CASE WHEN attention IS NOT NULL THEN due_at END, late_at = due_at
WHERE closed_at IS NULL;

DROP INDEX task_inbox;
CREATE INDEX task_inbox ON task (owner, owner_by, id) WHERE closed_at IS NULL;
DROP INDEX task_attention;
CREATE INDEX task_attention ON task (attention, attention_by, id) WHERE closed_at IS NULL AND attention IS NOT NULL;
CREATE INDEX task_late ON task (late_at, id) INCLUDE (unit, owner, attention, due_at, workflow)
  WHERE closed_at IS NULL AND late_at IS NOT NULL;
-- Empty but for the first start after the migration.
CREATE INDEX task_unprojected ON task (id) WHERE closed_at IS NULL AND projected IS NULL;
