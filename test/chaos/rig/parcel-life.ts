import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Client } from '../client.ts';

interface Seen {
  readonly revision: number;
  readonly state: string;
  readonly reminded: number;
  readonly open: number;
}

export interface Life {
  readonly client: Client;
  /** Reads what is stored, past the product. */
  readonly pool: pg.Pool;
  /** Aborts when the round gives up waiting. */
  readonly signal: AbortSignal;
}

/** One parcel from submission to its end: noted by two at once, postponed, split, reminded, ended after its children. */
export async function liveParcel(life: Life, title: string): Promise<void> {
  const { client } = life;
  const outcome = await client.run(
    { principal: 'lin', type: 'created', task: null, expected: 0 },
    (mark) => ({
      title: `${title} ${mark}`,
      parent: null,
    }),
  );
  if (outcome.is !== 'acked' || title === 'poison') return;
  const { task } = outcome;
  await until(life, task, ({ state }) => state === 'waiting');
  await Promise.all([send(life, task, 'note'), send(life, task, 'note', 'zhao')]);
  await send(life, task, 'postpone');
  await send(life, task, 'split', 'lin', { n: 2 });
  const children = await childrenOf(life, task, 2);
  await Promise.all(
    children.map(async (child) => {
      await until(life, child, ({ state }) => state === 'waiting');
      await send(life, child, 'end');
    }),
  );
  await until(life, task, ({ open, reminded }) => open === 0 && reminded > 0);
  await send(life, task, 'end');
}

/** Sends until it is taken on some revision; each refusal is an operation of its own. */
async function send(
  life: Life,
  task: string,
  type: string,
  principal = 'lin',
  more: object = {},
): Promise<void> {
  while (!life.signal.aborted) {
    const { revision } = await read(life, task);
    const command = { principal, type, task, expected: revision };
    const outcome = await life.client.run(command, (mark) => ({ ...more, text: mark }));
    if (outcome.is === 'acked') return;
    await delay(10);
  }
}

async function until(life: Life, task: string, isSo: (seen: Seen) => boolean): Promise<void> {
  while (!life.signal.aborted && !isSo(await read(life, task))) await delay(20);
}

async function childrenOf(life: Life, task: string, n: number): Promise<readonly string[]> {
  while (!life.signal.aborted) {
    const { rows } = await life.pool.query<{ id: string }>('SELECT id::text FROM task WHERE parent = $1', [
      task,
    ]);
    if (rows.length >= n) return rows.map(({ id }) => id);
    await delay(20);
  }
  return [];
}

async function read(life: Life, task: string): Promise<Seen> {
  const { rows } = await life.pool.query<Seen>(
    `SELECT revision, state, (context->>'reminded')::int AS reminded, (context->>'open')::int AS open
    FROM task WHERE id = $1`,
    [task],
  );
  return rows[0] ?? { revision: 0, state: '', reminded: 0, open: 0 };
}
