-- Up Migration

-- The definitions under which all live tasks were last found loadable (src/engine/live-tasks.ts).
CREATE TABLE checked_definition (
  workflow text PRIMARY KEY,
  digest text NOT NULL,
  checked_at timestamptz NOT NULL DEFAULT now()
);
