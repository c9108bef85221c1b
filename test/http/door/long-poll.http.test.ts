import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardChild } from '../../../src/platform/process/child-guard.ts';
import { freePort } from '../../../src/platform/process/free-port.ts';
import { eventually } from '../../support/eventually.ts';
import { environmentOfServers, isInstalled } from '../../support/installed.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const COMMISSIONER = '330523-O1/A';
/** How long a client goes on asking, and the most that it may have asked by then: one a second, and the first. */
const ASKING_MS = 2_200;
const MOST_ASKED = 5;

let open: OpenDoor;
let folder: string;
let id = '';
const ports: Record<string, number> = {};
const releases: (() => void)[] = [];

/** A proxy as an operator has it: compressing, buffering, with its own patience. */
const NGINX = (listen: number, door: number, scratch: string) => `
  daemon off; pid ${scratch}/nginx.pid; error_log ${scratch}/nginx.log; events {}
  http {
    access_log off;
    client_body_temp_path ${scratch}; proxy_temp_path ${scratch}; fastcgi_temp_path ${scratch};
    uwsgi_temp_path ${scratch}; scgi_temp_path ${scratch};
    gzip on; gzip_proxied any; gzip_min_length 1; gzip_types application/json;
    server {
      listen 127.0.0.1:${listen};
      location / { proxy_pass http://127.0.0.1:${door}; proxy_buffering on; proxy_read_timeout 60s; }
    }
  }`;

beforeAll(async () => {
  open = await openDoor();
  id = await open.errandAt(COMMISSIONER);
  ports['the door itself'] = open.port;
  folder = await scratchFolder();
  if (!isInstalled('nginx')) return;
  const listen = await freePort();
  await writeFile(join(folder, 'nginx.conf'), NGINX(listen, open.port, folder));
  const args = ['-c', join(folder, 'nginx.conf'), '-p', folder];
  const child = spawn('nginx', args, { env: environmentOfServers, stdio: 'ignore' });
  const release = guardChild(child.pid ?? 0, 'KILL');
  releases.push(() => {
    release();
    child.kill('SIGKILL');
  });
  await eventually(async () => (await fetch(`http://127.0.0.1:${listen}/livez`)).ok);
  ports['nginx that compresses and buffers'] = listen;
});
afterAll(async () => {
  for (const release of releases) release();
  await open.close();
  await removeScratch(folder);
});

/** What becomes of the tag that a client got, before it sends it again. */
const clients: Readonly<Record<string, (etag: string | null) => string | undefined>> = {
  'sends the tag that it got': (etag) => etag ?? undefined,
  'sends it weakened': (etag) => `W/${(etag ?? '').replace(/^W\//, '')}`,
  'sends it marked as Apache does': (etag) => (etag ?? '').replace(/"$/, '-gzip"'),
  'sends no tag': () => undefined,
  'sends a tag that is none': () => '"nonsense"',
  'sends an asterisk': () => '*',
};
const addresses: Readonly<Record<string, () => string>> = {
  'its inbox': () => '/api/v1/inbox',
  'a page of its inbox': () => '/api/v1/inbox?limit=1',
  'a task': () => `/api/v1/tasks/${id}`,
};

/** Asks again as soon as it is answered, for a while; answers how often it asked. */
async function askedBy(port: number, path: string, again: (etag: string | null) => string | undefined) {
  const deadline = AbortSignal.timeout(ASKING_MS);
  let etag: string | null = null;
  for (let asked = 0; ; asked++) {
    const tag = asked === 0 ? undefined : again(etag);
    const headers = {
      Authorization: `Bearer ${open.keyOf(`seat:${COMMISSIONER}`)}`,
      'Accept-Encoding': 'gzip',
      Prefer: 'wait=30',
      ...(tag === undefined ? {} : { 'If-None-Match': tag }),
    };
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, signal: deadline });
      expect([200, 304]).toContain(answer.status);
      etag = answer.headers.get('etag') ?? etag;
      await answer.arrayBuffer();
    } catch (error) {
      if (deadline.aborted) return asked + 1;
      throw error;
    }
  }
}

describe.each(['the door itself', 'nginx that compresses and buffers'])(
  'a queue where nothing happens, behind %s',
  (place) => {
    const itWhereInstalled = place.startsWith('nginx') && !isInstalled('nginx') ? it.skip : it;

    itWhereInstalled('is asked for a few times only, whatever becomes of the tag', async () => {
      const all: { client: string; times: number }[] = [];
      // One address after the other: nobody may wait more than eight times at once.
      for (const [address, path] of Object.entries(addresses)) {
        const asked = Object.entries(clients).map(async ([client, again]) => {
          const times = await askedBy(ports[place] ?? 0, path(), again);
          all.push({ client: `${client} for ${address}`, times });
        });
        await Promise.all(asked);
      }
      const spinning = all.filter(({ times }) => times > MOST_ASKED);
      expect(spinning).toEqual([]);
    });

    itWhereInstalled(
      'is told at once to who waits with a tag that was weakened, when something happens',
      async () => {
        const mine = await open.errandAt(COMMISSIONER);
        const path = `http://127.0.0.1:${ports[place]}/api/v1/tasks/${mine}`;
        const Authorization = `Bearer ${open.keyOf(`seat:${COMMISSIONER}`)}`;
        const news = fetch(path, { headers: { Authorization, 'If-None-Match': 'W/"2"', Prefer: 'wait=30' } });
        await eventually(() => open.deps.waiters.size > 0);
        const begun = { type: 'begin', data: { note: 'a' } };
        const sent = await open
          .as(COMMISSIONER)
          .post(`/api/v1/tasks/${mine}/events`, begun, { 'If-Match': 'W/"2--gzip"' });
        expect(sent.status).toBe(200);
        expect(await (await news).json()).toMatchObject({ revision: 3 });
      },
    );
  },
);
