-- Up Migration

-- Who has the clock of a task, and when it is due, after each of its events: the ledger of a deadline is read off the log.
-- In no index: these change with many events, and an update of unindexed columns stays within its page.
-- Events from before hold neither; what they say of clocks follows from folding them.
ALTER TABLE task ADD COLUMN clock text;
ALTER TABLE event ADD COLUMN due_at timestamptz, ADD COLUMN clock text;
