-- Up Migration

-- Boundaries between units that the task force has drawn, as versions that only grow: the latest of an id is in force, one
-- without a body ends it. Asked before those of config/boundaries.yaml. Written by src/tasks/store/boundaries.ts.
CREATE TABLE routing_boundary (
  id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  body jsonb,
  -- The number of the task and the revision of the ruling it was drawn from, if any, as precedents are named.
  precedent text,
  at timestamptz NOT NULL,
  drawn_by text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (id, version)
);
CREATE TRIGGER routing_boundary_append_only BEFORE UPDATE OR DELETE ON routing_boundary
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER routing_boundary_no_truncate BEFORE TRUNCATE ON routing_boundary
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Accepted tasks teach whose such matters are: one entry in a task's whole life, at the right end of the index.
CREATE INDEX event_passed ON event (at) WHERE type = 'pass';
