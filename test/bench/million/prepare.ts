import { Client } from 'pg';
import { startTestCluster } from '../../support/cluster.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import { startOursOnRedis } from '../subjects/start-ours.ts';
import { multiplyTasks } from './multiply.ts';
import { makeTemplates } from './templates.ts';

/** A cluster in which many tasks lie. */
export interface ManyTasks {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes a cluster with so many tasks: some by the product itself, the rest as copies of them. */
export async function prepareManyTasks(total: number, progress: (text: string) => void): Promise<ManyTasks> {
  const folder = await scratchFolder();
  const remove = async (): Promise<void> => removeScratch(folder);
  try {
    const began = performance.now();
    const running = await startOursOnRedis(undefined, folder);
    try {
      await makeTemplates(running.target);
    } finally {
      await running.stop();
    }
    await multiplyIn(folder, total, progress);
    progress(`made the database with many tasks in ${Math.round((performance.now() - began) / 1000)} s`);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function multiplyIn(folder: string, total: number, progress: (text: string) => void): Promise<void> {
  // Room for the load; with the settings of every day it is started again for the measurement.
  const cluster = await startTestCluster({ folder, settings: { max_wal_size: '16GB' } });
  try {
    const client = new Client({ connectionString: cluster.connectionString });
    await client.connect();
    try {
      await multiplyTasks(client, total);
      const { rows } = await client.query<{ text: string }>(
        `SELECT (SELECT count(*) FROM task) || ' tasks, ' || (SELECT count(*) FROM task WHERE closed_at IS NULL)
          || ' of them open, ' || (SELECT count(*) FROM event) || ' events, ' || (SELECT count(*) FROM effect)
          || ' timers, ' || pg_size_pretty(pg_database_size(current_database())) AS text`,
      );
      progress(rows[0]?.text ?? '');
    } finally {
      await client.end();
    }
  } finally {
    await cluster.halt();
  }
}
