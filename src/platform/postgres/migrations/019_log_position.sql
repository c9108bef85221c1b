-- Up Migration

-- Where the log of all tasks stands: followers read on from a position and miss nothing (src/engine/store/read-log-after.ts).
-- A position is the number of the transaction that wrote the event, so that it costs no counter that commits would wait
-- for, plus a base: a ledger restored into another cluster finds smaller numbers there, and goes on above its own.
CREATE TABLE log_base (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  base bigint NOT NULL
);
INSERT INTO log_base (base) VALUES (0);

CREATE FUNCTION log_position() RETURNS bigint LANGUAGE sql VOLATILE
AS $$ SELECT base + pg_current_xact_id()::text::bigint FROM log_base $$;

-- The events of before have none: a follower begins with what comes after it. The default serves programs of the version
-- before, side by side with this one; the engine's commit says it once for a whole batch.
ALTER TABLE event ADD COLUMN position bigint;
ALTER TABLE event ALTER COLUMN position SET DEFAULT log_position();
-- Positions only grow: each entry goes to the right edge, the cheapest place there is.
CREATE INDEX event_position ON event (position);
