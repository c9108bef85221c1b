import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { absentAs } from '../../error-code.ts';
import { runProgram } from '../../process/run-program.ts';
import { type Account, accountForServer, asAccount } from './embedded-account.ts';

/** Where root keeps what the account must reach when the checkout lies in a home closed to others. */
const SYSTEM_FOLDER = '/var/lib/onedoor';

/** Where one cluster lives and who runs it. */
export interface ClusterHome {
  /** Real path; holds pgdata, the password and the lock. */
  readonly folder: string;
  readonly pgdata: string;
  readonly passwordFile: string;
  /** Names the folder of the Unix socket, which lies elsewhere because such paths must be short. */
  readonly socketMark: string;
  readonly account: Account | undefined;
  /** Where copies of the programs may go. */
  readonly spareFolder: string;
}

/**
 * Finds or makes the home of the cluster that belongs to `dataDir`. It lies in `dataDir/postgres`; where the
 * account cannot get there, that is a symbolic link to a folder below /var/lib/onedoor.
 */
export async function clusterHome(dataDir: string): Promise<ClusterHome> {
  await mkdir(dataDir, { recursive: true });
  const realDataDir = await realpath(dataDir);
  const place = join(realDataDir, 'postgres');
  const account = await accountForServer(join(place, 'pgdata'));
  const folder = await findOrMake(place, account);
  return {
    folder,
    pgdata: join(folder, 'pgdata'),
    passwordFile: join(folder, 'password'),
    socketMark: join(folder, 'socket-folder'),
    account,
    spareFolder: account ? SYSTEM_FOLDER : join(realDataDir, 'programs'),
  };
}

async function findOrMake(place: string, account: Account | undefined): Promise<string> {
  const found = await absentAs(lstat(place), undefined);
  if (found?.isSymbolicLink()) return ownedElsewhere(place);
  if (!found) {
    await makeFolder(place, account);
    if (await canEnter(place, account)) return realpath(place);
    await rmdir(place);
    return makeElsewhere(place, account);
  }
  if (await canEnter(place, account)) return realpath(place);
  throw new Error(
    `The data directory ${place} cannot be used by ${account ? `user ${account.name}` : 'the present user'}: ` +
      'run as the user who made it, open the folders above it, or name another with ONEDOOR_DATA_DIR.',
  );
}

async function makeElsewhere(place: string, account: Account | undefined): Promise<string> {
  await mkdir(SYSTEM_FOLDER, { recursive: true });
  await chmod(SYSTEM_FOLDER, 0o755); // whatever root's mask is
  const folder = join(SYSTEM_FOLDER, `cluster-${randomBytes(6).toString('hex')}`);
  await makeFolder(folder, account);
  await writeFile(join(folder, 'belongs-to'), place);
  await symlink(folder, place);
  return folder;
}

/** A checkout may be moved, link and all; but a copied one must not share the data of the first. */
async function ownedElsewhere(place: string): Promise<string> {
  const folder = await realpath(place).catch((cause: Error) => {
    throw new Error(`${place} points to data that are gone; remove it to begin empty.`, { cause });
  });
  const mark = join(folder, 'belongs-to');
  const owner = await readFile(mark, 'utf8');
  if (owner === place) return folder;
  if ((await absentAs(realpath(owner), undefined)) === folder) {
    throw new Error(`${place} points to the data of ${owner}; remove it to begin with data of its own.`);
  }
  await writeFile(`${mark}.new`, place);
  await rename(`${mark}.new`, mark);
  return folder;
}

async function makeFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
}

/** Lets the kernel answer, as the account itself. */
async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  const question = ['-c', 'cd "$1" && test -w .', 'sh', folder];
  return runProgram('/bin/sh', question, { ...asAccount(account), cwd: '/' }).then(
    () => true,
    () => false, // the shell's answer "no"
  );
}
