-- Up Migration

-- The system of record. Every row of these four tables is written by one statement (src/engine/store/commit-batch.ts).

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Serials are handed out in blocks of 20 so that a number costs no round trip; a restart may leave a gap.
CREATE SEQUENCE task_serial INCREMENT BY 20;

CREATE TABLE task (
  id uuid PRIMARY KEY,
  serial bigint NOT NULL UNIQUE,
  workflow text NOT NULL,
  version integer NOT NULL,
  revision integer NOT NULL,
  -- XState value and its dotted path; the context as the machine left it.
  value json NOT NULL,
  state text NOT NULL,
  context json NOT NULL,
  -- Exactly one accountable seat at every instant: a column that cannot be empty or hold two.
  owner text NOT NULL CHECK (owner <> ''),
  attention text,
  unit text,
  title text NOT NULL,
  category text,
  urgency text,
  due_at timestamptz,
  parent uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- Hash of the last event: the head of the task's chain.
  head bytea NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX task_inbox ON task (owner, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX task_attention ON task (attention, due_at, id) WHERE closed_at IS NULL AND attention IS NOT NULL;
CREATE INDEX task_due ON task (due_at, id) WHERE closed_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX task_unit ON task (unit, serial);
CREATE INDEX task_parent ON task (parent) WHERE parent IS NOT NULL;

CREATE TABLE task_text (
  task_id uuid PRIMARY KEY,
  text text NOT NULL
);
CREATE INDEX task_text_trigrams ON task_text USING gin (text gin_trgm_ops);

CREATE TABLE event (
  task_id uuid NOT NULL,
  revision integer NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  -- json, not jsonb: the hash covers these very bytes.
  data json NOT NULL,
  actor json NOT NULL,
  at timestamptz NOT NULL,
  version integer NOT NULL,
  -- State and accountable seat after the event.
  state text NOT NULL,
  owner text NOT NULL CHECK (owner <> ''),
  hash bytea NOT NULL,
  PRIMARY KEY (task_id, revision)
);

-- Work that a step asked for. A row goes away only in the statement that commits its result.
CREATE TABLE effect (
  task_id uuid NOT NULL,
  revision integer NOT NULL,
  position smallint NOT NULL,
  name text NOT NULL,
  params json NOT NULL,
  timer_key text,
  -- For timers: when it fires. For all: when the doorbell must next be rung.
  due_at timestamptz,
  ring_at timestamptz NOT NULL,
  rings integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  parked_at timestamptz,
  PRIMARY KEY (task_id, revision, position)
) WITH (fillfactor = 80);
CREATE INDEX effect_ring ON effect (ring_at) WHERE parked_at IS NULL;
CREATE INDEX effect_parked ON effect (parked_at) WHERE parked_at IS NOT NULL;

CREATE TABLE idempotency (
  -- SHA-256 of principal, route and key.
  scope bytea PRIMARY KEY,
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  headers json NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_age ON idempotency USING brin (created_at);

-- The log is append-only for everybody, the program included.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
