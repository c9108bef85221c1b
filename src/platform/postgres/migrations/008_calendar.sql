-- Up Migration

-- The working calendar of the county, whole, once for each change; the highest version is in force. Seeded once from
-- config/calendars. Written by src/calendar/store/.
CREATE TABLE calendar_version (
  version integer PRIMARY KEY,
  -- Hash of the content, under which records name it.
  digest text NOT NULL,
  -- json, not jsonb: the digest is of the keys in this order.
  content json NOT NULL,
  at timestamptz NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL,
  -- What was asked for, as it was asked for.
  change json NOT NULL
);
CREATE TRIGGER calendar_version_append_only BEFORE UPDATE OR DELETE ON calendar_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_version_no_truncate BEFORE TRUNCATE ON calendar_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How far a version has been carried to the open tasks; a row comes with its version in one transaction, so that a
-- process that dies in between leaves the rest to the next.
CREATE TABLE calendar_carry (
  version integer PRIMARY KEY REFERENCES calendar_version,
  -- Walks over all open tasks that have been finished.
  walks integer NOT NULL DEFAULT 0,
  -- The last deadline that the present walk has seen to.
  due_at timestamptz,
  task_id uuid,
  done_at timestamptz
);
