import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startTestCluster, type TestCluster } from './cluster.ts';
import { scratchFolder, sweepScratch } from './scratch.ts';

const SOCKET_VARIABLE = 'TEST_CLUSTER_SOCKET';

/** For speed only: what these tests ask of the database does not depend on surviving a power cut. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' };

/**
 * Runs in jest's main process, which outlives all workers: starts the one cluster of the run when the first
 * worker asks for it on a Unix socket, and never when no test needs it. Returns how to close everything.
 */
export async function offerSharedCluster(): Promise<() => Promise<void>> {
  await sweepScratch();
  const folder = await scratchFolder();
  let cluster: Promise<TestCluster> | undefined;
  const server = createServer((socket) => {
    cluster ??= startTestCluster({ settings: FAST, folder });
    socket.on('error', () => socket.destroy());
    cluster.then(
      ({ connectionString }) => socket.end(connectionString),
      (error: Error) => socket.end(`failed: ${error.message}`),
    );
  });
  const path = join(folder, 'offer');
  await once(server.listen(path).unref(), 'listening');
  process.env[SOCKET_VARIABLE] = path;
  return async () => {
    server.close();
    await (await cluster)?.stop();
  };
}

/** The connection string of the run's shared cluster. */
export async function sharedCluster(): Promise<string> {
  const path = process.env[SOCKET_VARIABLE];
  if (path === undefined) throw new Error(`${SOCKET_VARIABLE} is not set: jest's globalSetup did not run.`);
  const answer = await text(createConnection(path));
  if (answer.startsWith('postgresql:')) return answer;
  throw new Error(`The shared PostgreSQL of the tests did not start: ${answer}`);
}
