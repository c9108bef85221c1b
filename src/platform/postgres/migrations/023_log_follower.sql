-- Up Migration

-- How far each follower has read the log of all tasks (src/engine/follow-log.ts): moved in the transaction in which the
-- follower writes what it made of the events, so that a killed process repeats and skips nothing.
CREATE TABLE log_follower (
  name text PRIMARY KEY,
  position bigint NOT NULL,
  task_id uuid NOT NULL,
  revision integer NOT NULL
);
