-- Up Migration

-- Assignments by hand, oldest first: they are the rulings that route the next similar task, and processes look for new
-- ones each second. Costs nothing with any other event.
CREATE INDEX event_ruling ON event (at) WHERE type = 'assign';
