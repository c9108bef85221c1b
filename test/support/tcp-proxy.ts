import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A port that stays while the server behind it comes and goes, and that can break connections. */
export interface TcpProxy {
  readonly port: number;
  /** Where new connections go from now on. */
  target(port: number): void;
  /** Breaks every connection at once, whatever was under way on it. */
  cutAll(): number;
  /**
   * Half-dead, as after the failover of an address: what is open carries nothing any more and nobody hangs up, for
   * good; what is opened before `heal` likewise.
   */
  drop(): void;
  heal(): void;
  close(): Promise<void>;
}

/** Opens a proxy on the loopback address. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  let dropping = false;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (dropping) {
      open.add(near);
      near.on('error', () => near.destroy());
      near.on('close', () => open.delete(near));
      near.resume();
      return;
    }
    const far = createConnection({ host: '127.0.0.1', port: target });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cutAll = (): number => {
    const cut = open.size / 2;
    for (const socket of open) socket.resetAndDestroy();
    return cut;
  };
  return {
    port: (server.address() as AddressInfo).port,
    target: (port) => {
      target = port;
    },
    cutAll,
    drop() {
      dropping = true;
      for (const socket of open) {
        // What comes is read and thrown away: the sender sees it delivered, and no answer.
        socket.unpipe();
        socket.resume();
      }
    },
    heal() {
      dropping = false;
    },
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
