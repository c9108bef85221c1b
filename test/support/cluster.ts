import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded/embedded.ts';
import { removeScratch, scratchFolder } from './scratch.ts';

const silent = { debug: () => undefined, warn: () => undefined };

export interface TestCluster {
  readonly connectionString: string;
  readonly tcpConnectionString: string;
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  readonly dataDir: string;
  /** Resolves with the reason when the server ends although nobody stopped it. */
  readonly died: Promise<string>;
  /** Stops the server and keeps the data; startTestCluster with the same folder goes on with them. */
  halt(): Promise<void>;
  /** Stops the server and removes the data. */
  stop(): Promise<void>;
}

export interface TestClusterOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the data lie; a new scratch folder when absent. */
  readonly folder?: string;
}

/** A PostgreSQL cluster for one test alone: durable as in production unless the settings say otherwise. */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const dataDir = options.folder ?? (await scratchFolder());
  const server = await startEmbeddedPostgres({ dataDir, log: silent, settings: options.settings ?? {} });
  const stop = async (): Promise<void> => {
    await server.stop();
    await removeScratch(dataDir);
  };
  const { connectionString, tcpConnectionString, port, pid, died } = server;
  return {
    connectionString,
    tcpConnectionString,
    port,
    pid,
    died,
    dataDir,
    halt: async () => server.stop(),
    stop,
  };
}
