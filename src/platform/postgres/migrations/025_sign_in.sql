-- Up Migration

-- Persons who sign in. Written by src/access/store/.

CREATE TABLE account (
  -- Id of a person of the directory: an account belongs to a person, whatever seats they hold.
  person text PRIMARY KEY CHECK (person <> ''),
  login text NOT NULL UNIQUE CHECK (login <> '' AND login = lower(login)),
  -- Argon2id in its own text form; none until the invitation is taken up.
  password text,
  -- Hashes of the passwords before, the newest first: none of them is taken again.
  earlier text[] NOT NULL DEFAULT '{}',
  password_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  disabled_at timestamptz,
  CHECK ((password IS NULL) = (password_at IS NULL))
);

-- One-time links by which a person sets a password.
CREATE TABLE invitation (
  -- SHA-256 of 256 random bits.
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  person text NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX invitation_person ON invitation (person) WHERE used_at IS NULL;

CREATE TABLE session (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
  person text NOT NULL,
  -- The seat as which the person acts.
  seat text NOT NULL,
  -- How they signed in: 'password' or 'demo'.
  way text NOT NULL CHECK (way IN ('password', 'demo')),
  created_at timestamptz NOT NULL,
  -- Since when the session acts as its seat.
  seat_at timestamptz NOT NULL,
  -- Written at most once a minute.
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  address text NOT NULL,
  agent text NOT NULL,
  -- Given by the trigger below; processes ask for what is newer than the last that they saw.
  version bigint NOT NULL
);
CREATE INDEX session_by_version ON session (version);
CREATE INDEX session_by_person ON session (person) WHERE ended_at IS NULL;

-- A row of its own, not a sequence: its lock lets versions be committed in their order.
CREATE TABLE session_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO session_version (version) VALUES (0);

CREATE FUNCTION number_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session_version SET version = version + 1 RETURNING version INTO NEW.version;
  RETURN NEW;
END $$;
CREATE TRIGGER session_opened BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION number_session();
CREATE TRIGGER session_changed BEFORE UPDATE ON session FOR EACH ROW
  WHEN (OLD.seat IS DISTINCT FROM NEW.seat OR OLD.ended_at IS DISTINCT FROM NEW.ended_at
    OR OLD.expires_at IS DISTINCT FROM NEW.expires_at)
  EXECUTE FUNCTION number_session();

-- Who came in, went out, was refused, let in or shut out. Chained, and never changed.
CREATE TABLE sign_in_event (
  position bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  -- Null where nobody of that name is known.
  person text,
  -- Of a known account, else a digest of what was typed: it may be a password in the wrong field.
  login text,
  session uuid,
  -- Who did it to whom it happened: a person, a command; null where they are the same.
  by text,
  address text NOT NULL,
  agent text NOT NULL,
  prev bytea,
  hash bytea NOT NULL
);
CREATE INDEX sign_in_event_login ON sign_in_event (login, at) WHERE kind IN ('refused', 'entered');
CREATE INDEX sign_in_event_address ON sign_in_event (address, at) WHERE kind = 'refused';

CREATE FUNCTION chain_sign_in_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sign_in_event'));
  SELECT position, hash INTO last FROM sign_in_event ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(last.position, 0) + 1;
  NEW.prev := last.hash;
  NEW.hash := sign_in_event_hash(NEW);
  RETURN NEW;
END $$;

CREATE FUNCTION sign_in_event_hash(e sign_in_event) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(encode(e.prev, 'hex'), e.position,
    (extract(epoch FROM e.at) * 1000)::bigint, e.kind, e.person, e.login, e.session, e.by, e.address, e.agent)::text, 'UTF8'))
$$;

CREATE TRIGGER sign_in_event_chained BEFORE INSERT ON sign_in_event
  FOR EACH ROW EXECUTE FUNCTION chain_sign_in_event();

CREATE TRIGGER sign_in_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
