import { once } from 'node:events';
import { symlink, unlink } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestCluster } from '../cluster.ts';
import { removeScratch, scratchFolder } from '../scratch.ts';

/** An address of a PostgreSQL that outlives its restarts, each of which takes another port and socket. */
export interface SteadyAddress {
  readonly connectionString: string;
  /** Nobody is there any more. */
  vanish(): Promise<void>;
  /** The same cluster, started anew. */
  pointTo(cluster: TestCluster): Promise<void>;
  remove(): Promise<void>;
}

/** By Unix socket: while the server is away the socket is not there either (ENOENT). */
export async function steadySocket(cluster: TestCluster): Promise<SteadyAddress> {
  const folder = await scratchFolder();
  const path = join(folder, '.s.PGSQL.5432');
  const pointTo = async ({ connectionString }: TestCluster): Promise<void> => {
    const { searchParams } = new URL(connectionString.replace('@/', '@socket/'));
    await symlink(join(searchParams.get('host') ?? '', `.s.PGSQL.${searchParams.get('port')}`), path);
  };
  await pointTo(cluster);
  return {
    connectionString: cluster.connectionString.replace(
      /\?.*/,
      `?host=${encodeURIComponent(folder)}&port=5432`,
    ),
    vanish: () => unlink(path),
    pointTo,
    remove: () => removeScratch(folder),
  };
}

/** By TCP, as behind a balancer: while the server is away connections are refused (ECONNREFUSED). */
export async function steadyPort(cluster: TestCluster): Promise<SteadyAddress> {
  const sockets = new Set<Socket>();
  let target = cluster.port;
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const vanish = async (): Promise<void> => {
    const closed = once(server.close(), 'close');
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    connectionString: cluster.tcpConnectionString.replace(`:${cluster.port}/`, `:${port}/`),
    vanish,
    async pointTo(next) {
      target = next.port;
      await once(server.listen(port, '127.0.0.1'), 'listening');
    },
    remove: vanish,
  };
}
