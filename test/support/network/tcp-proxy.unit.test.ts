import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.ts';
import { networkFaults } from './network-faults.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A server that answers each word with itself in brackets, and remembers what it heard. */
let server: Server;
let heard = '';
let proxy: TcpProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  heard = '';
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString();
      socket.write(`<${bytes.toString()}>`);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  proxy = await openTcpProxy((server.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  server.close();
});

/** A client that gives itself a name as Redis' clients do. */
function client(name: string) {
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.push(socket);
  const state = { answers: '', ended: undefined as string | undefined };
  socket.on('data', (bytes: Buffer) => (state.answers += bytes.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => (state.ended = error.code));
  socket.on('close', () => (state.ended ??= 'closed'));
  socket.write(`CLIENT setname\r\n$${name.length}\r\n${name}\r\n`);
  return { say: (word: string) => void socket.write(word), state };
}

async function opened(name: string) {
  const one = client(name);
  await eventually(() => one.state.answers.includes(name));
  return one;
}

describe('the proxy of the tests', () => {
  it('leads to the server, and knows who is connected', async () => {
    const one = await opened('door');
    one.say('hello');
    await eventually(() => one.state.answers.includes('<hello>'));
    expect(proxy.records.map(({ name }) => name)).toEqual(['door']);
  });

  it('knows PostgreSQL’s clients by their startup message', async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    sockets.push(socket);
    socket.write('user\0u\0application_name\0onedoor-engine\0\0');
    await eventually(() => proxy.records[0]?.name === 'onedoor-engine');
  });

  it.each(Object.keys(networkFaults) as (keyof typeof networkFaults)[])(
    'strikes a role with "%s" and spares the others; after it is healed new ones go through',
    async (fault) => {
      const [struck, spared] = [await opened('struck'), await opened('spared')];
      await proxy.strike(fault, /^struck$/);
      struck.say('one');
      spared.say('two');
      await eventually(() => spared.state.answers.includes('<two>'));
      switch (fault) {
        case 'refused':
        case 'reset':
          await eventually(() => struck.state.ended === 'ECONNRESET');
          break;
        case 'unanswered':
          await eventually(() => heard.includes('one'));
          break;
        case 'slow':
          expect(heard).not.toContain('one');
          await eventually(() => struck.state.answers.includes('<one>'));
          break;
        case 'dropped':
        case 'stalled':
          expect(heard).not.toContain('one');
      }
      if (fault === 'unanswered' || fault === 'dropped' || fault === 'stalled') {
        expect(struck.state.answers).not.toContain('<one>');
        expect(struck.state.ended).toBeUndefined();
      }
      await proxy.heal();
      if (fault === 'stalled') await eventually(() => struck.state.answers.includes('<one>'));
      const next = await opened('struck');
      next.say('three');
      await eventually(() => next.state.answers.includes('<three>'));
    },
  );

  it('refuses everybody as a port does where nobody listens', async () => {
    await proxy.strike('refused');
    const one = client('late');
    await eventually(() => one.state.ended === 'ECONNREFUSED');
    await proxy.heal();
    await opened('late');
  });

  it('delivers what waited on the way though its sender has given up meanwhile', async () => {
    const one = await opened('gone');
    await proxy.strike('stalled');
    one.say('late');
    sockets[0]?.destroy();
    await eventually(() => proxy.records[0]?.closedAt !== undefined);
    expect(heard).not.toContain('late');
    await proxy.heal();
    await eventually(() => heard.includes('late'));
  });
});
