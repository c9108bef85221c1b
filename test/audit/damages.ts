import type { PoolClient } from 'pg';
import type { Rule } from '../../src/audit/rules.ts';
import type { History } from './county-history.ts';
import { forgeChain } from './tampering.ts';

type TaskName = Exclude<keyof History, 'directory'>;
export type Damage = readonly [
  what: string,
  rule: Rule,
  task: TaskName | null,
  revision: number | null,
  change: (client: PoolClient, taskId: string, history: History) => Promise<unknown>,
];

/** A damage in one statement, with the task as $1. */
const by = (sql: string) => (client: PoolClient, taskId: string) => client.query(sql, [taskId]);
/** The same, with the chain computed anew afterwards. */
const forged = (sql: string) => async (client: PoolClient, taskId: string) => {
  await client.query(sql, [taskId]);
  await forgeChain(client, taskId);
};
const anywhere = (sql: string) => (client: PoolClient) => client.query(sql);

const E = 'UPDATE event SET';
const AT = 'WHERE task_id = $1 AND revision';
const INSERT = `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
  SELECT task_id, `;
const COPY = `gen_random_uuid(), type, data, actor, at, version, state, owner, hash FROM event`;

/** Ways to damage a history by SQL, each with the rule, task and revision that the proof must name for it. */
export const damages: readonly Damage[] = [
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
    'row-as-folded',
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
    WHERE other.timer_key LIKE '%dueDate.reform-task%' AND routed.task_id = $1 AND routed.revision = 2`),
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
