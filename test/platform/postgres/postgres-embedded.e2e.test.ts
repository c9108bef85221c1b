import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { processBirth } from '../../../src/platform/process/process-identity.ts';
import { eventually } from '../../support/eventually.ts';
import { startScript } from '../../support/program.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

/** Starts the embedded server, adds a row, tells what it knows; on SIGINT it still asks the database before it stops. */
const OWNER = `
const { startEmbeddedPostgres } = await import(dist + 'src/platform/postgres/embedded/embedded.js');
const { Client } = (await import('pg')).default;
const log = { debug() {}, warn(text) { console.log(text); } };
const server = await startEmbeddedPostgres({ dataDir: process.argv[1], log });
const client = new Client({ connectionString: server.connectionString });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS kept (at timestamptz DEFAULT now())');
await client.query('INSERT INTO kept DEFAULT VALUES');
const count = async () => (await client.query('SELECT count(*)::int AS n FROM kept')).rows[0].n;
process.on('SIGINT', async () => {
  console.log('asked after the signal: ' + (await count()) + ' rows');
  await client.end();
  await server.stop();
  process.exit(0);
});
server.died.then((reason) => { console.log('died: ' + reason); process.exit(7); });
client.on('error', () => {});
console.log('rows ' + (await count()) + ' pid ' + server.pid + ' at ' + server.connectionString + ' .');
`;

describe('the embedded PostgreSQL and the process that owns it', () => {
  // One cluster for all: each owner adds a row to what those before it left.
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await scratchFolder();
  });
  afterAll(async () => removeScratch(dataDir));

  function startOwner(through: readonly string[] = []) {
    return startScript(OWNER, { args: [dataDir], through });
  }

  it('ends with an owner that is killed, and goes on with the data under the next one', async () => {
    const first = startOwner();
    const [, rows, pid] = await first.said(/rows (\d+) pid (\d+) at \S+ \./);
    first.signal('SIGKILL');
    await first.ended;
    const second = startOwner(); // at once, while the old server may still be stopping
    const [, rowsThen] = await second.said(/rows (\d+)/);
    expect(Number(rowsThen)).toBe(Number(rows) + 1);
    await eventually(async () => (await processBirth(Number(pid))) === undefined, {
      what: 'the end of the first server',
    });
    await second.dispose();
  });

  it('is stopped by the next owner where nobody else could stop it', async () => {
    const first = startOwner();
    const [, rows, pid] = await first.said(/rows (\d+) pid (\d+)/);
    // Without its guard the server is a stray, as after kill -9 of everything that looked after it.
    execFileSync('pkill', ['-KILL', '-f', `onedoor-guard INT ${pid}`]);
    await first.dispose();
    expect(await processBirth(Number(pid))).toBeDefined();
    const second = startOwner();
    const [, rowsThen] = await second.said(/rows (\d+)/);
    expect(Number(rowsThen)).toBe(Number(rows) + 1);
    expect(await processBirth(Number(pid))).toBeUndefined();
    await second.dispose();
  });

  // Two containers on one volume: each counts its processes from 1, so that no pid says anything of the other.
  // Nor have they the same shared memory, in which names are made of pids.
  const OWN_MEMORY = ['sh', '-c', 'mount -t tmpfs tmpfs /dev/shm && exec "$@"', 'sh'];
  const APART = ['unshare', '--pid', '--ipc', '--fork', '--mount-proc', '--kill-child', ...OWN_MEMORY];
  const inNamespaces = process.getuid?.() === 0 && process.platform === 'linux' ? it : it.skip;

  inNamespaces('is refused to an owner in another container, and goes on undisturbed', async () => {
    const first = startOwner(APART);
    const [, rows, , connectionString] = await first.said(/rows (\d+) pid (\d+) at (\S+) \./);
    const second = startOwner(APART);
    expect((await second.ended).code).toBe(1);
    expect(second.output()).toMatch(/is in use by process \d+/);
    const client = new Client({ connectionString });
    await client.connect();
    expect((await client.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: Number(rows) }]);
    await client.end();
    await first.dispose();
    const third = startOwner(APART);
    const [, rowsThen] = await third.said(/rows (\d+)/);
    expect(Number(rowsThen)).toBe(Number(rows) + 1);
    await third.dispose();
  });

  it('outlives Ctrl-C until its owner has done with it', async () => {
    const owner = startOwner();
    const [, rows] = await owner.said(/rows (\d+)/);
    owner.signalGroup('SIGINT');
    await owner.said(new RegExp(`asked after the signal: ${rows} rows`));
    expect(await owner.ended).toEqual({ code: 0, signal: null });
  });

  it('lets its owner end with the reason when it dies', async () => {
    const owner = startOwner();
    const [, pid] = await owner.said(/pid (\d+)/);
    process.kill(Number(pid), 'SIGQUIT');
    expect(await owner.ended).toEqual({ code: 7, signal: null });
    expect(owner.output()).toContain(`died: PostgreSQL (pid ${pid}) ended with exit code`);
  });

  it('serves other processes by the same address', async () => {
    const owner = startOwner();
    const [, rows, connectionString] = await owner.said(/rows (\d+) .* at (\S+) \./);
    const client = new Client({ connectionString });
    await client.connect();
    expect((await client.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: Number(rows) }]);
    await client.end();
    await owner.dispose();
  });
});
