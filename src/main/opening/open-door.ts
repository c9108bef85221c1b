import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { Registry as MetricsRegistry } from 'prom-client';
import { openAccess } from '../../access/access.ts';
import { accountTermsOf } from '../../access/accounts/account-terms.ts';
import { watchReadiness } from '../../doctor/watch-readiness.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RuntimeFigures } from '../../engine/runtime.ts';
import { createDoor } from '../../http/door.ts';
import type { DoorDeps } from '../../http/door-deps.ts';
import type { LedgerClock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import type { Lifecycle } from '../../platform/process/lifecycle.ts';
import type { Log } from '../../platform/process/log.ts';
import { createInboxWaiters, wakeOnCommit } from '../../tasks/inbox/inbox-waiters.ts';
import { type EvaluationKeys, openEvaluationKeys } from './evaluation-keys.ts';
import { gaugeFigures } from './gauge-figures.ts';
import type { OpenedCounty } from './open-county.ts';

export interface OpenedDoor {
  readonly url: string;
  /** Where the evaluation keys lie; undefined where there are none. */
  readonly keysFile: string | undefined;
  /** Wakes those who wait at these seats, or everybody. */
  wake(seats: readonly string[] | undefined): void;
  /** Tells clients to turn elsewhere, and resolves when they have had the time for it. */
  drain(): Promise<void>;
}

export interface DoorParts {
  readonly engine: Engine;
  readonly readers: pg.Pool;
  /** On which commits go. */
  readonly writers: pg.Pool;
  readonly county: OpenedCounty;
  readonly clock: LedgerClock;
  readonly config: Config;
  /** Of the work in this process; undefined where it does none. */
  readonly figures: RuntimeFigures | undefined;
  readonly embedded: boolean;
  readonly prove: DoorDeps['prove'];
  readonly lifecycle: Lifecycle;
  readonly log: Log;
}

/** Waiting requests that one caller may have open. */
const WAITS_PER_CALLER = 64;

/** Opens the HTTP door over what was opened before it, and has it listen. */
export async function openDoor(parts: DoorParts): Promise<OpenedDoor> {
  const { engine, readers, county, clock, config, lifecycle, log } = parts;
  const terms = accountTermsOf(config.signIn);
  const access = await openAccess(readers, county.watch, clock.now, terms.session);
  lifecycle.onStop('access', () => access.close());
  const evaluation = await evaluationKeys(parts, () => access.refresh());
  const waiters = createInboxWaiters(WAITS_PER_CALLER);
  wakeOnCommit(engine, waiters);
  const metrics = new MetricsRegistry();
  const readiness = await watchReadiness(parts.writers, engine, (error) => {
    log.warn({ error }, 'What a ready door promises was tried and failed.');
  });
  lifecycle.onStop('readiness', () => readiness.stop());
  gaugeFigures(metrics, parts.figures, waiters);

  const door = createDoor({
    engine,
    pool: readers,
    access,
    clock: clock.now,
    county,
    watch: county.watch,
    calendars: county.calendars,
    rulings: county.rulings,
    boundaries: county.boundaries,
    categories: county.categories,
    waiters,
    log,
    settings: {
      ...config.limits,
      idempotencyHours: config.idempotencyHours,
      metricsFromLoopback: config.metricsFromLoopback,
      signIn: { publicUrl: config.publicUrl, ...waysIn(config, evaluation), terms },
    },
    readiness: {
      stopping: () => {
        if (lifecycle.isStopping()) throw new Error('The process is stopping.');
      },
      database: async () => {
        await readers.query('SELECT 1');
      },
      ...readiness.checks,
    },
    metrics,
    prove: parts.prove,
    evaluation,
  });
  const port = await door.listen(config.host, config.port);
  lifecycle.onStop('door', async () => {
    waiters.release();
    await door.close();
  });
  const url =
    config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  log.info({ url }, 'The door is open.');
  return {
    url,
    keysFile: evaluation?.file,
    wake: (seats) => waiters.wake(seats),
    async drain() {
      door.drain();
      await delay(config.drainSeconds * 1_000);
    },
  };
}

async function evaluationKeys(
  { readers, county, clock, config, embedded, lifecycle, log }: DoorParts,
  onMade: () => Promise<void>,
): Promise<EvaluationKeys | undefined> {
  if (!(config.evaluationKeys ?? embedded)) return undefined;
  const file = join(resolve(config.dataDir), 'keys.json');
  const onError = (error: unknown) =>
    log.warn({ error, file }, 'The evaluation keys could not be kept in step with the seats.');
  const onPutAside = (aside: string) =>
    log.warn(
      { file, aside },
      'The file of keys was of another ledger: it was put aside, and new keys were issued.',
    );
  const terms = { directory: county.directory, clock: clock.now, file, onMade, onPutAside, onError };
  const keys = await openEvaluationKeys(readers, terms);
  lifecycle.onStop('evaluation keys', () => keys.stop());
  return keys;
}

/** Whether a name is this machine's own. */
function isLoopback(name: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/.test(name);
}

/**
 * Passwords come in over TLS, or from this machine alone. Whoever reaches a demo takes any seat: by itself it is one only
 * where nobody but this machine can.
 */
function waysIn(
  { signIn, host, publicUrl }: Config,
  evaluation: EvaluationKeys | undefined,
): { readonly passwords: boolean; readonly demo: boolean } {
  const isOfThisMachine =
    isLoopback(host) && (publicUrl === undefined || isLoopback(new URL(publicUrl).hostname));
  return {
    passwords: isOfThisMachine || publicUrl?.startsWith('https:') === true,
    demo: signIn.demo ?? (evaluation !== undefined && isOfThisMachine),
  };
}
