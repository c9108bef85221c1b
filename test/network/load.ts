import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { eventually } from '../support/eventually.ts';
import type { Stage } from './stage.ts';

/** What clients were told: each task that they were promised, by its title. */
export interface Load {
  readonly promised: ReadonlyMap<string, string>;
  /** Answers that were no promise: refused, or none at all. */
  failures(): number;
  /** Registers one more task and waits until a worker has routed it. */
  once(): Promise<void>;
  /** Milliseconds until a new task was registered and that task was routed, behind all that has gathered. */
  resumed(): Promise<number>;
  /** Clients end what they have begun. */
  stop(): Promise<void>;
}

/** Less than a worker routes on a machine that is busy otherwise: how long a backlog takes says nothing of connections. */
const CLIENTS = 3;
const PAUSE_MS = 300;
const PATIENCE = { withinMs: 180_000, everyMs: 100 };

/** Registers tasks and reads inboxes all the time; whatever is not promised is asked for again under its key. */
export function startLoad({ url, key, databaseUrl }: Stage): Load {
  // Not through the proxies.
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const promised = new Map<string, string>();
  const stopping = new AbortController();
  let failures = 0;
  let made = 0;

  async function register(): Promise<string> {
    made++;
    const title = `网络 ${made}`;
    const headers = {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    };
    const input = { title, category: '交通运输/出租车管理', limit: { workingDays: 10 } };
    for (;;) {
      const id = await submit(headers, JSON.stringify({ input })).catch(() => undefined);
      if (id !== undefined) {
        promised.set(title, id);
        return id;
      }
      failures++;
      await delay(50);
    }
  }

  async function submit(headers: Record<string, string>, body: string): Promise<string | undefined> {
    const signal = AbortSignal.timeout(20_000);
    const answer = await fetch(`${url}/api/v1/tasks`, { method: 'POST', headers, body, signal });
    const text = await answer.text();
    return answer.status === 201 ? (JSON.parse(text) as { id: string }).id : undefined;
  }

  async function read(path: string): Promise<unknown> {
    const signal = AbortSignal.timeout(20_000);
    const answer = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${key}` }, signal });
    return answer.json();
  }

  async function isRouted(id: string): Promise<boolean> {
    const { rowCount } = await pool.query("SELECT FROM task WHERE id = $1 AND state = 'open.dispatched'", [
      id,
    ]);
    return rowCount === 1;
  }

  async function client(): Promise<void> {
    while (!stopping.signal.aborted) {
      await register();
      await read('/api/v1/inbox').catch(() => undefined);
      await delay(PAUSE_MS);
    }
  }

  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    promised,
    failures: () => failures,
    async once() {
      const id = await register();
      await eventually(() => isRouted(id), PATIENCE);
    },
    async resumed() {
      const began = performance.now();
      await this.once();
      return performance.now() - began;
    },
    async stop() {
      stopping.abort();
      await clients;
      await pool.end();
    },
  };
}

/** What is stored, held against what was promised. */
export interface Reckoning {
  readonly promised: number;
  readonly lost: number;
  readonly doubled: number;
  readonly stuck: number;
}

/** Waits until all work is done, and counts. */
export async function reckon({ databaseUrl }: Stage, { promised }: Load): Promise<Reckoning> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const isDone = async () => {
      const { rows } = await pool.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM task WHERE workflow = 'reform-task' AND state <> 'open.dispatched'",
      );
      return rows[0]?.n === 0;
    };
    await eventually(isDone, { ...PATIENCE, what: 'the end of all work' }).catch(() => false);
    const { rows } = await pool.query<{ title: string; ids: string[]; stuck: number }>(
      `SELECT title, array_agg(id::text) AS ids, count(*) FILTER (WHERE state <> 'open.dispatched')::int AS stuck
      FROM task WHERE workflow = 'reform-task' GROUP BY title`,
    );
    const stored = new Map(rows.map((row) => [row.title, row]));
    return {
      promised: promised.size,
      lost: [...promised].filter(([title, id]) => stored.get(title)?.ids.includes(id) !== true).length,
      doubled: rows.filter(({ ids }) => ids.length > 1).length,
      stuck: rows.reduce((sum, { stuck }) => sum + stuck, 0),
    };
  } finally {
    await pool.end();
  }
}
