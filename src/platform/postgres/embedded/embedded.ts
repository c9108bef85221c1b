import { setTimeout as delay } from 'node:timers/promises';
import { overConnection } from '../connection.ts';
import { runnableBinaries } from './embedded-binaries.ts';
import { clusterHome } from './embedded-home.ts';
import { DATABASE, ensureCluster, SUPERUSER } from './embedded-initdb.ts';
import { takeLock } from './embedded-lock.ts';
import { launchServer, type Server, type ServerLog } from './embedded-server.ts';

export interface EmbeddedOptions {
  /** The cluster lies in its folder `postgres`. */
  readonly dataDir: string;
  readonly log: ServerLog;
  /** Server settings (postgresql.conf names) that differ from ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Over the Unix socket, which costs less CPU than TCP; holds the password. */
  readonly connectionString: string;
  /** The same over TCP on the loopback address, for programs that know no sockets. */
  readonly tcpConnectionString: string;
  readonly socketDir: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  /** Resolves with the reason when the server ends although nobody stopped it; the process should then end too. */
  readonly died: Promise<string>;
}

/** Starts the PostgreSQL that npm brought, with its data below `dataDir`; what a killed predecessor left is cleared. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = await clusterHome(options.dataDir);
  const lock = await takeLock(home);
  try {
    const binaries = await runnableBinaries(home.account, home.spareFolder);
    const password = await ensureCluster(home, binaries);
    const server = await launchPatiently(() =>
      launchServer(binaries.postgres, home, lock.fd, options.settings ?? {}, options.log),
    );
    const stop = async (): Promise<void> => {
      await server.stop();
      await lock.release();
    };
    const bySocket = `postgresql://${SUPERUSER}:${password}@/${DATABASE}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`;
    await ensureDatabase(bySocket).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return {
      connectionString: bySocket,
      tcpConnectionString: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${DATABASE}`,
      socketDir: server.socketDir,
      port: server.port,
      pid: server.pid,
      stop,
      died: server.died,
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Backends of a killed postmaster hold its shared memory for a moment; and a free port may be snatched from us. */
async function launchPatiently(launch: () => Promise<Server>): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      const passing = /pre-existing shared memory|could not create any TCP\/IP sockets/.test(String(error));
      if (!passing || attempt === 20) throw error;
    }
    await delay(100);
  }
}

async function ensureDatabase(connectionString: string): Promise<void> {
  const options = {
    connectionString: connectionString.replace(`/${DATABASE}?`, '/postgres?'),
    name: 'onedoor-start',
    // It copies a database, which takes as long as the disk does.
    limitMs: 60_000,
  };
  await overConnection(options, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}
