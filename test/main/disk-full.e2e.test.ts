import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

const PATIENCE = { withinMs: 120_000, everyMs: 200 };

/** Large enough for an empty cluster with its log, and soon full. */
const MIB = 300;

const mayMount =
  spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs -o size=1m none /mnt'], { stdio: 'ignore' })
    .status === 0;

let folder: string;
let running: Program | undefined;

beforeEach(async () => {
  folder = await scratchFolder();
});
afterEach(async () => {
  await running?.dispose();
  await removeScratch(folder);
});

/** In a mount namespace of its own, which nobody else sees and which goes with the process. */
function startOnSmallDisk(): Program {
  const mount = `mount -t tmpfs -o size=${MIB}m,mode=755 none "$0" && mkdir "$0/keys" && exec "$@"`;
  return startProgram('src/main/all-in-one', {
    through: ['unshare', '-m', 'sh', '-c', mount, folder],
    env: { ONEDOOR_DATA_DIR: folder, ONEDOOR_LOG_LEVEL: 'warn', PORT: '0' },
  });
}

/** The disk as the process sees it. */
const seen = (program: Program, path: string) => `/proc/${program.pid}/root${join(folder, path)}`;

async function readiness(url: string) {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
  const { checks } = (await answer.json()) as { checks: Record<string, string> };
  return { status: answer.status, checks };
}

// Without the right to mount, as an ordinary user or in a plain container, there is no small disk to be had.
(mayMount ? describe : describe.skip)('on a disk that is full', () => {
  it('the door says that it is not ready and is alive; with room again it is ready, and no task is lost', async () => {
    running = startOnSmallDisk();
    const program = running;
    const [, url = ''] = await program.said(/(http:\/\/\S+:\d+)\/docs/);
    await eventually(async () => (await readiness(url)).status === 200, PATIENCE);
    const file = JSON.parse(await readFile(seen(program, 'keys.json'), 'utf8')) as {
      keys: { principal: string; key: string }[];
    };
    const key = file.keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
    const promised: string[] = [];
    const submit = async () => {
      const answer = await fetch(`${url}/api/v1/tasks`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
        },
        body: JSON.stringify({
          input: { title: '出租车投诉处理闭环', category: '交通运输/出租车管理', limit: { workingDays: 10 } },
        }),
        signal: AbortSignal.timeout(30_000),
      });
      if (answer.status === 201) promised.push(((await answer.json()) as { id: string }).id);
      return answer.status;
    };
    expect(await submit()).toBe(201);

    // Somebody else's file takes all the room there is, and what the server frees meanwhile.
    const filler = seen(program, 'filler');
    const stop = new AbortController();
    const filling = (async () => {
      while (!stop.signal.aborted) {
        spawnSync('sh', ['-c', 'cat /dev/zero >> "$0"', filler], { stdio: 'ignore' });
        // Clients go on meanwhile, so that the log of the server needs room.
        await Promise.all(Array.from({ length: 5 }, () => submit().catch(() => 0)));
      }
    })();
    await eventually(async () => {
      // Where the log of the server itself finds no room, PostgreSQL ends, and the process with it: it has to say so.
      if (program.hasEnded()) return true;
      expect(await readiness(url)).toMatchObject({ status: 503, checks: { writes: 'failed' } });
      return true;
    }, PATIENCE).finally(() => stop.abort());
    await filling;
    if (program.hasEnded()) {
      expect(program.output()).toMatch(/The embedded PostgreSQL ended[^\n]*No space left/);
      return;
    }
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    spawnSync('rm', ['-f', filler]);
    await eventually(async () => (await readiness(url)).status === 200, PATIENCE);
    expect(await submit()).toBe(201);
    for (const id of promised) {
      const answer = await fetch(`${url}/api/v1/tasks/${id}`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      expect(answer.status).toBe(200);
    }
    program.signal('SIGTERM');
    await program.ended;
  });
});
