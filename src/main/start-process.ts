import { calendarRegister } from '../calendar/store/calendar-register.ts';
import { directoryRegister } from '../directory/store/directory-register.ts';
import { startCommitNews } from '../engine/log/commit-news.ts';
import { startDispatch, startRuntime } from '../engine/runtime.ts';
import type { Config } from '../platform/config/config-schema.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { createLifecycle, type Lifecycle, STOP_LIMIT_MS } from '../platform/process/lifecycle.ts';
import type { Log } from '../platform/process/log.ts';
import { channelOf } from '../register/register.ts';
import { createCountyEffects } from '../tasks/answers/county-effects.ts';
import { type CalendarCarry, startCalendarCarry } from '../tasks/clock/carry-calendar.ts';
import { BOUNDARY_CHANNEL } from '../tasks/store/precedents/boundaries.ts';
import { PRECEDENT_CHANNEL } from '../tasks/store/precedents/withdraw-precedent.ts';
import { openCounty } from './opening/open-county.ts';
import { type OpenedDoor, openDoor } from './opening/open-door.ts';
import { openEngine } from './opening/open-engine.ts';
import { openLedger } from './opening/open-ledger.ts';
import { proveApart } from './prove-apart.ts';

/** How often a worker looks for a calendar that was not carried all the way. */
const CARRY_EVERY_MS = 1_000;

/** `all` serves and works in one process; `api` only serves, `worker` only works. */
export type Part = 'all' | 'api' | 'worker';

export interface StartedProcess {
  readonly lifecycle: Lifecycle;
  /** Absent in a worker. */
  readonly door: OpenedDoor | undefined;
}

/** Starts a process of the given part: ledger, engine, county, work, door; stops again what was started if one fails. */
export async function startProcess(part: Part, config: Config, log: Log): Promise<StartedProcess> {
  const lifecycle = createLifecycle(
    log,
    STOP_LIMIT_MS + (part === 'worker' ? 0 : config.drainSeconds * 1_000),
  );
  try {
    return { lifecycle, door: await start(part, config, lifecycle, log) };
  } catch (error) {
    await lifecycle.stop('the start failed');
    throw error;
  }
}

async function start(
  part: Part,
  config: Config,
  lifecycle: Lifecycle,
  log: Log,
): Promise<OpenedDoor | undefined> {
  const migrating = config.migrateAtStart ? 'apply' : 'only-if-empty';
  const terms = { migrating, needsQueue: part !== 'api' } as const;
  const { databaseUrl, queue, embedded } = await openLedger(config, terms, lifecycle, log);
  const { engine, pool, clock } = await openEngine(databaseUrl, config, lifecycle, log);
  const readers = createPool({ connectionString: databaseUrl, name: 'onedoor-readers', size: 6 }, log);
  lifecycle.onStop('readers pool', () => readers.end());
  const county = await openCounty(readers, engine.registry, config, clock.now, lifecycle, log);
  county.rulings.follow(engine);

  let carry: CalendarCarry | undefined;
  const figures = part === 'api' ? startBell() : startWork();
  const door =
    part === 'worker'
      ? undefined
      : await openDoor({
          engine,
          readers,
          writers: pool,
          county,
          clock,
          config,
          figures,
          embedded,
          prove: proveApart(databaseUrl, lifecycle),
          lifecycle,
          log,
        });
  const news = startCommitNews(databaseUrl, pool, engine, {
    onNews: door && ((topics) => door.wake(topics)),
    channels: {
      [channelOf(directoryRegister)]: () => follow(county.watch.refresh()),
      [channelOf(calendarRegister)]: () => follow(county.calendars.refresh()),
      [PRECEDENT_CHANNEL]: () => follow(county.rulings.refresh()),
      [BOUNDARY_CHANNEL]: () => follow(county.boundaries.refresh()),
    },
    onError: (error) => {
      log.warn({ error }, 'News from other processes is interrupted; waiting readers are served later.');
    },
  });
  lifecycle.onStop('news', () => news.stop());
  // The first of all steps: whatever serves has to be there until clients have turned elsewhere.
  if (door !== undefined && config.drainSeconds > 0) lifecycle.onStop('draining', () => door.drain());
  return door;

  /** Another process changed directory, calendar or precedents; where this fails, the next look at the version makes up for it. */
  function follow(refreshing: Promise<unknown>): void {
    refreshing.then(
      () => {
        carry?.wake();
        door?.wake(undefined);
      },
      (error: unknown) => {
        log.warn({ error }, 'A change of directory, calendar or precedents could not be read yet.');
      },
    );
  }

  function startBell() {
    const dispatch = startDispatch(engine, queue, log);
    lifecycle.onStop('doorbell', () => dispatch.stop());
    return undefined;
  }

  function startWork() {
    const runtime = startRuntime(
      pool,
      engine,
      queue,
      createCountyEffects(county, clock.now),
      {
        reconcileSeconds: config.engine.reconcileSeconds,
        maxAttempts: config.engine.maxAttempts,
        workerConcurrency: config.engine.workerConcurrency,
        watchdogSeconds: config.watchdogSeconds,
        keyHours: config.idempotencyHours,
        onWedged: (reason) => {
          log.fatal(
            { reason },
            'The worker is up but does not work; the process ends so that it is started anew.',
          );
          void lifecycle.stop('wedged').then(() => process.exit(1));
        },
      },
      log,
    );
    lifecycle.onStop('work', () => runtime.stop());
    carry = startCalendarCarry(
      { pool: readers, engine, watch: county.calendars, county, clock: clock.now },
      {
        everyMs: CARRY_EVERY_MS,
        onError: (error) => {
          log.warn({ error }, 'A changed calendar could not be carried to the open tasks yet.');
        },
      },
    );
    const carrying = carry;
    lifecycle.onStop('calendar carry', () => carrying.stop());
    return runtime.figures;
  }
}
