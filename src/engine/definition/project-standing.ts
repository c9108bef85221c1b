import type pg from 'pg';
import { taskOf } from '../steps/task-cache.ts';
import { loadUnprojected, writeStandings } from '../store/unprojected.ts';
import type { Registry } from './registry.ts';

const PAGE = 500;

/**
 * Projects who has to act by when for the open tasks of a database of before those columns; nothing is left to do after
 * the first start. That every open task can be loaded is for the caller to know.
 */
export async function projectStandings(pool: pg.Pool, registry: Registry): Promise<void> {
  for (;;) {
    const rows = await loadUnprojected(pool, PAGE);
    if (rows.length === 0) return;
    await writeStandings(
      pool,
      rows.map((row) => {
        const { id, revision, standing } = taskOf(registry, row);
        return { id, revision, standing };
      }),
    );
  }
}
