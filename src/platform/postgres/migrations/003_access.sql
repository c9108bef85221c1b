-- Up Migration

-- Who may come through the door. Written by src/access/store/.

CREATE TABLE principal (
  -- 'seat:<seat id>' or 'machine:<name>'; stands as actor in the log, so it is never reused for somebody else.
  id text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  role text NOT NULL CHECK (role IN ('taskForce', 'commissioner', 'sectionStaff', 'unitLeader', 'supervisor',
    'auditor', 'admin', 'machine')),
  seats text[] NOT NULL,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  CHECK ((role = 'machine') = (id LIKE 'machine:%'))
);

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  principal text NOT NULL REFERENCES principal,
  -- SHA-256 of 256 random bits; the key itself is shown once and kept nowhere.
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  -- What the key was made for, e.g. 'evaluation'.
  label text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz CHECK (expires_at > created_at),
  revoked_at timestamptz
);
CREATE INDEX api_key_principal ON api_key (principal);

-- Grows with every change of the two tables above, so that processes see a revocation by asking for one number.
CREATE TABLE access_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO access_version (version) VALUES (1);

CREATE FUNCTION count_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_version SET version = version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER principal_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON principal
  FOR EACH STATEMENT EXECUTE FUNCTION count_access_change();
CREATE TRIGGER api_key_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON api_key
  FOR EACH STATEMENT EXECUTE FUNCTION count_access_change();

-- What a machine client handed in; people's submissions are not indexed, they read by unit and seat.
CREATE INDEX event_machine_submission ON event ((actor ->> 'principal'), task_id)
  WHERE revision = 1 AND (actor ->> 'principal') LIKE 'machine:%';
