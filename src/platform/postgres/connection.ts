import type { Socket } from 'node:net';
import { Client } from 'pg';
import { REACHING } from './pool.ts';

export interface ConnectionOptions {
  readonly connectionString: string;
  /** Seen in pg_stat_activity; e.g. `onedoor-listen`. */
  readonly name: string;
  /** A statement without an answer after so long is given up, and with it the connection. */
  readonly limitMs: number;
  /** Server settings of the connection, e.g. `{ lock_timeout: '60s' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Makes a connection of its own, for what a pool cannot do; its user connects and ends it. One that is lost fails
 * the statement that is under way or comes next, and never ends the process.
 */
export function makeConnection({
  connectionString,
  name,
  limitMs,
  settings = {},
}: ConnectionOptions): Client {
  const options = Object.entries(settings).map(([setting, value]) => `-c ${setting}=${value}`);
  const client = new Client({
    connectionString,
    application_name: name,
    query_timeout: limitMs,
    ...(options.length === 0 ? {} : { options: options.join(' ') }),
    ...REACHING,
  });
  client.on('error', () => undefined);
  return client;
}

/** Works over a connection of its own, and ends it. */
export async function overConnection<T>(
  options: ConnectionOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = makeConnection(options);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await endConnection(client);
  }
}

const GOODBYE_MS = 1_000;

/** Ends a connection; one whose server does not answer, not even the goodbye, is let go of. */
export async function endConnection(client: Client): Promise<void> {
  const late = setTimeout(() => socketOf(client).destroy(), GOODBYE_MS);
  await client.end().catch(() => undefined);
  clearTimeout(late);
}

/** Its socket, which pg keeps to itself. */
function socketOf(client: Client): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
}
