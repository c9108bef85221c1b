import { chmod, lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../src/platform/postgres/embedded/embedded.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

const silent = { debug: () => undefined, warn: () => undefined };

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const answer = await client.query<Record<string, unknown>>(sql);
    return Object.values(answer.rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  // One cluster for all: making one takes longer than everything that is done with it here.
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await scratchFolder();
  });
  afterAll(async () => removeScratch(dataDir));

  it('finds trigrams in Chinese, and is durable by default', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: silent });
    try {
      await ask(server.connectionString, 'CREATE EXTENSION pg_trgm');
      expect(await ask(server.connectionString, "SELECT cardinality(show_trgm('测试'))")).toBeGreaterThan(0);
      expect(await ask(server.connectionString, 'SHOW fsync')).toBe('on');
      expect(await ask(server.connectionString, 'SHOW synchronous_commit')).toBe('on');
      expect(await ask(server.tcpConnectionString, 'SELECT 1')).toBe(1);
    } finally {
      await server.stop();
    }
  });

  it('keeps its data over a restart', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log: silent });
    await ask(first.connectionString, 'CREATE TABLE kept_1 AS SELECT 42 AS answer');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir, log: silent });
    const answer = await ask(second.connectionString, 'SELECT answer FROM kept_1');
    await second.stop();
    expect(answer).toBe(42);
  });

  it('refuses a data directory that a living process uses, and names that process', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: silent });
    await expect(startEmbeddedPostgres({ dataDir, log: silent })).rejects.toThrow(`process ${process.pid}`);
    expect(await ask(server.connectionString, 'SELECT 1')).toBe(1);
    await server.stop();
  });

  it('tells when it dies, and starts again over the stale pid file', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log: silent });
    await ask(first.connectionString, 'CREATE TABLE kept_4 AS SELECT 42 AS answer');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.died).toContain('SIGKILL');
    await first.stop();
    expect(await readFile(join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8')).toContain(
      String(first.pid),
    );
    const second = await startEmbeddedPostgres({ dataDir, log: silent });
    expect(await ask(second.connectionString, 'SELECT answer FROM kept_4')).toBe(42);
    await second.stop();
  });

  it('works in a folder closed to all others, for root too, and finds its data again', async () => {
    const closed = await scratchFolder();
    await chmod(closed, 0o700);
    try {
      const first = await startEmbeddedPostgres({ dataDir: closed, log: silent });
      await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir: closed, log: silent });
      expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toBe(42);
      await second.stop();
      // Only root's server runs under another account, which cannot pass: there the data lie elsewhere.
      const elsewhere = (await lstat(join(closed, 'postgres'))).isSymbolicLink();
      expect(elsewhere).toBe(process.getuid?.() === 0);
    } finally {
      await removeScratch(closed);
    }
  });

  it('keeps its password from other users and leaves no socket folder behind', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: silent });
    const password = await stat(join(dataDir, 'postgres/password'));
    await server.stop();
    expect((password.mode & 0o777).toString(8)).toBe('600');
    await expect(lstat(server.socketDir)).rejects.toThrow('ENOENT');
  });
});
