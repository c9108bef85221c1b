import type { Pool } from 'pg';
import type { Directory } from '../../../src/directory/directory.ts';
import { type DirectoryWatch, directoryRegister } from '../../../src/directory/store/directory-register.ts';
import { type Clock, isoOf } from '../../../src/platform/clock.ts';
import { seedRegister } from '../../../src/register/seed-register.ts';
import { watchRegister } from '../../../src/register/watch-register.ts';

/** The directory of a test door. */
export interface DoorDirectory {
  readonly watch: DirectoryWatch;
  /** Puts another in its place, where it is not kept in the database. */
  put(next: Directory): void;
}

/** Keeps it in memory, so that tests can put any other in its place. */
export function directoryInMemory(directory: Directory): DoorDirectory {
  let current = directory;
  const latest = () => current;
  const later = () => Promise.resolve(current);
  return {
    watch: { latest, current: later, refresh: later },
    put: (next) => {
      current = next;
    },
  };
}

/** Keeps it in the database, as the product does; it changes by change sets alone. */
export async function directoryInDatabase(
  directory: Directory,
  pool: Pool,
  clock: Clock,
): Promise<DoorDirectory> {
  await seedRegister(directoryRegister, pool, directory, { by: 'test', at: isoOf(clock()) });
  const watch = watchRegister(directoryRegister, pool, { now: () => performance.now() });
  await watch.current();
  return {
    watch,
    put: () => {
      throw new Error('The directory is in the database: change it by POST /api/v1/directory/changes.');
    },
  };
}
