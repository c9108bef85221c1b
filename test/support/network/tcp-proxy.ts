import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { NetworkFault } from './network-faults.ts';
import { openTunnel, type Tunnel, type TunnelRecord } from './tunnel.ts';

/** A port that stays while the server behind it comes and goes, and that can break connections. */
export interface TcpProxy {
  readonly port: number;
  /** Where new connections go from now on. */
  target(port: number): void;
  /** Breaks every connection at once, whatever was under way on it. */
  cutAll(): number;
  /**
   * Strikes all connections, or only those of a role, by the name that they give to the server (`application_name`,
   * `CLIENT SETNAME`); also those that are opened before `heal`.
   */
  strike(fault: NetworkFault, role?: RegExp): Promise<void>;
  /** Half-dead, as after the failover of an address. */
  drop(): void;
  heal(): Promise<void>;
  /** Every connection that there was, in the order of their opening. */
  readonly records: readonly TunnelRecord[];
  close(): Promise<void>;
}

const RESET_EVERY_MS = 300;

/** Opens a proxy on the loopback address. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  let struck: { readonly fault: NetworkFault; readonly role: RegExp | undefined } | undefined;
  let resetting: NodeJS.Timeout | undefined;
  const open = new Set<Tunnel>();
  const records: TunnelRecord[] = [];

  /** The fault that a connection has from when it is known who it is; undefined where it is spared. */
  const faultOf = (name: string | undefined): NetworkFault | undefined =>
    struck !== undefined && (struck.role === undefined || struck.role.test(name ?? ''))
      ? struck.fault
      : undefined;

  const server = createServer((near: Socket) => {
    const tunnel: Tunnel = openTunnel(
      near,
      target,
      (name) => {
        const fault = faultOf(name);
        return fault === 'reset' ? undefined : fault;
      },
      () => open.delete(tunnel),
    );
    records.push(tunnel.record);
    open.add(tunnel);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  const cut = (role: RegExp | undefined): void => {
    for (const tunnel of open)
      if (role === undefined || role.test(tunnel.record.name ?? '')) tunnel.cut('reset');
  };

  async function heal(): Promise<void> {
    struck = undefined;
    clearInterval(resetting);
    for (const tunnel of open) tunnel.heal();
    if (!server.listening) await once(server.listen(port, '127.0.0.1'), 'listening');
  }

  return {
    port,
    records,
    target: (next) => {
      target = next;
    },
    cutAll() {
      const { size } = open;
      cut(undefined);
      return size;
    },
    async strike(fault, role) {
      struck = { fault, role };
      for (const tunnel of open) tunnel.strike(faultOf(tunnel.record.name));
      if (fault === 'reset') resetting = setInterval(() => cut(role), RESET_EVERY_MS);
      // Of a role it is known only after it was let in who it is; it is cut then.
      if (fault === 'refused' && role === undefined) {
        server.close();
        await Promise.resolve();
      }
    },
    drop() {
      struck = { fault: 'dropped', role: undefined };
      for (const tunnel of open) tunnel.strike('dropped');
    },
    heal,
    async close() {
      clearInterval(resetting);
      for (const tunnel of open) tunnel.cut('reset');
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
