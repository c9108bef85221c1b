import { createPostgresBackend as bullmqOnPostgres, runMigrations, withBackend } from 'bullmq';
import { overConnection } from '../../platform/postgres/connection.ts';
import { REACHING } from '../../platform/postgres/pool.ts';
import { QUEUE, type QueueBackend, type Ring } from './queue-backend.ts';
import { RING_OPTIONS, ringId, WORKER_OPTIONS } from './queue-options.ts';

const { Queue, Worker } = withBackend(bullmqOnPostgres);
const SCHEMA = 'bullmq';
/** It waits for jobs by listening, so that no statement of its own takes long. */
const QUERY_MS = 7_000;
/** It makes its tables once, and waits while another process does. */
const PREPARE_MS = 60_000;

/** BullMQ on the ledger's own PostgreSQL, so that the embedded default needs nothing but npm. */
export function createPostgresBackend(databaseUrl: string): QueueBackend {
  const connection = {
    connectionString: databaseUrl,
    schema: SCHEMA,
    max: 4,
    application_name: 'onedoor-queue',
    statement_timeout: QUERY_MS,
    query_timeout: QUERY_MS + 1_000,
    ...REACHING,
  };
  return {
    kind: 'postgres',
    async prepare() {
      const options = { connectionString: databaseUrl, name: 'onedoor-queue-migrate', limitMs: PREPARE_MS };
      await overConnection(options, (client) => runMigrations(client, SCHEMA));
    },
    warnings: () => Promise.resolve([]),
    openBell(onError) {
      const open = () => {
        const opened = new Queue<Ring>(QUEUE, { connection });
        opened.on('error', onError);
        return opened;
      };
      let queue = open();
      return {
        async ring(rings) {
          try {
            await queue.waitUntilReady();
          } catch (error) {
            // One that found no database when it started remembers that for ever.
            queue.close().catch(onError);
            queue = open();
            throw error;
          }
          const now = Date.now();
          await queue.addBulk(
            rings.map((data) => ({ name: 'ring', data, opts: { ...RING_OPTIONS, jobId: ringId(now) } })),
          );
        },
        close: () => queue.close(),
      };
    },
    openWorker(handle, { concurrency, onError, onBroken }) {
      const worker = new Worker<Ring>(QUEUE, (job) => handle(job.data, job.id ?? ''), {
        ...WORKER_OPTIONS,
        connection,
        concurrency,
      });
      worker.on('error', onError);
      worker.waitUntilReady().catch(onBroken);
      return {
        isRunning: () => worker.isRunning(),
        close: () => worker.close(),
        abandon: () => void worker.close(true).catch(onError),
      };
    },
  };
}
