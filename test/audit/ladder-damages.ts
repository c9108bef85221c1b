import { AT, type Damage, E, forged } from './damage.ts';
import { forgeChain } from './tampering.ts';

/** Damages to what the supervision ladder did, each with a chain computed anew. */
export const ladderDamages: readonly Damage[] = [
  [
    'notices of a rung issued twice',
    'rungs-once',
    'supervised',
    5,
    async (client, taskId) => {
      await client.query(
        `INSERT INTO event
          (task_id, revision, event_id, type, data, actor, at, version, state, owner, clock, due_at, late_at, hash)
        SELECT task_id, 5, gen_random_uuid(), type, data, actor, at, version, state, owner, clock, due_at, late_at, hash
        FROM event ${AT} = 4`,
        [taskId],
      );
      await client.query('UPDATE task SET revision = 5 WHERE id = $1', [taskId]);
      await forgeChain(client, taskId);
    },
  ],
  [
    'notices of a rung that had not fired',
    'rungs-once',
    'supervised',
    4,
    forged(`${E} data = replace(data::text, 'dueSoon@', 'overdue@')::json ${AT} = 4`),
  ],
  [
    'a seat that was told twice',
    'rungs-once',
    'supervised',
    4,
    forged(
      `${E} data = regexp_replace(data::text, '"seats":\\[([^]]*)\\]', '"seats":[\\1,\\1]')::json ${AT} = 4`,
    ),
  ],
];
