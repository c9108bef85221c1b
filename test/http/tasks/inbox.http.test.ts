import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { disablePrincipal } from '../../../src/access/store/end-access.ts';
import { personOf } from '../../directory/small-county.ts';
import { eventually } from '../../support/eventually.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const COMMISSIONER = '330523-O1/A';
const DEPUTY = '330523-O1/B';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

interface InboxBody {
  readonly items: readonly { readonly id: string; readonly revision: number }[];
  readonly next?: { readonly id: string };
}

async function inbox(seat: string, headers: Record<string, string> = {}, query = '') {
  const answer = await open.as(seat).get(`/api/v1/inbox${query}`, headers);
  const body = answer.status === 200 ? (answer.body as InboxBody) : undefined;
  return {
    ...answer,
    ids: body?.items.map(({ id }) => id) ?? [],
    next: body?.next?.id,
    etag: answer.headers.get('etag') ?? '',
  };
}

const waiting = (etag: string, seconds = 30) => ({ 'If-None-Match': etag, Prefer: `wait=${seconds}` });

describe('an inbox', () => {
  it('shows what waits at the caller’s seats, with an ETag and what to do next', async () => {
    const task = await open.errandAt(COMMISSIONER);
    const mine = await inbox(COMMISSIONER);
    expect(mine.status).toBe(200);
    expect(mine.ids).toContain(task);
    expect(mine.next).toBe(mine.ids[0]);
    expect((await inbox('330523-O2/A')).ids).not.toContain(task);
  });

  it('answers 304 to whoever holds its state, and 200 again after a change', async () => {
    const { etag } = await inbox(COMMISSIONER);
    const same = await inbox(COMMISSIONER, { 'If-None-Match': `"other", ${etag}` });
    expect([same.status, same.text, same.etag]).toEqual([304, '', etag]);
    await open.errandAt(COMMISSIONER);
    expect((await inbox(COMMISSIONER, { 'If-None-Match': etag })).status).toBe(200);
  });

  it('is the deputy’s too while the holder is away', async () => {
    const task = await open.errandAt(COMMISSIONER);
    expect((await inbox(DEPUTY)).ids).not.toContain(task);
    const away = {
      person: personOf(COMMISSIONER),
      from: open.inDays(-1),
      until: open.inDays(1),
      reason: '培训',
    };
    open.setDirectory(county({ version: 2, absences: [away] }));
    expect((await inbox(DEPUTY)).ids).toContain(task);
    expect((await inbox(DEPUTY, {}, `?seat=${COMMISSIONER}`)).ids).toContain(task);
    open.setDirectory(county({ version: 3 }));
    expect((await inbox(DEPUTY)).ids).not.toContain(task);
  });

  it('refuses a seat that is not the caller’s, and queries that mean nothing', async () => {
    expect((await inbox(COMMISSIONER, {}, '?seat=330523-TF/A')).status).toBe(403);
    for (const query of ['?limit=0', '?limit=201', '?limit=x', '?cursor=x', '?colour=red', '?seat=']) {
      expect((await inbox(COMMISSIONER, {}, query)).status).toBe(400);
    }
  });

  it('comes in pages linked to each other', async () => {
    const first = await open.as(COMMISSIONER).get('/api/v1/inbox?limit=1');
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(link).toMatch(/^\/api\/v1\/inbox\?limit=1&cursor=/);
    const second = (await open.as(COMMISSIONER).get(link)).body as InboxBody;
    expect(second.items[0]?.id).toBe((await inbox(COMMISSIONER)).ids[1]);
    expect((await open.as('330523-O2/A').get(link)).status).toBe(400);
  });
});

describe('waiting for an inbox', () => {
  it('ends with the new item when one comes', async () => {
    const { etag } = await inbox(COMMISSIONER);
    const news = inbox(COMMISSIONER, waiting(etag));
    await eventually(() => open.deps.waiters.size === 1);
    const task = await open.errandAt(COMMISSIONER);
    const answer = await news;
    expect(answer.status).toBe(200);
    expect(answer.ids).toContain(task);
    expect(answer.headers.get('preference-applied')).toBe('wait=30');
    expect(answer.etag).not.toBe(etag);
  });

  it('ends with 304 when its time is up', async () => {
    const { etag } = await inbox(COMMISSIONER);
    const answer = await inbox(COMMISSIONER, waiting(etag, 1));
    expect([answer.status, answer.text, answer.etag]).toEqual([304, '', etag]);
    expect(answer.headers.get('preference-applied')).toBe('wait=1');
  });

  it('is not done where the client holds no state, or another one', async () => {
    const fresh = await inbox(COMMISSIONER, { Prefer: 'wait=30' });
    expect(fresh.status).toBe(200);
    expect(fresh.headers.has('preference-applied')).toBe(false);
    expect((await inbox(COMMISSIONER, waiting('W/"old"'))).status).toBe(200);
  });

  it('is granted for 30 seconds at most, and ignored where it says nothing', async () => {
    const far = await inbox(COMMISSIONER, { 'If-None-Match': '"old"', Prefer: 'respond-async, wait=86400' });
    expect(far.headers.get('preference-applied')).toBe('wait=30');
    for (const Prefer of ['wait=soon', 'wait', 'handling=lenient']) {
      expect(
        (await inbox(COMMISSIONER, { 'If-None-Match': '"old"', Prefer })).headers.has('preference-applied'),
      ).toBe(false);
    }
  });

  it('holds nothing for a client that has gone', async () => {
    const { etag } = await inbox(COMMISSIONER);
    const client = new AbortController();
    const gone = fetch(`http://127.0.0.1:${open.port}/api/v1/inbox`, {
      headers: { Authorization: `Bearer ${open.keyOf(`seat:${COMMISSIONER}`)}`, ...waiting(etag) },
      signal: client.signal,
    });
    await eventually(() => open.deps.waiters.size === 1);
    client.abort();
    await expect(gone).rejects.toThrow();
    await eventually(() => open.deps.waiters.size === 0);
  });

  it('is granted to one caller eight times at once', async () => {
    const { etag } = await inbox(COMMISSIONER);
    const waits = Array.from({ length: 8 }, () => inbox(COMMISSIONER, waiting(etag)));
    await eventually(() => open.deps.waiters.size === 8);
    expect((await inbox(COMMISSIONER, waiting(etag))).status).toBe(429);
    await open.errandAt(COMMISSIONER);
    expect(new Set((await Promise.all(waits)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('ends without an answer for whoever lost the key meanwhile', async () => {
    const seat = '330523-O2/A';
    const { etag } = await inbox(seat);
    const last = inbox(seat, waiting(etag));
    await eventually(() => open.deps.waiters.size === 1);
    await disablePrincipal(open.pool, `seat:${seat}`, open.inDays(0));
    await open.access.refresh();
    await open.errandAt(seat);
    expect((await last).status).toBe(401);
  });

  it('ends when the door closes', async () => {
    const other = await openDoor();
    const { headers } = await other.as(COMMISSIONER).get('/api/v1/inbox');
    const last = other.as(COMMISSIONER).get('/api/v1/inbox', waiting(headers.get('etag') ?? ''));
    await eventually(() => other.deps.waiters.size === 1);
    await other.close();
    expect((await last).status).toBe(304);
  });
});
