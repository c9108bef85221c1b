import { Pool } from 'pg';
import { startTestCluster, type TestCluster } from '../../support/cluster.ts';
import { eventually } from '../../support/eventually.ts';
import { openTcpProxy, type TcpProxy } from '../../support/network/tcp-proxy.ts';

/** A durable PostgreSQL of its own, which can be torn down under everybody's hands and comes back at the same address. */
export interface Database {
  readonly url: string;
  /** For the harness itself; its queries wait until the database is back. */
  look<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  readonly pool: Pool;
  /** The way of everybody to it, the harness included. */
  readonly proxy: TcpProxy;
  /** The address of another database in the same cluster, which is empty. */
  another(): Promise<string>;
  /** Ends it without a checkpoint, as a crash does, and starts it again. */
  crash(): Promise<void>;
  /** Breaks all connections at any point of their conversation, answers of commits included. */
  cutConnections(): number;
  stop(): Promise<void>;
}

/** Starts the database of a round. */
export async function startDatabase(): Promise<Database> {
  let cluster: TestCluster = await startTestCluster();
  const proxy = await openTcpProxy(cluster.port);
  const { dataDir } = cluster;
  const url = cluster.tcpConnectionString.replace(`:${cluster.port}/`, `:${proxy.port}/`);
  const pool = new Pool({ connectionString: url, max: 6, application_name: 'chaos' });
  // Lost with every crash, as everybody's connections are.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    proxy,
    async another() {
      await pool.query('CREATE DATABASE another');
      return url.replace(/\/\w+$/, '/another');
    },
    look: async <Row>(sql: string, values: readonly unknown[] = []) => {
      const patience = { withinMs: 60_000, everyMs: 100, what: 'an answer of the database' };
      return (await eventually(() => pool.query(sql, [...values]), patience)).rows as Row[];
    },
    async crash() {
      process.kill(cluster.pid, 'SIGQUIT');
      await cluster.died;
      await cluster.halt();
      cluster = await startTestCluster({ folder: dataDir });
      proxy.target(cluster.port);
    },
    cutConnections: () => proxy.cutAll(),
    async stop() {
      await pool.end();
      await proxy.close();
      await cluster.stop();
    },
  };
}
