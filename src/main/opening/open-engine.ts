import type pg from 'pg';
import { workflows } from '../../../workflows/index.ts';
import { childFaults } from '../../engine/definition/child-faults.ts';
import { effectFaults } from '../../engine/definition/effect-contract.ts';
import { projectStandings } from '../../engine/definition/project-standing.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { continueLog } from '../../engine/store/continue-log.ts';
import { findUnloadableTasks, type Unloadable } from '../../engine/work/live-tasks.ts';
import { createLedgerClock, type LedgerClock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { createPool } from '../../platform/postgres/pool.ts';
import type { Lifecycle } from '../../platform/process/lifecycle.ts';
import type { Log } from '../../platform/process/log.ts';
import { COUNTY_EFFECTS } from '../../tasks/answers/county-effects.ts';
import { expectHome } from './expect-home.ts';
import { keepNumberMarks } from './keep-number-marks.ts';

const SYNCHRONISE_EVERY_MS = 30_000;

/** The engine finds its rows by key alone; a plan made while the tables were small must not scan them when they are large. */
export const BY_KEY = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

export interface OpenedEngine {
  readonly engine: Engine;
  /** For the engine's statements. */
  readonly pool: pg.Pool;
  readonly clock: LedgerClock;
}

/** Opens the engine over a ledger; refuses to start over live tasks that this program cannot load, naming each. */
export async function openEngine(
  databaseUrl: string,
  config: Config,
  lifecycle: Lifecycle,
  log: Log,
): Promise<OpenedEngine> {
  const { committers, batchSize, reconcileSeconds, cacheCapacity } = config.engine;
  const pool = createPool(
    { connectionString: databaseUrl, name: 'onedoor-engine', size: committers + 4, settings: BY_KEY },
    log,
  );
  lifecycle.onStop('engine pool', () => pool.end());
  await expectHome(pool, config, log);
  const disagreed = [...effectFaults(workflows, COUNTY_EFFECTS), ...childFaults(workflows)];
  if (disagreed.length > 0) throw new Error(disagreed.join('\n'));
  const registry = createRegistry(workflows);
  const unloadable = await findUnloadableTasks(pool, registry);
  expectLoadable(unloadable);
  await projectStandings(pool, registry);
  if (await continueLog(pool))
    log.info(
      {},
      'This database counts from lower numbers than its log: it was restored. The log goes on above them.',
    );
  const clock = createLedgerClock(
    () => askTime(pool),
    (ms) => {
      log.error(
        { jumpSeconds: Math.round(ms / 1_000) },
        'ALARM: the clock of the database has jumped and the one of this machine has not; events go on by the time before. Set the clock of the database right.',
      );
    },
  );
  await clock.synchronise();
  const ticking = setInterval(() => {
    clock.synchronise().catch((error: unknown) => {
      log.warn({ error }, 'The clock could not be held against the database’s.');
    });
  }, SYNCHRONISE_EVERY_MS);
  lifecycle.onStop('clock', () => clearInterval(ticking));
  const keyHours = config.idempotencyHours;
  const settings = { reconcileSeconds, keyHours, batchSize, committers, cacheCapacity };
  const engine = createEngine(pool, registry, clock.now, settings);
  const marks = await keepNumberMarks(pool, engine, config, log);
  lifecycle.onStop('number marks', () => marks.stop());
  return { engine, pool, clock };
}

async function askTime(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms',
  );
  return Number(rows[0]?.ms);
}

/** Refuses to start over live tasks that this program cannot load. */
function expectLoadable(unloadable: readonly Unloadable[]): void {
  const later = unloadable.filter(({ isLater }) => isLater);
  if (later.length > 0) {
    const versions = [...new Set(later.map(({ workflow, version }) => `${workflow} ${version}`))].join(', ');
    throw new Error(
      `有 ${later.length} 件在办任务由更高版本的程序办理过（${versions}），不能退回本版本，请运行更高版本。 ` +
        `${later.length} live task(s) were written by a later program (${versions}): run that one; this one cannot go back.`,
    );
  }
  if (unloadable.length === 0) return;
  const lines = unloadable.map(
    (task) => `  ${task.taskId} ${task.workflow} v${task.version}: ${task.reason}`,
  );
  throw new Error(`${unloadable.length} live task(s) cannot be loaded by this program:\n${lines.join('\n')}`);
}
