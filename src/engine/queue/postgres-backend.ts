import { createPostgresBackend as bullmqOnPostgres, runMigrations, withBackend } from 'bullmq';
import { Pool } from 'pg';
import { QUEUE, type QueueBackend, type Ring } from './queue-backend.ts';
import { LOCK_MS, RING_OPTIONS, ringId, STALLED_CHECK_MS } from './queue-options.ts';

const { Queue, Worker } = withBackend(bullmqOnPostgres);
const SCHEMA = 'bullmq';

/** BullMQ on the ledger's own PostgreSQL, so that the embedded default needs nothing but npm. */
export function createPostgresBackend(databaseUrl: string): QueueBackend {
  const connection = {
    connectionString: databaseUrl,
    schema: SCHEMA,
    max: 4,
    application_name: 'onedoor-queue',
  };
  return {
    kind: 'postgres',
    async prepare() {
      const pool = new Pool({ connectionString: databaseUrl, max: 1 });
      try {
        const client = await pool.connect();
        try {
          await runMigrations(client, SCHEMA);
        } finally {
          client.release();
        }
      } finally {
        await pool.end();
      }
    },
    warnings: () => Promise.resolve([]),
    openBell(onError) {
      const queue = new Queue<Ring>(QUEUE, { connection });
      queue.on('error', onError);
      return {
        async ring(rings) {
          const now = Date.now();
          await queue.addBulk(
            rings.map((data) => ({ name: 'ring', data, opts: { ...RING_OPTIONS, jobId: ringId(now) } })),
          );
        },
        close: () => queue.close(),
      };
    },
    openWorker(handle, { concurrency, onError }) {
      const worker = new Worker<Ring>(QUEUE, (job) => handle(job.data, job.id ?? ''), {
        connection,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: 100,
        drainDelay: 2,
      });
      worker.on('error', onError);
      return { isRunning: () => worker.isRunning(), close: (force) => worker.close(force) };
    },
  };
}
