import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { Client } from 'pg';
import { startTestCluster } from '../support/cluster.ts';

/** What the figures were measured on. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  readonly postgres: string;
  readonly redis: string;
  /** Processes that wanted a core when the run began; above 0.5 others disturb it. */
  readonly load: number;
  /** Settings on which durability rests, as the server reports them. */
  readonly durability: Readonly<Record<string, string>>;
}

const DURABILITY = ['fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method'];

/** Asks the machine and the programs that the benchmark starts. */
export async function machineFacts(load: number): Promise<MachineFacts> {
  const cluster = await startTestCluster();
  const client = new Client({ connectionString: cluster.connectionString });
  try {
    await client.connect();
    const setting = async (name: string): Promise<string> => {
      const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
      return rows[0]?.value ?? '';
    };
    const durability: Record<string, string> = {};
    for (const name of DURABILITY) durability[name] = await setting(name);
    return {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
      node: process.version,
      postgres: await setting('server_version'),
      redis: redisVersion(),
      load,
      durability,
    };
  } finally {
    await client.end();
    await cluster.stop();
  }
}

function redisVersion(): string {
  const text = execFileSync('redis-server', ['--version'], { encoding: 'utf8' });
  return /v=(\S+)/.exec(text)?.[1] ?? text.trim();
}
