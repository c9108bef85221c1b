import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { type CommitNews, startCommitNews } from '../../../src/engine/log/commit-news.ts';
import { taskTopic } from '../../../src/engine/log/news-topics.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { eventually } from '../../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { errand } from '../errand-workflow.ts';

const ENGINE = { ...ENGINE_SETTINGS, committers: 1 };
/** Everybody had time to answer by then. */
const LONG = 10_000;

let database: TestDatabase;
let pool: Pool;
/** Hears whatever is said on the channel. */
let spy: Client;
let said: string[];
let opened: CommitNews[];
let nowMs: number;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 5 });
  spy = new Client({ connectionString: database.connectionString });
  [said, opened, nowMs] = [[], [], 0];
  spy.on('notification', ({ payload }) => said.push(payload ?? ''));
  await spy.connect();
  await spy.query('LISTEN onedoor_news');
});
afterEach(async () => {
  await Promise.all(opened.map((news) => news.stop()));
  await spy.end();
  await pool.end();
  await database.drop();
});

/** A process that tells of its commits; a door hears those of others too. */
async function open(part: 'door' | 'worker') {
  const engine = createEngine(pool, createRegistry([errand]), Date.now, ENGINE);
  const heard: (readonly string[] | undefined)[] = [];
  const asks = said.length;
  const news = startCommitNews(database.connectionString, pool, engine, {
    onNews: part === 'door' ? (topics) => heard.push(topics) : undefined,
    onError: (error) => {
      throw error;
    },
    now: () => nowMs,
  });
  opened.push(news);
  await eventually(() => said.slice(asks).some((message) => message.includes('"ask":true')));
  return { engine, heard };
}

const commit = async (engine: Engine) => {
  const actor = { principal: 'lin', name: '林' };
  const input = { title: '送文件', seat: 'x' };
  return (await engine.submit({ workflow: 'errand', input, actor })).id;
};
const isTold = (id: string) => said.some((message) => message.includes(taskTopic(id)));
const hears = ({ heard }: { heard: (readonly string[] | undefined)[] }, id: string) =>
  eventually(() => heard.some((topics) => topics?.includes(taskTopic(id)) === true));

describe('news of commits', () => {
  it('reaches the other process, and not the one that made it', async () => {
    const one = await open('door');
    const other = await open('door');
    const id = await commit(one.engine);
    await hears(other, id);
    expect(one.heard.flat()).not.toContain(taskTopic(id));
  });

  it('is told to nobody where nobody else is, and again as soon as somebody comes', async () => {
    const one = await open('door');
    nowMs += LONG;
    const alone = await commit(one.engine);
    const other = await open('door');
    await eventually(() => other.heard.length >= 2);
    const both = await commit(one.engine);
    await hears(other, both);
    // It would have been told before the other.
    expect(isTold(alone)).toBe(false);
  });

  it('that was told to nobody is made up for when the newcomer learns of the other', async () => {
    await open('door');
    nowMs += LONG;
    const other = await open('door');
    // Once as it begins to listen, once as the other has answered and tells from now on.
    await eventually(() => other.heard.length === 2);
    expect(other.heard).toEqual([undefined, undefined]);
  });

  it('is told while it is not known yet who is there', async () => {
    const one = await open('door');
    const id = await commit(one.engine);
    await eventually(() => isTold(id));
  });

  it('goes from a worker to the door, and not from the door to the worker, where nobody waits', async () => {
    const door = await open('door');
    nowMs += LONG;
    const worker = await open('worker');
    nowMs += LONG;
    const byDoor = await commit(door.engine);
    const byWorker = await commit(worker.engine);
    await hears(door, byWorker);
    expect(isTold(byDoor)).toBe(false);
  });

  it.each(['hello', '{"self":"1"}', ''])('that makes no sense (%j) may mean anything', async (payload) => {
    const { heard } = await open('door');
    await eventually(() => heard.length === 1);
    await pool.query('SELECT pg_notify($1, $2)', ['onedoor_news', payload]);
    await eventually(() => heard.length === 2);
    expect(heard).toEqual([undefined, undefined]);
  });
});
