import { AT, by, type Damage, E, forged } from './damage.ts';
import { forgeChain } from './tampering.ts';

const LENT = `INSERT INTO delegation (id, seat, person, delegated_by, from_at, until_at, reason)
  SELECT 'd-' || person, '330523-O1/A', person, 'p-O1-A', now() - interval '2 hours', now() + interval '1 day', '出差'
  FROM unnest(ARRAY['p-O1-B', 'p-O1-L']) AS person`;

/** Damages to clocks, rulings and to who stands in for whom. */
export const clockDamages: readonly Damage[] = [
  ['another party after an event', 'clock-as-folded', 'open', 4, by(`${E} clock = 'coUnit' ${AT} = 4`)],
  [
    'another due date after an event',
    'clock-as-folded',
    'open',
    3,
    by(`${E} due_at = due_at + interval '1 day' ${AT} = 3`),
  ],
  ['a due date wiped from an event', 'clock-as-folded', 'struckOff', 5, by(`${E} due_at = NULL ${AT} = 5`)],
  [
    'another instant from which it was late, after an event',
    'clock-as-folded',
    'open',
    4,
    by(`${E} late_at = late_at + interval '1 day' ${AT} = 4`),
  ],
  ['a lateness wiped from an event', 'clock-as-folded', 'struckOff', 5, by(`${E} late_at = NULL ${AT} = 5`)],
  ['a clock wiped from an event', 'clock-sums', 'open', 3, by(`${E} clock = NULL, due_at = NULL ${AT} = 3`)],
  ['the time of a party that is none', 'clock-sums', 'struckOff', 4, by(`${E} clock = 'mayor' ${AT} = 4`)],
  [
    'another party in the row',
    'row-as-folded',
    'open',
    5,
    by(`UPDATE task SET clock = 'receipt' WHERE id = $1`),
  ],
  [
    'a return after the ruling, in a valid chain',
    'rulings-final',
    'ruled',
    7,
    forged(`${E} type = 'return' ${AT} = 7`),
  ],
  [
    'a second ruling, in a valid chain',
    'rulings-final',
    'ruled',
    7,
    async (client, taskId) => {
      await client.query(`${E} state = 'open.returned' ${AT} = 6`, [taskId]);
      await client.query(`${E} type = 'assign', data = '{"unit":"330523-O1"}' ${AT} = 7`, [taskId]);
      await forgeChain(client, taskId);
    },
  ],
  [
    'a dispatch to another unit than was ruled, in a valid chain',
    'rulings-final',
    'ruled',
    6,
    forged(`${E} data = replace(data::text, '330523-O2', '330523-O1')::json ${AT} = 6`),
  ],
  [
    'a ruling that names another unit afterwards, in a valid chain',
    'rulings-final',
    'ruled',
    6,
    forged(`${E} data = '{"unit":"330523-O1"}' ${AT} = 5`),
  ],
  [
    'a seat lent to two at once',
    'one-person',
    'open',
    2,
    async (client) => {
      await client.query('ALTER TABLE delegation DROP CONSTRAINT IF EXISTS delegation_one_at_a_time');
      await client.query(LENT);
    },
  ],
  [
    'two deputies while the holder is away',
    'one-person',
    'open',
    2,
    async (client) => {
      await client.query('ALTER TABLE tenure DROP CONSTRAINT IF EXISTS tenure_one_holder');
      await client.query(`INSERT INTO absence (person, from_at, until_at, reason)
        VALUES ('p-O1-A', now() - interval '2 hours', now() + interval '1 day', '病假')`);
      await client.query(
        `INSERT INTO tenure (seat, person, from_at) VALUES ('330523-O1/B', 'p-O2-A', '2022-01-01')`,
      );
    },
  ],
];
