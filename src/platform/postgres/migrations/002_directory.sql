-- Up Migration

-- Who sits where, and since when. Written by src/directory/store/; past rows are closed, never rewritten, so that
-- "who answered at t?" keeps its answer.

-- Equality and ranges in one exclusion constraint.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- One row per change of the directory; the highest version is the one in force.
CREATE TABLE directory_version (
  version integer PRIMARY KEY,
  county text NOT NULL,
  at timestamptz NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL,
  -- What was asked for, as it was asked for.
  change jsonb NOT NULL
);

CREATE TABLE unit (
  code text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  aliases text[] NOT NULL,
  former_names text[] NOT NULL,
  office text NOT NULL,
  host_section text NOT NULL,
  duties text[] NOT NULL,
  places text[] NOT NULL,
  duty_text text NOT NULL,
  from_on date NOT NULL,
  until_on date CHECK (until_on > from_on),
  -- Deferred: units that name each other may come in one statement.
  successor text REFERENCES unit DEFERRABLE INITIALLY DEFERRED CHECK (successor <> code),
  CHECK ((until_on IS NULL) = (successor IS NULL))
);

CREATE TABLE section (
  code text PRIMARY KEY,
  unit text NOT NULL REFERENCES unit,
  name text NOT NULL,
  host boolean NOT NULL,
  from_at timestamptz,
  until_at timestamptz
);
CREATE UNIQUE INDEX section_one_host ON section (unit) WHERE host;

-- On which section the digital office hung when it was moved; without rows the host section always was the host.
CREATE TABLE hosting (
  unit text NOT NULL REFERENCES unit,
  section text NOT NULL REFERENCES section,
  from_at timestamptz NOT NULL,
  until_at timestamptz CHECK (until_at > from_at),
  PRIMARY KEY (unit, from_at),
  CONSTRAINT hosting_one_section EXCLUDE USING gist (unit WITH =, tstzrange(from_at, until_at) WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE seat (
  id text PRIMARY KEY,
  unit text NOT NULL REFERENCES unit,
  section text REFERENCES section,
  kind text NOT NULL,
  role text NOT NULL CHECK (role IN ('A', 'B')),
  title text NOT NULL,
  share real NOT NULL CHECK (share > 0 AND share <= 1),
  from_at timestamptz,
  until_at timestamptz
);
CREATE INDEX seat_unit ON seat (unit);

CREATE TABLE person (
  id text PRIMARY KEY,
  name text NOT NULL,
  qualifications text[] NOT NULL
);

-- At most one holder of a seat at any instant. Immediate at the end of a statement, not of a row: a change closes one
-- tenure and opens the next in one statement.
CREATE TABLE tenure (
  seat text NOT NULL REFERENCES seat,
  person text NOT NULL REFERENCES person,
  from_at timestamptz NOT NULL,
  until_at timestamptz CHECK (until_at > from_at),
  PRIMARY KEY (seat, from_at),
  CONSTRAINT tenure_one_holder EXCLUDE USING gist (seat WITH =, tstzrange(from_at, until_at) WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX tenure_person ON tenure (person);

CREATE TABLE absence (
  person text NOT NULL REFERENCES person,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  reason text NOT NULL,
  PRIMARY KEY (person, from_at),
  CONSTRAINT absence_one_at_a_time EXCLUDE USING gist (person WITH =, tstzrange(from_at, until_at) WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);

-- A seat lent to another person, for all its tasks or for one, at most 30 days; it comes back by itself.
CREATE TABLE delegation (
  id text PRIMARY KEY,
  seat text NOT NULL REFERENCES seat,
  -- Id of the one task it is for; NULL means all tasks of the seat.
  task text,
  person text NOT NULL REFERENCES person,
  delegated_by text NOT NULL REFERENCES person CHECK (delegated_by <> person),
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at AND until_at <= from_at + interval '30 days'),
  reason text NOT NULL CHECK (reason <> ''),
  CONSTRAINT delegation_one_at_a_time
    EXCLUDE USING gist (seat WITH =, (coalesce(task, '')) WITH =, tstzrange(from_at, until_at) WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);

-- A change of holder under way: the brief, who signed what, who confirmed.
CREATE TABLE handover (
  id text PRIMARY KEY,
  seat text NOT NULL REFERENCES seat,
  revision integer NOT NULL,
  open boolean NOT NULL,
  record jsonb NOT NULL
);
CREATE UNIQUE INDEX handover_one_open ON handover (seat) WHERE open;
