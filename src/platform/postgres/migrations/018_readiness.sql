-- What doors write to know whether a write gets through; one row a process.
CREATE TABLE write_probe (
  process text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
-- Work that the ledger had to ring for and that is not done: few rows where all is well, none where nothing waits.
CREATE INDEX effect_rung ON effect (ring_at) WHERE parked_at IS NULL AND rings > 0;
