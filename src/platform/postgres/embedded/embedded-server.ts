import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { absentAs } from '../../error-code.ts';
import { guardChild } from '../../process/child-guard.ts';
import { freePort } from '../../process/free-port.ts';
import { inheritedEnvironment } from '../../process/inherited-environment.ts';
import { asAccount } from './embedded-account.ts';
import type { ClusterHome } from './embedded-home.ts';

/** Where PostgreSQL's own messages go; a pino logger fits. */
export interface ServerLog {
  debug(text: string): void;
  warn(text: string): void;
}

/** A running postmaster. */
export interface Server {
  readonly pid: number;
  readonly socketDir: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Resolves, with what is known of the reason, when the server ends without stop(). */
  readonly died: Promise<string>;
}

type Postmaster = ChildProcessByStdio<null, null, Readable>;

const READY = 'database system is ready to accept connections';

/** Unix socket paths end at 107 bytes; the longest name in the folder is `.s.PGSQL.65535.lock`. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.65535.lock'.length;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_permissions: '0700',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  // Errors of statements reach the client that sent them; here only what concerns the server itself.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** Starts the postmaster and returns when it accepts connections; throws with its last words when it ends instead. */
export async function launchServer(
  postgres: string,
  home: ClusterHome,
  lock: number | undefined,
  settings: Readonly<Record<string, string>>,
  log: ServerLog,
): Promise<Server> {
  const socketDir = await makeSocketFolder(home);
  const port = await freePort();
  const args = ['-D', home.pgdata, '-k', socketDir, '-p', String(port)];
  for (const [name, value] of Object.entries({ ...SETTINGS, ...settings }))
    args.push('-c', `${name}=${value}`);
  // A session of its own: Ctrl-C in the terminal reaches us first, and the database only after we are done with it.
  const child = spawn(postgres, args, {
    ...asAccount(home.account),
    cwd: home.folder,
    env: inheritedEnvironment(),
    detached: true,
    // It holds the lock of its folder too, so that the folder is taken while the server lives, whichever process started it.
    stdio: ['ignore', 'ignore', 'pipe', lock ?? 'ignore'],
    // The types of Node know three files at most.
  }) as unknown as Postmaster;
  const words: string[] = [];
  const exited = ended(child, words, home);
  const pid = child.pid ?? 0;
  if (pid > 0) void exited.then(guardChild(pid, 'INT'));
  let stopping = false;
  const warn = (text: string): void => {
    // That it cuts connections when it is stopped is no news.
    if (stopping) log.debug(text);
    else log.warn(text);
  };
  await ready(child, exited, words, { debug: log.debug.bind(log), warn });
  const died = unexpectedEnd(exited, () => stopping);
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill('SIGINT'); // fast: roll back what is open, disconnect, checkpoint
    const impatience = setTimeout(() => child.kill('SIGQUIT'), 8_000);
    await exited;
    clearTimeout(impatience);
  };
  return { pid, socketDir, port, stop, died };
}

async function ended(child: Postmaster, words: readonly string[], home: ClusterHome): Promise<string> {
  const how = await exitOf(child, words);
  await removeSocketFolder(home);
  return how;
}

async function unexpectedEnd(exited: Promise<string>, wasAsked: () => boolean): Promise<string> {
  const how = await exited;
  return wasAsked() ? new Promise<never>(() => undefined) : how;
}

async function ready(
  child: Postmaster,
  exited: Promise<string>,
  words: string[],
  log: ServerLog,
): Promise<void> {
  const lines = createInterface({ input: child.stderr });
  const accepting = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      words.push(line);
      if (words.length > 5) words.shift();
      if (/^(FATAL|PANIC|WARNING)/.test(line)) log.warn(`PostgreSQL: ${line}`);
      else log.debug(`PostgreSQL: ${line}`);
      if (line.includes(READY)) resolve();
    });
  });
  const end = await Promise.race([accepting, exited]);
  if (end !== undefined) throw new Error(end);
}

/** Resolves when the child is gone and all it said has been read. */
async function exitOf(child: Postmaster, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`PostgreSQL could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      resolve(
        `PostgreSQL (pid ${child.pid}) ended with ${how}. Its last words: ${words.join(' | ') || '(none)'}`,
      );
    });
  });
}

async function makeSocketFolder(home: ClusterHome): Promise<string> {
  await removeSocketFolder(home); // a killed predecessor's
  const roomy = tmpdir().length + '/onedoor-pg-XXXXXX'.length <= LONGEST_SOCKET_FOLDER;
  const folder = await mkdtemp(join(roomy ? tmpdir() : '/tmp', 'onedoor-pg-'));
  if (home.account) await chown(folder, home.account.uid, home.account.gid);
  await writeFile(home.socketMark, folder);
  return folder;
}

async function removeSocketFolder(home: ClusterHome): Promise<void> {
  const folder = await absentAs(readFile(home.socketMark, 'utf8'), undefined);
  if (folder === undefined) return;
  await rm(folder, { recursive: true, force: true });
  await rm(home.socketMark);
}
