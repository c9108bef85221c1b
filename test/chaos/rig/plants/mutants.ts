import { randomUUID } from 'node:crypto';
import type { Mutant } from '../run-rig.ts';
import { CONSUMED, inStatement, type Planted } from './planting.ts';

const EFFECT_COLUMNS =
  'task_id AS "taskId", revision, position, name, params, timer_key AS "timerKey", attempts';
const TAKEN_ON_LOAD = `DELETE FROM effect WHERE task_id = ANY($1::uuid[]) AND parked_at IS NULL
  AND (due_at IS NULL OR due_at <= $2) RETURNING ${EFFECT_COLUMNS}`;

/** Answers the commit at once and carries it out later; of each third nothing is left, as where a process died. */
function acknowledgingFirst(): Mutant {
  let commits = 0;
  return {
    async run(statement, execute) {
      if (statement.name !== 'commit-batch') return execute();
      const ids = statement.values[2] as readonly string[];
      if (++commits % 3 > 0) execute().catch(() => undefined);
      const rows = ids.map((_, n) => ({ n, candidate: true, consumed: true, claimed: true }));
      return { rows, rowCount: rows.length, command: 'SELECT', oid: 0, fields: [] };
    },
  };
}

/** Reads effects in the order of their events and never looks back; timers ring by state, as they must. */
function readingOn(): Mutant {
  let cursor = '00000000-0000-0000-0000-000000000000';
  return {
    rewrite: (statement) =>
      statement.name !== 'take-ringable'
        ? statement
        : {
            name: 'read-on',
            text: `WITH timers AS (UPDATE effect SET ring_at = now() + interval '100 ms'
                WHERE timer_key IS NOT NULL AND ring_at <= now() RETURNING task_id)
              SELECT task_id AS "taskId", false AS again, NULL AS "readTo" FROM timers UNION ALL
              SELECT task_id, false, event_id::text FROM effect JOIN event USING (task_id, revision)
              WHERE timer_key IS NULL AND event_id > $1`,
            values: [cursor],
          },
    result: (statement, result) => {
      if (statement.name !== 'take-ringable') return result;
      for (const { readTo } of result.rows as readonly { readonly readTo: string | null }[]) {
        if (readTo !== null && readTo > cursor) cursor = readTo;
      }
      return result;
    },
  };
}

/** Each row of a result, changed. */
function inRows(name: string, change: (row: Record<string, unknown>) => void): Mutant {
  return {
    result: (statement, result) => {
      if (statement.name === name) for (const row of result.rows as Record<string, unknown>[]) change(row);
      return result;
    },
  };
}

