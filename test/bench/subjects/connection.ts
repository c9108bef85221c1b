import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as far as the benchmark looks at it. */
export interface Answer {
  readonly status: number;
  /** Value of a header; empty where it is absent. */
  header(name: string): string;
  readonly body: string;
  /** From the request's first byte written to the answer's last byte read. */
  readonly ms: number;
}

/** A keep-alive connection that carries one request at a time. */
export interface Connection {
  request(method: 'GET' | 'POST', path: string, headers: string, body?: string): Promise<Answer>;
  close(): void;
}

/*
 * Server and client share two cores, so what the client spends is taken from the server: node:http would cost about
 * as much as the server under test (100 µs a request), this costs a fifth.
 */
/** Opens a connection. `headers` of a request are complete lines, each ended by CR LF. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return carry(socket, port);
}

interface Pending {
  readonly startedAt: number;
  readonly what: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

function carry(socket: Socket, port: number): Connection {
  let pending: Pending | undefined;
  let received: Buffer | undefined;

  function fail(error: Error): void {
    pending?.reject(new Error(`${pending.what}: ${error.message}`, { cause: error }));
    pending = undefined;
  }

  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection before it answered')));
  socket.on('data', (chunk: Buffer) => {
    received = received === undefined ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = received.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 304 ? 0 : Number(headerOf(head, 'content-length'));
    if (received.length < end + 4 + length) return;
    const asked = pending;
    if (asked === undefined) throw new Error(`An answer that nobody asked for: ${head}`);
    if (Number.isNaN(length) || received.length > end + 4 + length) {
      fail(new Error(`expected an answer with Content-Length, got ${head}`));
      return;
    }
    const bytes = received;
    received = undefined;
    pending = undefined;
    asked.resolve({
      status,
      header: (name) => headerOf(head, name),
      get body() {
        return bytes.toString('utf8', end + 4);
      },
      ms: performance.now() - asked.startedAt,
    });
  });

  return {
    request(method, path, headers, body = '') {
      const what = `${method} ${path}`;
      const entity =
        body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
      return new Promise((resolve, reject) => {
        pending = { startedAt: performance.now(), what, resolve, reject };
        socket.write(`${what} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}${entity}\r\n${body}`);
      });
    },
    close: () => socket.destroy(),
  };
}

/** Header names come in whatever case the server likes. */
function headerOf(head: string, name: string): string {
  const at = head.toLowerCase().indexOf(`\r\n${name}:`);
  if (at < 0) return '';
  const from = at + name.length + 3;
  const to = head.indexOf('\r\n', from);
  return head.slice(from, to < 0 ? undefined : to).trim();
}
