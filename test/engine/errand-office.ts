import { EventEmitter, once } from 'node:events';
import { Pool } from 'pg';
import type { Actor, WorkflowDefinition } from '../../src/engine/definition/define.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createQueueBackend } from '../../src/engine/queue/create-queue-backend.ts';
import { type Runtime, startRuntime } from '../../src/engine/runtime.ts';
import { errand } from './errand-workflow.ts';

/** What the figures of a runtime come to at one moment. */
export interface Tally {
  /** Doorbells answered. */
  readonly handled: number;
  /** Times the worker was replaced. */
  readonly reopened: number;
  /** Doorbells that the queue did not take. */
  readonly unheard: number;
  /** Doorbells that the queue lost or was slow with, and the ledger rang again. */
  readonly rungAgain: number;
}

/** A process that takes errands and does them, on any queue engine. */
export interface ErrandOffice {
  readonly pool: Pool;
  readonly engine: Engine;
  readonly runtime: Runtime;
  /** Why the watchdog gave the process up, each time it did. */
  readonly wedged: readonly string[];
  /** Ids of new errands, handed in side by side. */
  submit(count: number): Promise<readonly string[]>;
  /** Ids of new errands, one after the other and each with a doorbell of its own. */
  submitApart(count: number): Promise<readonly string[]>;
  /** Makes handlers wait until the answer is called, so that doorbells pile up in the queue. */
  hold(): () => void;
  areReady(ids: readonly string[]): Promise<boolean>;
  /** The types of the events of each task, in order. */
  eventsOf(ids: readonly string[]): Promise<readonly (readonly string[])[]>;
  tally(): Tally;
  since(before: Tally): Tally;
  close(): Promise<void>;
}

const lin: Actor = { principal: 'lin', name: '林' };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ENGINE = { reconcileSeconds: 1, keyHours: 24, batchSize: 100, committers: 2, cacheCapacity: 100 };

/** Opens an office that looks for lost doorbells every second; of another version of the workflow where one is given. */
export async function openErrandOffice(
  databaseUrl: string,
  redisUrl: string | undefined,
  workflow: WorkflowDefinition = errand,
): Promise<ErrandOffice> {
  const pool = new Pool({ connectionString: databaseUrl, max: 5, application_name: 'onedoor-engine' });
  pool.on('error', () => undefined);
  const backend = await createQueueBackend({ redisUrl, databaseUrl });
  await backend.prepare();
  const engine = createEngine(pool, createRegistry([workflow]), Date.now, ENGINE);
  const wedged: string[] = [];
  const settings = {
    reconcileSeconds: 1,
    maxAttempts: 3,
    workerConcurrency: 4,
    watchdogSeconds: 30,
    keyHours: ENGINE.keyHours,
    onWedged: (reason: string) => void wedged.push(reason),
  };
  let gate: Promise<unknown> | undefined;
  const prepare = async () => {
    await gate;
    return { type: 'prepared', data: { owner: 'seat-1' } };
  };
  const runtime = startRuntime(pool, engine, backend, { prepare }, settings, silent);

  async function submitOne(): Promise<string> {
    const input = { title: '送文件', seat: 'x' };
    return (await engine.submit({ workflow: 'errand', input, actor: lin })).id;
  }

  function tally(): Tally {
    const { worker, dispatch, reconcile } = runtime.figures;
    return {
      handled: worker?.handled ?? 0,
      reopened: worker?.reopened ?? 0,
      unheard: dispatch.unheard,
      rungAgain: reconcile?.rungAgain ?? 0,
    };
  }

  return {
    pool,
    engine,
    runtime,
    wedged,
    submit: (count) => Promise.all(Array.from({ length: count }, submitOne)),
    async submitApart(count) {
      const ids: string[] = [];
      for (let n = 0; n < count; n++) {
        ids.push(await submitOne());
        await runtime.dispatcher.drained();
      }
      return ids;
    },
    hold() {
      const door = new EventEmitter();
      gate = once(door, 'open');
      return () => void door.emit('open');
    },
    async areReady(ids) {
      const { rows } = await pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM task WHERE id = ANY($1) AND state = 'ready'`,
        [ids],
      );
      return rows[0]?.n === ids.length;
    },
    async eventsOf(ids) {
      const { rows } = await pool.query<{ id: string; types: string[] }>(
        `SELECT task_id AS id, array_agg(type ORDER BY revision) AS types FROM event
        WHERE task_id = ANY($1) GROUP BY task_id`,
        [ids],
      );
      const found = new Map(rows.map(({ id, types }) => [id, types]));
      return ids.map((id) => found.get(id) ?? []);
    },
    tally,
    since(before) {
      const now = tally();
      return {
        handled: now.handled - before.handled,
        reopened: now.reopened - before.reopened,
        unheard: now.unheard - before.unheard,
        rungAgain: now.rungAgain - before.rungAgain,
      };
    },
    async close() {
      await runtime.stop();
      await pool.end();
    },
  };
}
