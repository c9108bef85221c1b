import type pg from 'pg';
import { type HandoverHead, handoverHeadSchema } from '../../handover-schema.ts';

/** A handover without its brief, of which only the size is told. */
export interface ListedHandover extends HandoverHead {
  readonly items: number;
  readonly unsigned: number;
}

export interface HandoverFilter {
  readonly seat?: string | undefined;
  readonly open?: boolean | undefined;
  readonly limit: number;
}

/** Handovers with the open ones first, then the newest; briefs stay in the database, they may have thousands of items. */
export async function listHandovers(
  database: Pick<pg.Pool, 'query'>,
  { seat, open, limit }: HandoverFilter,
): Promise<readonly ListedHandover[]> {
  const { rows } = await database.query<{ head: unknown; items: number; unsigned: number }>({
    name: 'list-handovers',
    text: `SELECT record - 'items' - 'signedAt' AS head, jsonb_array_length(record -> 'items') AS items,
        (SELECT count(*)::int FROM jsonb_array_elements(record -> 'items') AS item
          WHERE NOT (record -> 'signedAt') ? (item ->> 'id')) AS unsigned
      FROM handover
      WHERE ($1::text IS NULL OR seat = $1) AND ($2::boolean IS NULL OR open = $2)
      ORDER BY open DESC, record ->> 'openedAt' DESC, id LIMIT $3`,
    values: [seat ?? null, open ?? null, limit],
  });
  return rows.map(({ head, items, unsigned }) => ({ ...handoverHeadSchema.parse(head), items, unsigned }));
}
