-- Up Migration

-- A reform task remembers 1 to 3 KB and changes a dozen times: kept in its row, not compressed and moved out to the side
-- with each step, which costs a commit a seventh less. Larger ones still move out, so that a page holds two rows.
ALTER TABLE task SET (toast_tuple_target = 4080);
