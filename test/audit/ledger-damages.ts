import { AT, anywhere, by, type Damage, E, forged } from './damage.ts';

/** Damages that leave the chain valid: to task rows, forged histories, pending work, families and the directory. */
export const ledgerDamages: readonly Damage[] = [
  [
    'another state value',
    'row-as-folded',
    'open',
    5,
    by(`UPDATE task SET value = '{"open":"claimed"}' WHERE id = $1`),
  ],
  [
    'another context',
    'row-as-folded',
    'open',
    5,
    by(`UPDATE task SET context = jsonb_set(context::jsonb, '{ruled}', 'true')::json WHERE id = $1`),
  ],
  [
    'another due date',
    'row-as-folded',
    'open',
    5,
    by(`UPDATE task SET due_at = due_at + interval '1 day' WHERE id = $1`),
  ],
  ['another title', 'row-as-folded', 'open', 5, by(`UPDATE task SET title = '别的' WHERE id = $1`)],
  [
    'a second queue',
    'row-as-folded',
    'open',
    5,
    by(`UPDATE task SET attention = '330523-O2/A' WHERE id = $1`),
  ],
  ['another unit', 'row-as-folded', 'open', 5, by(`UPDATE task SET unit = '330523-O2' WHERE id = $1`)],
  [
    'a task closed without its end',
    'row-as-folded',
    'open',
    5,
    by('UPDATE task SET closed_at = updated_at WHERE id = $1'),
  ],
  [
    'a task opened again',
    'clock-sums',
    'struckOff',
    10,
    by('UPDATE task SET closed_at = NULL WHERE id = $1'),
  ],
  [
    'another workflow',
    'transition-legal',
    'open',
    1,
    by(`UPDATE task SET workflow = 'errand' WHERE id = $1`),
  ],
  [
    'a workflow that does not exist',
    'transition-legal',
    'open',
    1,
    by(`UPDATE task SET workflow = 'x' WHERE id = $1`),
  ],
  [
    'a forged transition in a valid chain',
    'transition-legal',
    'open',
    5,
    forged(`${E} type = 'pass', data = '{}' ${AT} = 5`),
  ],
  [
    "the engine's event, sent by a person",
    'transition-legal',
    'open',
    2,
    forged(`${E} actor = '{"principal":"p-x","name":"x"}' ${AT} = 2`),
  ],
  [
    'a forged state in a valid chain',
    'event-as-folded',
    'open',
    4,
    forged(`${E} state = 'open.claimed' ${AT} = 4`),
  ],
  [
    'a forged owner in a valid chain',
    'event-as-folded',
    'open',
    4,
    forged(`${E} owner = '330523-O2/A' ${AT} = 4`),
  ],
  [
    'a forged payload in a valid chain',
    'row-as-folded',
    'open',
    5,
    forged(`${E} data = '{"text":"已办结","percent":100}' ${AT} = 5`),
  ],
  [
    'a timer that fired early, in a valid chain',
    'timer-not-early',
    'errand',
    3,
    forged(`${E} at = (SELECT at + interval '2 seconds' FROM event ${AT} = 2) ${AT} = 3`),
  ],
  [
    'a dropped timer',
    'timers-armed',
    'open',
    2,
    by('DELETE FROM effect WHERE task_id = $1 AND timer_key IS NOT NULL'),
  ],
  [
    'a postponed timer',
    'effect-asked-for',
    'open',
    2,
    by(`UPDATE effect SET due_at = due_at + interval '1 day' WHERE task_id = $1`),
  ],
  [
    'an effect of no event',
    'effect-asked-for',
    'struckOff',
    99,
    by(
      `INSERT INTO effect (task_id, revision, position, name, params, ring_at) VALUES ($1, 99, 0, 'notify', '{}', now())`,
    ),
  ],
  [
    'an effect of no step',
    'effect-asked-for',
    'struckOff',
    3,
    by(
      `INSERT INTO effect (task_id, revision, position, name, params, ring_at) VALUES ($1, 3, 0, 'notify', '{}', now())`,
    ),
  ],
  [
    'a timer of a state that was left',
    'timers-armed',
    'struckOff',
    2,
    by(`INSERT INTO effect (task_id, revision, position, name, params, timer_key, due_at, ring_at)
    SELECT $1, 2, other.position, other.name, other.params, other.timer_key, (routed.data->>'dueAt')::timestamptz, now()
    FROM effect other, event routed
    WHERE other.timer_key LIKE '%dueDate.reform-task%' AND routed.task_id = $1 AND routed.revision = 2 LIMIT 1`),
  ],
  [
    'a child that is gone',
    'children-exist',
    'errand',
    6,
    async (client, taskId) => {
      await client.query('DELETE FROM event WHERE task_id IN (SELECT id FROM task WHERE parent = $1)', [
        taskId,
      ]);
      await client.query('DELETE FROM effect WHERE task_id IN (SELECT id FROM task WHERE parent = $1)', [
        taskId,
      ]);
      await client.query('DELETE FROM task WHERE parent = $1', [taskId]);
    },
  ],
  [
    'a child that nobody spawned',
    'child-was-spawned',
    'unrouted',
    null,
    (client, taskId, { open }) => client.query('UPDATE task SET parent = $2 WHERE id = $1', [taskId, open]),
  ],
  [
    'a child of nobody',
    'child-was-spawned',
    'unrouted',
    1,
    by('UPDATE task SET parent = gen_random_uuid() WHERE id = $1'),
  ],
  ['a seat that is gone', 'one-person', 'open', 2, anywhere(`DELETE FROM seat WHERE id = '330523-O1/A'`)],
  [
    'a removed tenure of the duty seat',
    'directory-sound',
    null,
    null,
    anywhere(`DELETE FROM tenure WHERE seat = '330523-TF/A'`),
  ],
  [
    'a duty seat that was empty for a while',
    'one-person',
    'unrouted',
    1,
    anywhere(`UPDATE tenure SET from_at = now() WHERE seat LIKE '330523-TF%'`),
  ],
  [
    'two holders of a seat',
    'directory-sound',
    null,
    null,
    async (client) => {
      await client.query('ALTER TABLE tenure DROP CONSTRAINT tenure_one_holder');
      await client.query(
        `INSERT INTO tenure (seat, person, from_at) VALUES ('330523-O1/A', 'p-O2-A', '2022-01-01')`,
      );
    },
  ],
  ['a holder who is gone', 'directory-sound', null, null, anywhere(`DELETE FROM person WHERE id = 'p-O1-A'`)],
];
