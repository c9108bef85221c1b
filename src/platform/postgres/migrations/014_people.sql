-- Up Migration

-- A key is given to a person: it ends with the tenure in which they have it. Keys of before were given to seats; those
-- that are in force go to whoever holds the seat now, and end where nobody does.
ALTER TABLE api_key ADD COLUMN person text, ADD COLUMN bound_at timestamptz, ADD COLUMN issued_by text;

UPDATE api_key k SET person = t.person
FROM principal p JOIN tenure t ON t.seat = p.seats[1] AND t.from_at <= now() AND (t.until_at IS NULL OR now() < t.until_at)
WHERE p.id = k.principal AND k.revoked_at IS NULL;

UPDATE api_key SET revoked_at = now()
WHERE person IS NULL AND revoked_at IS NULL AND principal NOT LIKE 'machine:%';

UPDATE api_key SET bound_at = CASE WHEN revoked_at IS NULL THEN now() ELSE created_at END, issued_by = 'onedoor';

ALTER TABLE api_key ALTER COLUMN bound_at SET NOT NULL, ALTER COLUMN issued_by SET NOT NULL,
  ADD CHECK (person IS NOT NULL OR revoked_at IS NOT NULL OR principal LIKE 'machine:%');

-- Who answered otherwise in the past than was known before the change; NULL where it changed nothing of the past.
ALTER TABLE directory_version ADD COLUMN amended jsonb;
