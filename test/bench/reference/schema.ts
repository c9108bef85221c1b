/** The tables of the reference server: what a team would design for one compare-and-swap statement per event. */
export const SCHEMA = `
CREATE TABLE task (
  id uuid PRIMARY KEY,
  revision integer NOT NULL,
  state text NOT NULL,
  value jsonb NOT NULL,
  context jsonb NOT NULL,
  owner text,
  unit text,
  title text NOT NULL,
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX task_owner ON task (owner, due_at, id) WHERE state <> 'approved';

CREATE TABLE event (
  task_id uuid NOT NULL REFERENCES task,
  revision integer NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (task_id, revision)
);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id uuid NOT NULL,
  kind text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  dispatched_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE dispatched_at IS NULL;

CREATE TABLE idempotency (
  principal text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status smallint NOT NULL,
  etag text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (principal, key)
);
`;