export const mutants: readonly Planted[] = [
  {
    bug: 'an effect is marked done before it is done',
    mutant: {
      rewrite: (statement) =>
        statement.name === 'load-pending-effects'
          ? { ...statement, text: TAKEN_ON_LOAD }
          : inStatement('commit-batch', ...CONSUMED)(statement),
    },
    found: 'I7',
    as: /answer prepared of .*: 0 came of 1/,
  },
  {
    bug: 'only the id of its job keeps an effect from being done twice',
    mutant: { rewrite: inStatement('commit-batch', ...CONSUMED) },
    found: 'I7',
    as: /answer prepared of .*: [2-9] came of 1/,
  },
  {
    bug: 'acknowledged before the commit',
    mutant: acknowledgingFirst(),
    found: 'I1',
    as: /no event at revision/,
  },
  {
    bug: "timers go by a process's own clock",
    mutant: {
      rewrite: inStatement('load-pending-effects', [
        'due_at <= $2',
        "due_at <= $2::timestamptz + interval '1 hour'",
      ]),
    },
    found: 'I9',
    as: /xstate\.after.*: fired at .*, due at/,
  },
  {
    bug: 'no version check',
    mutant: {
      rewrite: inStatement(
        'commit-batch',
        ['AND task.revision = step.expected', ''],
        [
          'SELECT id, expected + 1, event_id',
          'SELECT id, (SELECT 1 + coalesce(max(revision), 0) FROM event WHERE task_id = id), event_id',
        ],
        ['revision = p.expected + 1', 'revision = task.revision + 1'],
      ),
    },
    found: 'I10',
    as: /its hash does not follow/,
  },
  {
    bug: 'a poison effect at the head blocks all others',
    mutant: {
      rewrite: (statement) =>
        inStatement(
          'record-failed-attempt',
          ['attempts = attempts + 1', 'attempts = attempts'],
          [
            'ring_at = least(now(), $7::timestamptz) + make_interval(secs => $5)',
            'ring_at = CASE WHEN $5::float8 > 0 THEN ring_at END',
          ],
        )(
          inStatement(
            'take-ringable',
            [
              'ring_at = $3::timestamptz + make_interval(secs => least($4, $2 * 2 ^ least(rings, 10)))',
              'ring_at = CASE WHEN $2::float8 > 0 AND $4::float8 > 0 THEN ring_at END',
            ],
            ['LIMIT $1 FOR UPDATE SKIP LOCKED', 'LIMIT least($1, 1) FOR UPDATE'],
          )(statement),
        ),
    },
    found: 'I6',
    as: /prepare at .* is due and not done/,
  },
  {
    bug: 'a relay that reads on from a cursor',
    mutant: readingOn(),
    found: 'I6',
    as: /prepare at .* is due and not done/,
  },
  {
    bug: 'dispatched counts as done',
    mutant: {
      rewrite: inStatement('take-ringable', [
        'ring_at <= $3::timestamptz',
        'ring_at <= $3::timestamptz AND rings = 0',
      ]),
    },
    found: 'I6',
    as: /prepare at .* is due and not done/,
  },
  {
    bug: 'the answer is kept outside of the transaction',
    mutant: { keeps: 'afterwards' },
    found: 'I2',
    as: /created .*: [2-9] events/,
  },
  {
    bug: 'two requests under one key both run',
    mutant: {
      rewrite: inStatement('commit-batch', [
        'WHERE kept.created_at < excluded.created_at - make_interval(hours => $2::int)',
        'WHERE $2::int > 0',
      ]),
    },
    found: 'I2',
    as: /created .*: [2-9] events/,
  },
  {
    bug: 'the log is written outside of the transaction',
    mutant: {
      rewrite: inStatement('commit-batch', [
        '(SELECT log_position())\n  FROM passed\n), disarmed',
        '(SELECT log_position())\n  FROM passed WHERE expected <> 2\n), disarmed',
      ]),
    },
    found: 'I3',
    as: /expected revision 3/,
  },
  {
    bug: 'the log stores other bytes than were hashed',
    mutant: {
      rewrite: inStatement('commit-batch', [
        'event_id, type, data, actor, at, version, state, due_at, late_at, clock, owner, head,',
        'event_id, type, data::jsonb::json, actor, at, version, state, due_at, late_at, clock, owner, head,',
      ]),
    },
    found: 'I10',
    as: /its hash does not follow/,
  },
  {
    bug: 'timers of states that were left stay armed',
    mutant: { rewrite: inStatement('commit-batch', ['effect.timer_key = c.timer_key', 'false']) },
    found: 'I9',
    as: /its state was left, its timer is there/,
  },
  {
    bug: 'an effect that failed is dropped',
    mutant: {
      rewrite: inStatement(
        'record-failed-attempt',
        [
          `UPDATE effect SET attempts = attempts + 1, last_error = $4, ring_at = least(now(), $7::timestamptz) + make_interval(secs => $5),
        parked_at = CASE WHEN attempts + 1 >= $6 THEN now() END`,
          'DELETE FROM effect',
        ],
        [
          'AND position = $3',
          'AND position = $3 AND $4::text IS NOT NULL AND $5::float8 IS NOT NULL AND $6::int IS NOT NULL AND $7::timestamptz IS NOT NULL',
        ],
      ),
    },
    found: 'I7',
    as: /answer prepared of .*: 0 came of 1/,
  },
  {
    bug: 'an effect is parked without an alarm',
    mutant: { silent: true },
    found: 'I6',
    as: /prepare at .* is parked without alarm/,
  },
  {
    bug: 'a stale member of a batch counts as committed',
    mutant: inRows('commit-batch', (row) =>
      Object.assign(row, { candidate: true, consumed: true, claimed: true }),
    ),
    found: 'I1',
    as: /note \(acked\)/,
  },
  {
    bug: 'children get ids of chance',
    mutant: inRows('load-pending-effects', (row) => {
      if (row.name === 'spawn') Object.assign(row.params as object, { taskId: randomUUID() });
    }),
    found: 'I7',
    as: /its parent .* never spawned it/,
  },
];
