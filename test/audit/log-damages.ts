import { AT, by, type Damage, E, forged } from './damage.ts';

const INSERT = `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
  SELECT task_id, `;
const COPY = `gen_random_uuid(), type, data, actor, at, version, state, owner, hash FROM event`;

/** Damages to the log and to what the task row says of it. */
export const logDamages: readonly Damage[] = [
  ['a changed payload', 'chain-intact', 'errand', 4, by(`${E} data = '{"note":"丙"}' ${AT} = 4`)],
  [
    'a payload changed in white space alone',
    'chain-intact',
    'errand',
    4,
    by(`${E} data = '{"note": "甲"}' ${AT} = 4`),
  ],
  [
    'a changed actor',
    'chain-intact',
    'open',
    3,
    by(`${E} actor = '{"principal":"p-x","name":"x"}' ${AT} = 3`),
  ],
  [
    'a time changed by a microsecond',
    'chain-intact',
    'open',
    3,
    by(`${E} at = at + interval '1 microsecond' ${AT} = 3`),
  ],
  ['a changed type', 'chain-intact', 'open', 3, by(`${E} type = 'return' ${AT} = 3`)],
  ['another accountable seat', 'chain-intact', 'open', 3, by(`${E} owner = '330523-O2/A' ${AT} = 3`)],
  ['no accountable seat', 'one-seat', 'open', 3, by(`${E} owner = '' ${AT} = 3`)],
  ['a changed hash', 'chain-intact', 'open', 2, by(`${E} hash = sha256(hash) ${AT} = 2`)],
  ['a dropped first event', 'revisions-gapless', 'open', 2, by(`DELETE FROM event ${AT} = 1`)],
  ['a dropped middle event', 'revisions-gapless', 'open', 4, by(`DELETE FROM event ${AT} = 3`)],
  ['a cut tail', 'row-at-last-event', 'open', 5, by(`DELETE FROM event ${AT} = 5`)],
  ['a dropped history', 'task-has-history', 'unrouted', 1, by('DELETE FROM event WHERE task_id = $1')],
  ['a dropped task', 'task-has-history', 'struckOff', 10, by('DELETE FROM task WHERE id = $1')],
  ['an appended event', 'chain-intact', 'open', 6, by(`${INSERT} 6, ${COPY} ${AT} = 5`)],
  [
    'an appended event of a valid chain',
    'row-at-last-event',
    'open',
    5,
    forged(`${INSERT} 6, ${COPY} ${AT} = 5`),
  ],
  [
    'an event put between two others',
    'chain-intact',
    'errand',
    6,
    async (client, taskId) => {
      await client.query(`${E} revision = 7 ${AT} = 6`, [taskId]);
      await client.query(`${INSERT} 6, ${COPY} ${AT} = 5`, [taskId]);
      await client.query('UPDATE task SET revision = 7 WHERE id = $1', [taskId]);
    },
  ],
  [
    'two events that changed places',
    'chain-intact',
    'errand',
    4,
    async (client, taskId) => {
      for (const [from, to] of [
        [4, 99],
        [5, 4],
        [99, 5],
      ]) {
        await client.query(`${E} revision = ${to} ${AT} = ${from}`, [taskId]);
      }
    },
  ],
  ['a wrong head', 'head-of-chain', 'open', 5, by('UPDATE task SET head = sha256(head) WHERE id = $1')],
  [
    'a time that goes back, with a valid chain',
    'times-ascend',
    'open',
    3,
    forged(`${E} at = at - interval '1 day' ${AT} = 3`),
  ],
  [
    'another state in the row',
    'row-at-last-event',
    'open',
    5,
    by(`UPDATE task SET state = 'passed' WHERE id = $1`),
  ],
  [
    'another owner in the row',
    'one-seat',
    'open',
    5,
    by(`UPDATE task SET owner = '330523-O2/A' WHERE id = $1`),
  ],
  [
    'another beginning in the row',
    'one-seat',
    'open',
    5,
    by(`UPDATE task SET created_at = now() WHERE id = $1`),
  ],
];
