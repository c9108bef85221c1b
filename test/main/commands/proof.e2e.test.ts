import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { findRunningEmbedded } from '../../../src/platform/postgres/embedded/embedded-running.ts';
import { type Program, startProgram } from '../../support/program.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

describe('the proof beside a running onedoor', () => {
  let dataDir = '';
  let running: Program;
  beforeEach(async () => {
    dataDir = await scratchFolder();
    running = startProgram('src/main/all-in-one', { env: { ONEDOOR_DATA_DIR: dataDir, PORT: '0' } });
  });
  afterEach(async () => {
    await running.dispose();
    await removeScratch(dataDir);
  });

  /** Asks the running process with the evaluation key of a role. */
  async function ask(role: string, path: string, body?: unknown): Promise<Response> {
    const [, url = ''] = await running.said(/(http:\/\/127\.0\.0\.1:\d+)\/docs/);
    const { keys } = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as {
      keys: readonly { key: string; role: string }[];
    };
    const authorization = `Bearer ${keys.find((key) => key.role === role)?.key ?? ''}`;
    if (body === undefined) return fetch(`${url}${path}`, { headers: { authorization } });
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': 'one' };
    return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function prove(...args: readonly string[]) {
    const program = startProgram('src/main/proof', { env: { ONEDOOR_DATA_DIR: dataDir }, args });
    const { code } = await program.ended;
    return { code, output: program.output() };
  }

  it('joins its database and holds; after a damage it names the place and ends with 1', async () => {
    const input = { title: '智慧犬管', limit: { workingDays: 5 } };
    expect((await ask('taskForce', '/api/v1/tasks', { input })).status).toBe(201);
    const sound = await prove('--json');
    expect(sound).toMatchObject({ code: 0 });
    const line = sound.output.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({ holds: true, figures: { tasks: 1 }, counterExamples: [] });

    const overHttp = await ask('auditor', '/api/v1/proof');
    expect(await overHttp.json()).toMatchObject({ holds: true, figures: { tasks: 1 } });

    const client = new Client({ connectionString: (await findRunningEmbedded(dataDir)) ?? '' });
    await client.connect();
    await client.query('SET session_replication_role = replica');
    await client.query(`UPDATE event SET type = 'x' WHERE revision = 1`);
    await client.end();
    const damaged = await prove();
    expect(damaged.code).toBe(1);
    expect(damaged.output).toContain('[chain-intact]');
    expect(damaged.output).toContain('第 1 版');
  });
});
