-- Up Migration

-- Where this ledger was last written: its own name, and the server, database and table it was in then (a hash of what
-- PostgreSQL counts itself). A back-up that is restored lies in other ones, and carries the old entry: so a program knows
-- that numbers were given out which the ledger does not know. Read and written by src/platform/postgres/ledger-home.ts.
CREATE TABLE ledger_home (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  ledger uuid NOT NULL DEFAULT gen_random_uuid(),
  -- NULL until a program first writes here.
  home text
);
INSERT INTO ledger_home DEFAULT VALUES;

-- Each time it was taken into use after a restore: by which marks its series went on.
CREATE TABLE ledger_restored (
  at timestamptz NOT NULL,
  done_by text NOT NULL,
  home_before text,
  home_after text NOT NULL,
  series_before jsonb NOT NULL,
  series_after jsonb NOT NULL
);
CREATE TRIGGER ledger_restored_append_only BEFORE UPDATE OR DELETE ON ledger_restored
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_restored_no_truncate BEFORE TRUNCATE ON ledger_restored
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
