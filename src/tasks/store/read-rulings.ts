import type { Precedent } from '../../routing/precedent.ts';
import { precedentOf, RULING_EVENT } from '../rulings.ts';
import type { Database } from './listed-row.ts';

interface RulingRow {
  readonly serial: number;
  readonly created_at: Date;
  readonly at: Date;
  readonly revision: number;
  readonly data: unknown;
  readonly matter: unknown;
}

/** The rulings of the task force from an instant (ISO) on, or all of them, oldest first, read off the log. */
export async function readRulings(database: Database, since?: string): Promise<readonly Precedent[]> {
  const { rows } = await database.query<RulingRow>({
    name: 'read-rulings',
    text: `SELECT task.serial::float8 AS serial, task.created_at, event.at, event.revision, event.data,
        task.context -> 'matter' AS matter
      FROM event JOIN task ON task.id = event.task_id
      WHERE event.type = '${RULING_EVENT}' AND event.at >= coalesce($1::timestamptz, '-infinity') ORDER BY event.at`,
    values: [since ?? null],
  });
  return rows.flatMap(({ created_at, at, ...row }) => {
    const ruling = precedentOf({ ...row, createdAt: created_at.toISOString(), at: at.toISOString() });
    return ruling === undefined ? [] : [ruling];
  });
}
