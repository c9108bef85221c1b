import { stat } from 'node:fs/promises';
import { absentAs } from '../../error-code.ts';
import { runProgram } from '../../process/run-program.ts';

/** The operating-system account that PostgreSQL runs under; undefined means our own. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it an account: the owner of an existing data directory,
 * else `postgres` (made if it is missing), else `nobody`.
 */
export async function accountForServer(pgdata: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await ownerOf(pgdata)) ?? (await lookUp('postgres')) ?? (await create('postgres')) ?? nobody();
}

/** The part of spawn's options that runs a program under the account. */
export function asAccount(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

async function ownerOf(path: string): Promise<Account | undefined> {
  const found = await absentAs(stat(path), undefined);
  if (!found || found.uid === 0) return undefined;
  return { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid };
}

async function lookUp(name: string): Promise<Account | undefined> {
  const ids = Promise.all([runProgram('id', ['-u', name]), runProgram('id', ['-g', name])]);
  return ids.then(
    ([uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }),
    () => undefined, // id ends with 1 when there is no such account
  );
}

async function create(name: string): Promise<Account | undefined> {
  return runProgram('useradd', ['--system', '--user-group', '--no-create-home', name]).then(
    () => lookUp(name),
    () => undefined, // no useradd here, or a read-only /etc: nobody will do
  );
}

async function nobody(): Promise<Account> {
  const account = await lookUp('nobody');
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to lend it: ' +
      'run onedoor as an ordinary user, or set DATABASE_URL.',
  );
}
