import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { guardChild } from '../../src/platform/process/child-guard.ts';
import { freePort } from '../../src/platform/process/free-port.ts';
import { startTestCluster, type TestCluster } from '../support/cluster.ts';
import { eventually } from '../support/eventually.ts';
import { environmentOfServers, isInstalled } from '../support/installed.ts';
import { startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

let cluster: TestCluster;
let folder: string;

beforeAll(async () => {
  cluster = await startTestCluster();
  folder = await scratchFolder();
});
afterAll(async () => {
  await cluster.stop();
  await removeScratch(folder);
});

/** What a program says that is started over a database, which is one line. */
async function refusalOf(databaseUrl: string, program = 'src/main/api'): Promise<string> {
  const env = { DATABASE_URL: databaseUrl, PORT: '0', ONEDOOR_DATA_DIR: folder, ONEDOOR_LOG_LEVEL: 'silent' };
  const started = startProgram(program, { env });
  const { code } = await started.ended;
  expect(code).not.toBe(0);
  const said = started.output().trim();
  expect(said.split('\n')).toHaveLength(1);
  expect(said).not.toContain('    at ');
  return said;
}

async function inServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: cluster.connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const other = (name: string) => cluster.tcpConnectionString.replace(/\/[^/]+$/, `/${name}`);

describe('a program over a server that cannot be the ledger says in one line why, and what to set', () => {
  it('where nobody is', async () => {
    const url = `postgresql://u:hunter2@127.0.0.1:${await freePort()}/onedoor`;
    for (const program of ['src/main/api', 'src/main/migrate', 'src/main/proof', 'src/main/worker']) {
      const said = await refusalOf(url, program);
      expect(said).toMatch(/DATABASE_URL.*nobody listens there/);
      expect(said).not.toContain('hunter2');
    }
  });

  it('where the password is wrong, or the database is not there', async () => {
    expect(await refusalOf(cluster.tcpConnectionString.replace(/:[^:@]+@/, ':wrong@'))).toContain(
      'password is wrong',
    );
    expect(await refusalOf(other('nowhere'))).toContain('no such database');
  });

  it('where the encoding holds no Chinese', async () => {
    for (const encoding of ['SQL_ASCII', 'LATIN1']) {
      await inServer(
        `CREATE DATABASE ${encoding.toLowerCase()} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`,
      );
      expect(await refusalOf(other(encoding.toLowerCase()))).toContain(
        `encoding is ${encoding}, expected UTF8`,
      );
    }
  });

  (isInstalled('pgbouncer') ? it : it.skip).each([
    '',
    'ignore_startup_parameters = options,statement_timeout,idle_in_transaction_session_timeout',
  ])('where PgBouncer stands between (%s)', async (setting) => {
    const { username, password, port, pathname } = new URL(cluster.tcpConnectionString);
    const listen = await freePort();
    const ini = `[databases]\n* = host=127.0.0.1 port=${port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${listen}\nunix_socket_dir =\nauth_type = any\n${setting}\n`;
    const forced = ini.replace('* = host', `onedoor = user=${username} password=${password} host`);
    await writeFile(join(folder, 'pgbouncer.ini'), forced);
    // It refuses to run as root.
    const args = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn('pgbouncer', [...args, join(folder, 'pgbouncer.ini')], {
      stdio: 'ignore',
      env: environmentOfServers,
    });
    const release = guardChild(child.pid ?? 0, 'KILL');
    const url = `postgresql://${username}:${password}@127.0.0.1:${listen}${pathname}`;
    try {
      const said = await eventually(async () => {
        const line = await refusalOf(url);
        return line.includes('nobody listens') ? undefined : line;
      });
      expect(said).toContain('PgBouncer');
      expect(said).toContain('connect to PostgreSQL itself');
    } finally {
      release();
      child.kill('SIGKILL');
    }
  });
});

describe('a server with settings of its own', () => {
  it('is the ledger all the same: dates in German order, commits answered before they are safe', async () => {
    await inServer('CREATE DATABASE german');
    await inServer("ALTER DATABASE german SET datestyle = 'German, DMY'");
    await inServer('ALTER DATABASE german SET synchronous_commit = off');
    const env = { DATABASE_URL: other('german'), PORT: '0', ONEDOOR_DATA_DIR: folder };
    const door = startProgram('src/main/api', { env });
    const [, url = ''] = await door.said(/"url":"(http[^"]+)"/);
    expect(door.output()).toContain('would answer before commits are safe');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await door.dispose();
  });
});
