import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absentAs } from '../../src/platform/error-code.ts';

/** Removes a data directory, also the database that lies elsewhere because its account could not get there. */
export async function removeFolder(dataDir: string): Promise<void> {
  const home = await absentAs(realpath(join(dataDir, 'postgres')), undefined);
  if (home !== undefined) await rm(home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
