import { join } from 'node:path';
import { Pool } from 'pg';
import { Registry as MetricsRegistry } from 'prom-client';
import { type Access, openAccess } from '../../../src/access/access.ts';
import type { KeyHolder } from '../../../src/access/caller.ts';
import { evaluationPrincipals, keyHolderOf } from '../../../src/access/keys/evaluation-principals.ts';
import { type IssuedKey, issueKeys } from '../../../src/access/keys/issue-keys.ts';
import { proveAll } from '../../../src/audit/proof.ts';
import { reportOf } from '../../../src/audit/proof-report.ts';
import { loadCalendar } from '../../../src/calendar/load-calendar.ts';
import { calendarRegister } from '../../../src/calendar/store/calendar-register.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { dutyCategories, readTaxonomy } from '../../../src/directory/files/taxonomy.ts';
import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { createWork } from '../../../src/engine/work/work.ts';
import type { Route } from '../../../src/http/define-route.ts';
import { createDoor, type Door } from '../../../src/http/door.ts';
import type { DoorDeps, DoorSettings, ReadinessCheck } from '../../../src/http/door-deps.ts';
import { routes as allRoutes } from '../../../src/http/routes.ts';
import { isoOf } from '../../../src/platform/clock.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { seedRegister } from '../../../src/register/seed-register.ts';
import { watchRegister } from '../../../src/register/watch-register.ts';
import { prepareRouting } from '../../../src/routing/books/prepare-routing.ts';
import { withBoundaries } from '../../../src/routing/draw-boundaries.ts';
import type { TextModel } from '../../../src/routing/text/text-ranking.ts';
import { createInboxWaiters, wakeOnCommit } from '../../../src/tasks/inbox/inbox-waiters.ts';
import { watchBoundaries } from '../../../src/tasks/precedents/boundary-watch.ts';
import { watchRulings } from '../../../src/tasks/precedents/ruling-watch.ts';
import { USUAL_TERMS } from '../../access/usual-terms.ts';
import { shippedLadder } from '../../calendar/ladder/shipped-ladder.ts';
import { countyLimits } from '../../calendar/limits/county-limits.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { type MovableClock, movableClock, WORKDAY_MORNING } from '../../support/movable-clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type Client, caller } from './client.ts';
import { type Contract, contractOf } from './contract.ts';
import { county } from './county.ts';
import { desk } from './desk-workflow.ts';
import { directoryInDatabase, directoryInMemory } from './door-directory.ts';
import { type RawAnswer, sendRaw } from './raw.ts';

export interface OpenDoorOptions {
  /** Routes by text as well; without it only by names, precedents and places. */
  readonly text?: TextModel;
  readonly workflows?: readonly WorkflowDefinition[];
  readonly directory?: Directory;
  readonly principals?: readonly KeyHolder[];
  readonly settings?: Partial<DoorSettings>;
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
  readonly routes?: readonly Route[];
  /** Keeps the directory in the database, so that requests can change it. */
  readonly keptDirectory?: boolean;
  /** ISO instant at which the clock of door and database stands still until the test moves it; otherwise it runs. */
  readonly at?: string;
  /** Another door whose database and keys this one shares, as a second process would. */
  readonly onto?: OpenDoor;
}

export interface OpenDoor {
  readonly port: number;
  readonly contract: Contract;
  readonly door: Door;
  readonly deps: DoorDeps;
  readonly database: TestDatabase;
  /** The clock of door and database, never the machine's: what a test sees must not depend on the day it runs. */
  readonly moved: MovableClock;
  /** ISO instant so many days from now, by that clock. */
  inDays(days: number): string;
  readonly engine: Engine;
  readonly pool: Pool;
  readonly access: Access;
  readonly log: readonly LogLine[];
  readonly issued: IssuedKey[];
  keyOf(principal: string): string;
  /**
   * A client that presents the key of a seat, e.g. `330523-TF/A`, or of a machine, or of no one. Who holds the seat when
   * it asks, has a key; while nobody does, the last one is presented.
   */
  as(seat: string | undefined): Client;
  /** Id of an errand of which a seat answers, at revision 2; of a parent where one is named. */
  errandAt(owner: string, parent?: string): Promise<string>;
  /** How many rows a table, or a table with a condition, has. */
  count(sql: string, values?: readonly unknown[]): Promise<number>;
  setDirectory(next: Directory): void;
  /** Rows of every table a client could change, counted; for refusals that must leave no trace. */
  tally(): Promise<string>;
  /** Sends bytes as they are on a connection of their own and reads one answer. */
  raw(request: string | Buffer): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** What the door logged, for tests that care. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly text: string;
}

const DAY_MS = 86_400_000;
const taxonomyCategories = dutyCategories(readTaxonomy(join(projectRoot(), 'config', 'taxonomy.json')));

const WORK = { maxAttempts: 3, retrySeconds: () => 1, onOutcome: () => undefined };
const ENGINE_ACTOR = { principal: 'test', name: 'test' };

const SETTINGS: DoorSettings = {
  bodyBytes: 65_536,
  jsonDepth: 32,
  requestSeconds: 30,
  idempotencyHours: 24,
  metricsFromLoopback: false,
  signIn: { publicUrl: undefined, passwords: true, demo: false, terms: USUAL_TERMS },
};

