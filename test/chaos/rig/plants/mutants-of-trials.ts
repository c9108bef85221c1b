import { CONSUMED, inStatement, type Planted } from './planting.ts';

/** Bugs that no loss, delay or repetition brings to light, but only what befalls whole processes and connections. */
export const mutantsOfTrials: readonly Planted[] = [
  {
    bug: 'events and timers go by the clock of the machine',
    trial: 'jump',
    mutant: { believesMachine: true },
    found: 'I11',
    as: /that time had not come|of the one before it/,
  },
  {
    bug: 'a queue that takes doorbells and says nothing is waited for without end',
    trial: 'deadQueue',
    mutant: { waitsForQueue: true },
    found: 'I6',
    as: /prepare at .* is due and not done/,
  },
  {
    bug: 'who was stalled commits without looking whether the work is still theirs',
    trial: 'stall',
    mutant: {
      // Under a name of its own: a connection keeps one text for each.
      rewrite: (statement) =>
        statement.afterStall
          ? { ...inStatement('commit-batch', ...CONSUMED)(statement), name: 'commit-after-stall' }
          : statement,
    },
    found: 'I7',
    as: /answer prepared of .*: [2-9] came of 1/,
  },
  {
    bug: 'doorbells of all ledgers hang in one place',
    trial: 'foreignFleet',
    mutant: { sharesQueue: true },
    found: 'I6',
    as: /prepare at .* is due and not done/,
  },
  {
    bug: 'a new program carries out again what the old one has done',
    trial: 'upgrade',
    mutant: {
      onUpgrade: `INSERT INTO effect (task_id, revision, position, name, params, ring_at)
        SELECT id, 1, 0, 'prepare', json_build_object('title', title), now() FROM task WHERE state = 'waiting'
        ON CONFLICT DO NOTHING`,
    },
    found: 'I7',
    as: /answer prepared of .*: [2-9] came of 1/,
  },
];
