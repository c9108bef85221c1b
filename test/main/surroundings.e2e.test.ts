import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/platform/process/free-port.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { eventually } from '../support/eventually.ts';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

const PATIENCE = { withinMs: 120_000, everyMs: 100 };

/** What a shell may hold for other programs. */
const FOREIGN = {
  PGSSLMODE: 'require',
  PGOPTIONS: '-c nonsense=1',
  PGHOST: 'nowhere.invalid',
  PGUSER: 'somebody',
  NODE_ENV: 'production',
};

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

describe('onedoor', () => {
  let dataDir = '';
  let running: Program | undefined;
  beforeEach(async () => {
    dataDir = await scratchFolder();
  });
  afterEach(async () => {
    await running?.dispose();
    await removeScratch(dataDir);
  });

  it('starts from any folder, and goes by its own settings only', async () => {
    const host = hasIpv6 ? '::1' : '127.0.0.1';
    const env = { ...FOREIGN, ONEDOOR_DATA_DIR: dataDir, PORT: '0', ONEDOOR_HOST: host };
    running = startProgram('src/main/all-in-one', { env, cwd: '/' });
    const [, url = ''] = await running.said(/(http:\/\/\S+:\d+)\/docs/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const undecodable = await fetch(`${url}/api/v1/tasks/%E0%A4%A`);
    expect(undecodable.status).toBe(404);
  });

  it('goes on when nobody reads what it writes any more', async () => {
    const port = await freePort();
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [join(projectRoot(), 'dist/src/main/all-in-one.js')], {
      env: { PATH, HOME, ONEDOOR_DATA_DIR: dataDir, PORT: String(port), ONEDOOR_LOG_LEVEL: 'debug' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    const ended = once(child, 'exit');
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => (await fetch(`${url}/readyz`)).status === 200, PATIENCE);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  /** As somebody who owns nothing but the data folder, where this test may become that. */
  const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const entry = join(projectRoot(), 'dist/src/main/all-in-one.js');
  const [become = '', ...terms] = asNobody;
  const mayBecome =
    process.getuid?.() === 0 &&
    spawnSync(become, [...terms, 'test', '-r', entry], { stdio: 'ignore' }).status === 0;

  it('starts as a user without a home, in a folder that is closed to them, under any zone and language', async () => {
    const bare = await scratchFolder();
    const surroundings = {
      HOME: '',
      TZ: 'America/New_York',
      LANG: 'C',
      LC_ALL: 'C',
      NODE_ENV: 'production',
      ONEDOOR_DATA_DIR: dataDir,
      PORT: '0',
    };
    if (mayBecome) await chown(dataDir, 65_534, 65_534);
    await chmod(bare, 0o555);
    const through = mayBecome ? asNobody : [];
    running = startProgram('src/main/all-in-one', { env: surroundings, cwd: bare, through });
    const [, url = ''] = await running.said(/(http:\/\/\S+:\d+)\/docs/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const { keys } = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as {
      keys: { principal: string; key: string }[];
    };
    const key = keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
    const answer = await fetch(`${url}/api/v1/tasks`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'one',
      },
      body: JSON.stringify({
        input: { title: '出租车投诉处理闭环', category: '交通运输/出租车管理', limit: { workingDays: 10 } },
      }),
    });
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as { number: string }).number).toMatch(/^\d{4}-000001$/);
    const doctor = startProgram('src/main/cli', { env: surroundings, cwd: bare, through, args: ['doctor'] });
    await doctor.ended;
    expect(doctor.output()).toMatch(/✓ postgresql/);
    expect(doctor.output()).not.toMatch(/✗|    at /);
    running.signal('SIGTERM');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    await removeScratch(bare);
  });
});
