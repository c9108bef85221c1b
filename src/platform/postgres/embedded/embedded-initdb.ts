import { randomBytes } from 'node:crypto';
import { chown, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absentAs } from '../../error-code.ts';
import { inheritedEnvironment } from '../../process/inherited-environment.ts';
import { runProgram } from '../../process/run-program.ts';
import { asAccount } from './embedded-account.ts';
import type { Binaries } from './embedded-binaries.ts';
import type { ClusterHome } from './embedded-home.ts';

/** The superuser of an embedded cluster. */
export const SUPERUSER = 'onedoor';

/** The one database in it. */
export const DATABASE = 'onedoor';

/**
 * Collation C is fast and the same on every machine; the built-in C.UTF-8 provider knows Unicode letters; and
 * without lc-ctype C.UTF-8 pg_trgm takes Chinese for punctuation and finds no trigrams in it.
 */
export const CLUSTER_LOCALE: readonly string[] = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C',
  '--lc-ctype=C.UTF-8',
  '--lc-messages=C',
];

/** Makes the cluster unless it is there, and returns the superuser's password. */
export async function ensureCluster(home: ClusterHome, binaries: Binaries): Promise<string> {
  const found = await absentAs(lstat(home.pgdata), undefined);
  if (found === undefined) await makeCluster(home, binaries);
  return readFile(home.passwordFile, 'utf8');
}

async function makeCluster(home: ClusterHome, binaries: Binaries): Promise<void> {
  // A first start cut short leaves only a half-made folder, which is begun anew.
  const half = join(home.folder, 'pgdata.new');
  await rm(half, { recursive: true, force: true });
  await writeFile(home.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (home.account) await chown(home.passwordFile, home.account.uid, home.account.gid);
  const access = [`--username=${SUPERUSER}`, `--pwfile=${home.passwordFile}`, '--auth=scram-sha-256'];
  await runProgram(binaries.initdb, [`--pgdata=${half}`, ...access, ...CLUSTER_LOCALE], {
    ...asAccount(home.account),
    cwd: home.folder,
    env: inheritedEnvironment(),
    limitMs: 120_000,
  });
  await rename(half, home.pgdata);
}
