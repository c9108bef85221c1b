import type { Database } from '../store/lists/listed-row.ts';
import { type BoundaryVersion, readBoundaries } from '../store/precedents/boundaries.ts';

/** The boundaries that the task force has drawn, kept in memory. */
export interface BoundaryWatch {
  /** The same list as long as none is drawn or ended. */
  current(): readonly BoundaryVersion[];
  /** Looks for what was drawn since; call it after a change. */
  refresh(): Promise<void>;
}

/** Reads the boundaries in force and keeps them. */
export async function watchBoundaries(database: Database): Promise<BoundaryWatch> {
  let list = await readBoundaries(database);
  return {
    current: () => list,
    async refresh() {
      const read = await readBoundaries(database);
      if (stamp(read) !== stamp(list)) list = read;
    },
  };
}

/** Which boundaries in which versions. */
function stamp(list: readonly BoundaryVersion[]): string {
  return list.map(({ boundary, version }) => `${boundary.id}/${version}`).join(' ');
}
