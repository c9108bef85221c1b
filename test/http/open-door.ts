import { join } from 'node:path';
import pg from 'pg';
import { Registry as MetricsRegistry } from 'prom-client';
import { type Access, openAccess } from '../../src/access/access.ts';
import type { Principal } from '../../src/access/caller.ts';
import { evaluationPrincipals } from '../../src/access/evaluation-principals.ts';
import { issueKeys } from '../../src/access/issue-keys.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import type { Directory } from '../../src/directory/directory.ts';
import type { WorkflowDefinition } from '../../src/engine/define.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createRegistry } from '../../src/engine/registry.ts';
import type { Route } from '../../src/http/define-route.ts';
import { createDoor, type Door } from '../../src/http/door.ts';
import type { DoorDeps, DoorSettings, ReadinessCheck } from '../../src/http/door-deps.ts';
import { routes as allRoutes } from '../../src/http/routes.ts';
import { projectRoot } from '../../src/platform/project-root.ts';
import { prepareRouting } from '../../src/routing/prepare-routing.ts';
import { createInboxWaiters, wakeOnCommit } from '../../src/tasks/inbox-waiters.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { caller } from './client.ts';
import { county } from './county.ts';
import { desk } from './desk-workflow.ts';

export interface OpenDoorOptions {
  readonly workflows?: readonly WorkflowDefinition[];
  readonly directory?: Directory;
  readonly principals?: readonly Principal[];
  readonly settings?: Partial<DoorSettings>;
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
  readonly routes?: readonly Route[];
}

/** What the door logged, for tests that care. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly text: string;
}

const ENGINE = { reconcileSeconds: 5, keyHours: 24, batchSize: 100, committers: 2, cacheCapacity: 100 };

const SETTINGS: DoorSettings = {
  bodyBytes: 65_536,
  jsonDepth: 32,
  requestSeconds: 30,
  idempotencyHours: 24,
  metricsFromLoopback: false,
};

export type OpenDoor = Awaited<ReturnType<typeof openDoor>>;

/** A real door on a free port over a real database, with a key for every seat of the small county. */
export async function openDoor(options: OpenDoorOptions = {}) {
  const { workflows = [desk], directory = county(), routes = allRoutes, readiness = {} } = options;
  const database: TestDatabase = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 8 });
  const principals = options.principals ?? evaluationPrincipals(directory, Date.now());
  const issued = await issueKeys(pool, principals, { label: 'test', nowMs: Date.now() });
  const keys = new Map(issued.map(({ principal, key }) => [principal, key]));
  const log: LogLine[] = [];
  let current = directory;
  const access: Access = await openAccess(pool, () => current, Date.now);
  const engine: Engine = createEngine(pool, createRegistry(workflows), Date.now, ENGINE);
  const waiters = createInboxWaiters(8);
  wakeOnCommit(engine, waiters);
  const calendar = await loadCalendar(join(projectRoot(), 'config', 'calendars'));
  const deps: DoorDeps = {
    engine,
    pool,
    access,
    clock: Date.now,
    directory: () => current,
    county: {
      directory: () => current,
      routing: () =>
        prepareRouting({ directory: current, rules: { version: 'none', rules: [] }, precedents: [] }),
      calendar: () => calendar,
      warnWorkingDays: 3,
      receiptWorkingDays: 1,
    },
    waiters,
    log: {
      info: (fields, text) => void log.push({ level: 'info', fields, text }),
      warn: (fields, text) => void log.push({ level: 'warn', fields, text }),
      error: (fields, text) => void log.push({ level: 'error', fields, text }),
    },
    settings: { ...SETTINGS, ...options.settings },
    readiness,
    metrics: new MetricsRegistry(),
  };
  const door: Door = createDoor(deps, routes);
  const port = await door.listen('127.0.0.1', 0);

  return {
    port,
    door,
    deps,
    engine,
    pool,
    access,
    log,
    issued,
    keyOf(principal: string): string {
      const key = keys.get(principal);
      if (key === undefined) throw new Error(`No key for ${principal}.`);
      return key;
    },
    /** A client that presents the key of a seat, e.g. `330523-TF/A`, or of no one. */
    as(seat: string | undefined) {
      const key =
        seat === undefined ? undefined : keys.get(seat.startsWith('machine:') ? seat : `seat:${seat}`);
      if (seat !== undefined && key === undefined) throw new Error(`No key for the seat ${seat}.`);
      return caller(port, routes, key);
    },
    setDirectory(next: Directory): void {
      current = next;
    },
    /** Rows of every table a client could change, counted; for refusals that must leave no trace. */
    async tally(): Promise<string> {
      const { rows } = await pool.query<{ tally: string }>(
        `SELECT concat_ws(' ', (SELECT count(*) FROM task), (SELECT count(*) FROM event),
          (SELECT count(*) FROM effect), (SELECT count(*) FROM idempotency),
          (SELECT coalesce(sum(revision), 0) FROM task)) AS tally`,
      );
      return rows[0]?.tally ?? '';
    },
    async close(): Promise<void> {
      await door.close(1_000);
      access.close();
      await pool.end();
      await database.drop();
    },
  };
}
