-- Up Migration

-- How a row of a county ledger knows itself again; read and written by src/tasks/ledger/.

CREATE TABLE ledger_row (
  -- What the sender calls the ledger, e.g. the name of its file; empty where it has no name.
  ledger text NOT NULL,
  -- The row's own number within it.
  ref text NOT NULL,
  task_id uuid NOT NULL,
  -- SHA-256 of the cells as they were imported.
  digest bytea NOT NULL CHECK (length(digest) = 32),
  imported_at timestamptz NOT NULL,
  PRIMARY KEY (ledger, ref)
);
