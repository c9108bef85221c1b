import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { absentAs } from '../../error-code.ts';
import { processWorksIn } from '../../process/process-identity.ts';
import { DATABASE, SUPERUSER } from './embedded-initdb.ts';

/**
 * The connection string of the embedded PostgreSQL that another process runs with its data below `dataDir`, so that
 * operators' commands work beside it; undefined where none runs. Holds the password.
 */
export async function findRunningEmbedded(dataDir: string): Promise<string | undefined> {
  const folder = await absentAs(realpath(join(dataDir, 'postgres')), undefined);
  if (folder === undefined) return undefined;
  const pgdata = join(folder, 'pgdata');
  const mark = await absentAs(readFile(join(pgdata, 'postmaster.pid'), 'utf8'), '');
  // Lines of postmaster.pid: pid, data directory, start, port, socket folder, … and "ready" at the end.
  const [pid, , , port, socketDir] = mark.split('\n');
  if (!port || !socketDir || !(await processWorksIn(Number(pid), pgdata))) return undefined;
  const password = await readFile(join(folder, 'password'), 'utf8');
  return `postgresql://${SUPERUSER}:${password}@/${DATABASE}?host=${encodeURIComponent(socketDir)}&port=${port}`;
}