/** A real door on a free port over a real database, with a key for every seat of the small county. */
export async function openDoor(options: OpenDoorOptions = {}): Promise<OpenDoor> {
  const { workflows = [desk], directory = county(), routes = allRoutes, readiness = {} } = options;
  const database = options.onto?.database ?? (await createTestDatabase());
  const moved =
    options.onto?.moved ??
    (await movableClock(database.connectionString, options.at ?? WORKDAY_MORNING, {
      runs: options.at === undefined,
    }));
  const clock = moved.now;
  const pool = new Pool({ connectionString: database.connectionString, max: 8 });
  const principals = options.principals ?? evaluationPrincipals(directory, clock());
  const issued = options.onto?.issued ?? [
    ...(await issueKeys(pool, principals, { label: 'test', nowMs: clock(), by: 'test' })),
  ];
  const log: LogLine[] = [];
  const kept = options.keptDirectory
    ? await directoryInDatabase(directory, pool, clock)
    : directoryInMemory(directory);
  const current = () => kept.watch.latest();
  const access: Access = await openAccess(pool, kept.watch, clock, USUAL_TERMS.session);

  /** Nobody acts with a key that was given to somebody else: a new holder has a new one. */
  async function keyNow(principal: string): Promise<string> {
    const given = issued.filter((one) => one.principal === principal);
    const seat = /^seat:(.+)$/.exec(principal)?.[1] ?? '';
    const holder = keyHolderOf(current(), seat, clock());
    if (holder === undefined) return given.at(-1)?.key ?? keyOf(principal);
    const found = given.find(({ person }) => person === holder.person);
    if (found !== undefined) return found.key;
    const terms = { label: `test ${holder.person}`, nowMs: clock(), by: 'test' };
    const [made] = await issueKeys(pool, [holder], terms);
    if (made === undefined) throw new Error(`No key was issued for ${principal}.`);
    issued.push(made);
    await access.refresh();
    return made.key;
  }

  function keyOf(principal: string): string {
    const key = issued.find((one) => one.principal === principal)?.key;
    if (key === undefined) throw new Error(`No key for ${principal}.`);
    return key;
  }

  const engine: Engine = createEngine(pool, createRegistry(workflows), clock, ENGINE_SETTINGS);
  const waiters = createInboxWaiters(8);
  wakeOnCommit(engine, waiters);
  const rulings = await watchRulings({ database: pool, registry: engine.registry });
  rulings.follow(engine);
  const boundaries = await watchBoundaries(pool);
  const files = await loadCalendar(join(projectRoot(), 'config', 'calendars'));
  await seedRegister(calendarRegister, pool, files, { by: 'test', at: isoOf(clock()) });
  const calendars = watchRegister(calendarRegister, pool, { now: () => performance.now() });
  await calendars.current();
  const deps: DoorDeps = {
    engine,
    pool,
    access,
    clock,
    county: {
      directory: current,
      routing: () =>
        withBoundaries(
          prepareRouting({
            directory: current(),
            rules: { version: 'none', rules: [] },
            precedents: rulings.current(),
            text: options.text,
          }),
          boundaries.current().map(({ boundary }) => boundary),
        ),
      calendar: () => calendars.latest().calendar,
      limits: () => countyLimits,
      ladder: () => shippedLadder,
    },
    watch: kept.watch,
    calendars,
    rulings,
    boundaries,
    categories: taxonomyCategories,
    waiters,
    log: {
      info: (fields, text) => void log.push({ level: 'info', fields, text }),
      warn: (fields, text) => void log.push({ level: 'warn', fields, text }),
      error: (fields, text) => void log.push({ level: 'error', fields, text }),
    },
    settings: { ...SETTINGS, ...options.settings },
    readiness,
    metrics: new MetricsRegistry(),
    prove: async () =>
      reportOf(
        await proveAll(pool, workflows, current(), { now: clock, calendar: calendars.latest().calendar }),
        1,
      ),
  };
  const door: Door = createDoor(deps, routes);
  const port = await door.listen('127.0.0.1', 0);
  const contract = contractOf(routes, workflows);

  return {
    port,
    contract,
    door,
    deps,
    database,
    moved,
    inDays: (days) => isoOf(clock() + days * DAY_MS),
    engine,
    pool,
    access,
    log,
    issued,
    keyOf,
    as: (seat: string | undefined) =>
      caller(
        port,
        contract,
        seat === undefined ? undefined : () => keyNow(seat.startsWith('machine:') ? seat : `seat:${seat}`),
      ),
    async errandAt(owner, parent) {
      const input = { title: '送文件', seat: 'x' };
      const { id } = await engine.submit({
        workflow: 'errand',
        input,
        actor: ENGINE_ACTOR,
        ...(parent === undefined ? {} : { parent }),
      });
      const prepare = () => Promise.resolve({ type: 'prepared', data: { owner } });
      await createWork(pool, engine, { prepare }, WORK)({ tasks: [id] });
      return id;
    },
    async count(sql, values = []) {
      const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, [...values]);
      return rows[0]?.n ?? -1;
    },
    setDirectory(next: Directory): void {
      kept.put(next);
    },
    async tally(): Promise<string> {
      const { rows } = await pool.query<{ tally: string }>(
        `SELECT concat_ws(' ', (SELECT count(*) FROM task), (SELECT count(*) FROM event),
          (SELECT count(*) FROM effect), (SELECT count(*) FROM idempotency),
          (SELECT coalesce(sum(revision), 0) FROM task), (SELECT count(*) FROM directory_version),
          (SELECT count(*) FROM calendar_version),
          (SELECT coalesce(sum(revision), 0) FROM handover)) AS tally`,
      );
      return rows[0]?.tally ?? '';
    },
    raw: (request) => sendRaw(port, request),
    async close(): Promise<void> {
      await door.close(1_000);
      access.close();
      await pool.end();
      if (options.onto !== undefined) return;
      await moved.close();
      await database.drop();
    },
  };
}
