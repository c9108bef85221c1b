import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { awaitInbox, type InboxQuery, readInbox, type TaggedInbox } from '../../../src/tasks/inbox/inbox.ts';
import { createInboxWaiters } from '../../../src/tasks/inbox/inbox-waiters.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { eventually } from '../../support/eventually.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { idOf, insertRows, sourcesAt } from '../task-rows.ts';

const now = shanghai('2026-11-18 12:00');
const MINE = '330523-O1/A';
const DUTY = '330523-TF/A';

let pool: Pool;

ledgerOfSuite(4, (opened) => {
  pool = opened;
});
beforeEach(async () => {
  await pool.query(`DELETE FROM task`);
  await pool.query(`DELETE FROM task_search`);
  await pool.query(`ALTER TABLE event DISABLE TRIGGER ALL`);
  await pool.query(`DELETE FROM event`);
});

const read = (query: Partial<InboxQuery> = {}, seats: readonly string[] = [MINE], at = now) =>
  readInbox(sourcesAt(pool, at), { principal: 'seat:a', seats }, { limit: 50, ...query });
const serials = ({ inbox }: TaggedInbox) => inbox.items.map(({ number }) => Number(number.slice(5)));

describe('an inbox', () => {
  it('has the overdue first, then by due date, the urgent of one instant first, then by number', async () => {
    const friday = shanghai('2026-11-20 17:30');
    await insertRows(pool, [
      { serial: 1 },
      { serial: 2, urgency: 'urgent' },
      { serial: 3, dueAt: friday },
      { serial: 4, dueAt: friday, urgency: 'urgent' },
      { serial: 5, dueAt: friday, urgency: 'urgent' },
      { serial: 6, dueAt: shanghai('2026-11-02 17:30') },
      { serial: 7, dueAt: shanghai('2026-11-13 17:30'), urgency: 'urgent' },
    ]);
    expect(serials(await read())).toEqual([6, 7, 4, 5, 3, 2, 1]);
  });

  it('is ordered by when the reader’s own seat must act, which may be long before the task is due', async () => {
    const far = shanghai('2035-01-05 17:30');
    await insertRows(pool, [
      { serial: 1, dueAt: far },
      { serial: 2, dueAt: far, ownerAct: 'receive', ownerBy: shanghai('2026-11-19 17:30') },
      { serial: 3, dueAt: shanghai('2026-11-25 17:30') },
      // A notice has no due date, and wants to be acknowledged.
      {
        serial: 4,
        workflow: 'supervision-notice',
        ownerAct: 'acknowledge',
        ownerBy: shanghai('2026-11-20 17:30'),
      },
      // Handed over, so that nothing is to be done; and what no limit knows.
      { serial: 5, dueAt: shanghai('2026-11-19 17:30'), ownerAct: 'awaitReview', ownerBy: null },
      {
        serial: 6,
        owner: '330523-O2/A',
        dueAt: far,
        attention: DUTY,
        attentionAct: 'rule',
        attentionBy: shanghai('2026-11-18 17:30'),
      },
    ]);
    expect(serials(await read())).toEqual([2, 4, 3, 1, 5]);
    const all = await read({}, [MINE, DUTY]);
    expect(serials(all)).toEqual([6, 2, 4, 3, 1, 5]);
    expect(all.inbox.next?.why.zh).toBe('待您裁定退回，今天 17:30 前，还有 4 小时');
    expect(all.inbox.items.map(({ act }) => act?.code)).toEqual([
      'rule',
      'receive',
      'acknowledge',
      'complete',
      'complete',
      'awaitReview',
    ]);
  });

  it('says of a task that waits for another what that one has to do in lists, and one’s own in the inbox', async () => {
    const by = shanghai('2026-11-20 17:30');
    await insertRows(pool, [
      { serial: 1, dueAt: by, attention: DUTY, attentionAct: 'decideExtension', attentionBy: by },
    ]);
    expect((await read()).inbox.items[0]?.act).toMatchObject({ seat: MINE, code: 'complete', by });
    expect((await read({}, [DUTY])).inbox.items[0]?.act).toMatchObject({
      seat: DUTY,
      code: 'decideExtension',
    });
    expect((await read({}, [MINE, DUTY])).inbox.items).toHaveLength(1);
  });

  it('has what is lent alone, once', async () => {
    await insertRows(pool, [
      { serial: 1, owner: '330523-O2/A', dueAt: shanghai('2026-11-20 17:30') },
      { serial: 2, dueAt: shanghai('2026-11-19 17:30') },
    ]);
    const lent = { principal: 'seat:a', seats: [MINE, '330523-O1/B'], tasks: [idOf(1), idOf(2)] };
    expect(serials(await readInbox(sourcesAt(pool, now), lent, { limit: 50 }))).toEqual([2, 1]);
    const alone = { ...lent, seats: [] };
    expect(serials(await readInbox(sourcesAt(pool, now), alone, { limit: 50 }))).toEqual([2, 1]);
  });

  it('has what the caller answers for and what waits at the caller’s seats, once, while it is open', async () => {
    await insertRows(pool, [
      { serial: 1, owner: MINE },
      { serial: 2, owner: '330523-O2/A', attention: DUTY, dueAt: shanghai('2026-11-20 17:30') },
      { serial: 3, owner: MINE, attention: DUTY },
      { serial: 4, owner: '330523-O2/A' },
      { serial: 5, owner: MINE, closedAt: now },
    ]);
    expect(serials(await read())).toEqual([1, 3]);
    expect(serials(await read({}, [MINE, DUTY]))).toEqual([2, 1, 3]);
    expect(serials(await read({ seat: DUTY }, [MINE, DUTY]))).toEqual([2, 3]);
    expect(serials(await read({}, []))).toEqual([]);
  });

  it('is of no seat but the caller’s', async () => {
    await expect(read({ seat: DUTY })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('comes in pages that give every task once, in the order of the whole', async () => {
    const due = ['2026-11-02 17:30', '2026-11-20 17:30', undefined];
    await insertRows(
      pool,
      Array.from({ length: 30 }, (_, n) => {
        const at = due[n % 3];
        return {
          serial: n + 1,
          urgency: n % 4 === 0 ? 'urgent' : 'normal',
          ...(at === undefined ? {} : { dueAt: shanghai(at) }),
          ...(n % 5 === 0 ? { attention: DUTY } : {}),
          owner: n % 2 === 0 ? MINE : '330523-O1-S1/H',
        };
      }),
    );
    const seats = [MINE, '330523-O1-S1/H', DUTY];
    const whole = serials(await read({}, seats));
    expect(whole.length).toBe(30);
    for (const limit of [1, 4, 7]) {
      const walked: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await read({ limit, cursor }, seats);
        walked.push(...serials(page));
        cursor = page.inbox.nextCursor;
      } while (cursor !== undefined);
      expect(walked).toEqual(whole);
    }
  });

  it('says what to take up next and why, passing over what waits for somebody else', async () => {
    await insertRows(pool, [
      { serial: 1, attention: DUTY, dueAt: shanghai('2026-11-12 17:30') },
      { serial: 2, dueAt: shanghai('2026-11-13 17:30') },
    ]);
    const { inbox } = await read();
    expect(inbox.next).toMatchObject({
      id: idOf(2),
      number: '2026-000002',
      why: { zh: '待办结，已超期 2 个工作日' },
    });
    expect((await read({ seat: DUTY }, [DUTY])).inbox.next).toMatchObject({ id: idOf(1) });
  });
});

const tag = async (at = now) => (await read({}, [MINE], at)).etag;

describe('the entity tag of an inbox', () => {
  it('changes with a task, a revision and a light, and with nothing else', async () => {
    await insertRows(pool, [{ serial: 1, dueAt: shanghai('2026-11-25 17:30') }]);
    const first = await tag();
    expect(first).toMatch(/^W\/"[\w-]{22}"$/);
    expect(await tag(shanghai('2026-11-18 12:05'))).toBe(first);
    await insertRows(pool, [{ serial: 9, owner: '330523-O2/A' }]);
    expect(await tag()).toBe(first);

    const seen = new Set([
      first,
      await tag(shanghai('2026-11-24 12:00')),
      await tag(shanghai('2026-11-26 12:00')),
    ]);
    await pool.query('UPDATE task SET revision = 2 WHERE serial = 1');
    seen.add(await tag());
    await insertRows(pool, [{ serial: 2 }]);
    seen.add(await tag());
    expect(seen.size).toBe(5);
  });
});

const reader = () => Promise.resolve({ principal: 'seat:a', seats: [MINE] });

describe('waiting for an inbox', () => {
  const waiters = createInboxWaiters(3);
  const wait = (known: string, ms: number, signal?: AbortSignal) =>
    awaitInbox(
      sourcesAt(pool, now),
      waiters,
      reader,
      { limit: 50 },
      { isKnown: (etag) => etag === known, ms, signal },
    );

  it('answers at once where the client holds another state', async () => {
    await insertRows(pool, [{ serial: 1 }]);
    expect(serials((await wait('old', 60_000)) as TaggedInbox)).toEqual([1]);
    expect(waiters.size).toBe(0);
  });

  it('answers with the change when one is told of', async () => {
    const { etag } = await read();
    const news = wait(etag, 60_000);
    await eventually(() => waiters.size === 1);
    await insertRows(pool, [{ serial: 1 }]);
    waiters.wake([MINE]);
    expect(serials((await news) as TaggedInbox)).toEqual([1]);
  });

  it('goes on waiting where it was woken for nothing, and says so when the time is up', async () => {
    const { etag } = await read();
    const news = wait(etag, 400);
    await eventually(() => waiters.size === 1);
    waiters.wake([MINE]);
    expect(await news).toEqual({ unchanged: etag });
  });

  it('misses nothing that is committed after the rows were read and before anybody awaits', async () => {
    const { etag } = await read();
    let interleaved = false;
    const query = async (text: string, values: unknown[]) => {
      const answer = await pool.query(text, values);
      if (!interleaved) {
        interleaved = true;
        await insertRows(pool, [{ serial: 1 }]);
        waiters.wake([MINE]);
      }
      return answer;
    };
    const sources = { ...sourcesAt(pool, now), database: { query: query as unknown as Pool['query'] } };
    const isKnown = (known: string) => known === etag;
    const news = await awaitInbox(sources, waiters, reader, { limit: 50 }, { isKnown, ms: 60_000 });
    expect(serials(news as TaggedInbox)).toEqual([1]);
  });

  it('asks the database nothing while nothing happens', async () => {
    const { etag } = await read();
    let asked = 0;
    const counting: Pool['query'] = ((...args: Parameters<Pool['query']>) => {
      asked++;
      return pool.query(...args);
    }) as Pool['query'];
    const sources = { ...sourcesAt(pool, now), database: { query: counting } };
    const isKnown = (known: string) => known === etag;
    const news = awaitInbox(sources, waiters, reader, { limit: 50 }, { isKnown, ms: 300 });
    expect(await news).toEqual({ unchanged: etag });
    expect(asked).toBe(1);
  });

  it('ends when the client goes away', async () => {
    const { etag } = await read();
    const client = new AbortController();
    const news = wait(etag, 60_000, client.signal);
    await eventually(() => waiters.size === 1);
    client.abort();
    expect(await news).toEqual({ unchanged: etag });
    expect(waiters.size).toBe(0);
  });

  it('leaves no waiter behind when reading fails', async () => {
    const query = { limit: 50, cursor: 'x' };
    const waiting = awaitInbox(sourcesAt(pool, now), waiters, reader, query, {
      isKnown: () => false,
      ms: 60_000,
    });
    await expect(waiting).rejects.toMatchObject({ code: 'query-invalid' });
    expect(waiters.size).toBe(0);
  });
});
