import type pg from 'pg';
import { inTransaction } from '../../../platform/postgres/in-transaction.ts';
import { checkDirectory } from '../../check/check-directory.ts';
import type { Directory } from '../../directory.ts';
import { diffDirectories } from '../../files/directory-diff.ts';
import { readVersion } from '../read-version.ts';
import { insertVersion } from './insert-version.ts';
import { writeDifference } from './write-difference.ts';

/** What came of seeding. */
export interface Seeding {
  /** False when the database had a directory already: files seed once, later changes go through change sets. */
  readonly seeded: boolean;
  /** The version now in force. */
  readonly version: number;
}

/**
 * Seeds an empty database with a directory, in one transaction; leaves a directory that is there alone. Safe to be
 * called by several processes at once. Throws when the directory contradicts itself.
 */
export async function saveDirectory(
  pool: pg.Pool,
  directory: Directory,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<Seeding> {
  const [fault] = checkDirectory(directory);
  if (fault)
    throw new Error(`The directory cannot be saved: ${fault.entry} ${fault.id} ${fault.message.en}.`);
  return inTransaction(pool, async (client) => {
    const first = { ...directory, version: 1 };
    const found = await readVersion(client);
    const record = { by, at, reason: '由配置文件载入', change: {} };
    if (found !== undefined || !(await insertVersion(client, 1, directory.county ?? '', record))) {
      return { seeded: false, version: (await readVersion(client)) ?? 1 };
    }
    await writeDifference(client, diffDirectories(undefined, first));
    return { seeded: true, version: 1 };
  });
}
