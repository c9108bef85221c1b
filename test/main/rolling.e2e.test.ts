import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardChild } from '../../src/platform/process/child-guard.ts';
import { freePort } from '../../src/platform/process/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { environmentOfServers, isInstalled } from '../support/installed.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

const PATIENCE = { withinMs: 120_000, everyMs: 100 };

/** What operating.md says of a proxy in front of two doors, beside its defaults; and which door it was that answered. */
const PROXIES: Readonly<
  Record<string, (listen: number, doors: readonly number[], folder: string) => string>
> = {
  nginx: (listen, [one, other], folder) => `
    daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {}
    http {
      access_log off;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
      uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      upstream onedoor { server 127.0.0.1:${one} max_fails=0; server 127.0.0.1:${other} max_fails=0; }
      server {
        listen 127.0.0.1:${listen};
        location / {
          proxy_pass http://onedoor;
          proxy_next_upstream error timeout http_502 http_503 non_idempotent;
          add_header X-Door $upstream_addr always;
        }
      }
    }`,
  haproxy: (listen, [one, other]) => `
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend front
  bind 127.0.0.1:${listen}
  default_backend doors
backend doors
  http-response set-header X-Door %b/%s
  option httpchk GET /readyz
  timeout check 6s
  option redispatch
  retry-on conn-failure empty-response response-timeout
  server one 127.0.0.1:${one} check
  server other 127.0.0.1:${other} check
`,
};

describe.each(Object.keys(PROXIES))('two doors behind %s, rolled one by one under load', (proxy) => {
  const itWhereInstalled = isInstalled(proxy) ? it : it.skip;
  let database: TestDatabase;
  let folder: string;
  let worker: Program | undefined;
  const doors: Program[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await scratchFolder();
  });
  afterAll(async () => {
    for (const door of doors) await door.dispose();
    await worker?.dispose();
    await database.drop();
    await removeScratch(folder);
  });

  function start(entry: 'api' | 'worker', port = 0): Program {
    return startProgram(`src/main/${entry}`, {
      env: {
        DATABASE_URL: database.connectionString,
        ONEDOOR_DATA_DIR: folder,
        ONEDOOR_EVALUATION_KEYS: 'true',
        ONEDOOR_DRAIN_SECONDS: '7',
        ONEDOOR_LOG_LEVEL: 'warn',
        PORT: String(port),
      },
    });
  }

  itWhereInstalled('fail no request of a client that does not try again', async () => {
    const ports = [await freePort(), await freePort()];
    for (const [n, port] of ports.entries()) {
      doors[n] = start('api', port);
      await isReady(port);
    }
    worker = start('worker');
    const listen = await freePort();
    const file = join(folder, `${proxy}.conf`);
    await writeFile(file, PROXIES[proxy]?.(listen, ports, folder) ?? '');
    const args = proxy === 'nginx' ? ['-c', file, '-p', folder] : ['-f', file];
    const child = spawn(proxy, args, { env: environmentOfServers, stdio: 'ignore' });
    const release = guardChild(child.pid ?? 0, 'KILL');
    await isReady(listen);

    const key = await taskForceKey(folder);
    const stop = new AbortController();
    const failures: string[] = [];
    let answered = 0;
    const answeredBy = new Map<string, number>();
    const client = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const outcome = await submitOnce(`http://127.0.0.1:${listen}`, key).catch((error: unknown) => ({
          status: String(error),
          door: '',
          said: '',
        }));
        if (outcome.status !== 201) {
          failures.push(`${outcome.status} ${outcome.door} ${outcome.said}`);
          continue;
        }
        answered++;
        answeredBy.set(outcome.door, (answeredBy.get(outcome.door) ?? 0) + 1);
      }
    };
    const clients = Promise.all(Array.from({ length: 4 }, client));
    for (const [n, port] of ports.entries()) {
      doors[n]?.signal('SIGTERM');
      expect(await doors[n]?.ended).toEqual({ code: 0, signal: null });
      doors[n] = start('api', port);
      await isReady(port);
      // As an operator who looks before going on: the proxy, too, has to know that the door is back.
      answeredBy.clear();
      await eventually(
        () => answeredBy.size === ports.length && [...answeredBy.values()].every((times) => times > 5),
        PATIENCE,
      );
    }
    stop.abort();
    await clients;
    process.stdout.write(
      `${proxy}: ${answered} answered, ${failures.length} failed while both doors were rolled\n`,
    );
    expect(failures).toEqual([]);
    release();
    child.kill('SIGKILL');
  });
});

async function taskForceKey(folder: string): Promise<string> {
  const file = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  return file.keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
}

interface Outcome {
  readonly status: number;
  readonly door: string;
  readonly said: string;
}

/** Submits a task and never tries again; answers the status, and which door the proxy asked last. */
async function submitOnce(url: string, key: string): Promise<Outcome> {
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
  });
  const said = (await answer.text()).slice(0, 300);
  // Of several that were asked, the last one answered.
  return { status: answer.status, door: answer.headers.get('x-door')?.split(', ').at(-1) ?? '', said };
}

function isReady(port: number) {
  return eventually(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200, PATIENCE);
}
