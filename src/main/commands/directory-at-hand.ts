import { resolve } from 'node:path';
import type { Directory } from '../../directory/directory.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import { readDirectory } from '../../directory/store/read-directory.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { loadTaxonomy } from '../opening/routing-files.ts';
import type { LedgerAtHand } from './with-ledger.ts';

/** The directory in force; an empty database gets the one of the files, as a first start does. */
export async function directoryOf({ pool, config }: LedgerAtHand): Promise<Directory> {
  const known = await readDirectory(pool);
  if (known !== undefined) return known;
  const seed = loadDirectory(resolve(config.directoryDir), loadTaxonomy());
  await seedRegister(directoryRegister, pool, seed, { by: 'onedoor', at: new Date().toISOString() });
  return (await readDirectory(pool)) ?? seed;
}
