import type pg from 'pg';
import type { Registry as MetricsRegistry } from 'prom-client';
import type { Access } from '../access/access.ts';
import type { ProofReport } from '../audit/proof-report.ts';
import type { CalendarWatch } from '../calendar/store/calendar-register.ts';
import type { DirectoryWatch } from '../directory/store/directory-register.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../platform/clock.ts';
import type { County } from '../tasks/county.ts';
import type { InboxWaiters } from '../tasks/inbox/inbox-waiters.ts';
import type { BoundaryWatch } from '../tasks/precedents/boundary-watch.ts';
import type { RulingWatch } from '../tasks/precedents/ruling-watch.ts';

/** Where the door writes what operators should know; a pino logger fits. */
export interface DoorLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface DoorSettings {
  /** Largest JSON body in bytes; a larger one is refused with 413. */
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  /** Seconds within which a whole request must have arrived. */
  readonly requestSeconds: number;
  /** Hours for which an answer is kept under its Idempotency-Key. */
  readonly idempotencyHours: number;
  /** Whether requests from this machine may read metrics without a key; never behind a proxy on the same machine. */
  readonly metricsFromLoopback: boolean;
}

/** Says whether a part the door depends on works; rejects or throws where it does not. */
export type ReadinessCheck = () => Promise<void> | void;

/** All that handlers may use beyond the request; the composition root hands it in. */
export interface DoorDeps {
  readonly engine: Engine;
  readonly pool: pg.Pool;
  readonly access: Access;
  readonly clock: Clock;
  readonly county: County;
  /** Where changes of the directory are made; `county.directory` sees them when they are. */
  readonly watch: DirectoryWatch;
  /** Where changes of the calendar are made; `county.calendar` sees them when they are. */
  readonly calendars: CalendarWatch;
  /** The precedents in force; `county.routing` goes by them. */
  readonly rulings: Pick<RulingWatch, 'current' | 'refresh'>;
  /** The boundaries that the task force has drawn; `county.routing` goes by them. */
  readonly boundaries: BoundaryWatch;
  /** Categories in which units may declare duties. */
  readonly categories: ReadonlySet<string>;
  /** Whoever waits for news of a seat's queue. */
  readonly waiters: InboxWaiters;
  readonly log: DoorLog;
  readonly settings: DoorSettings;
  /** By name; all must pass for /readyz to answer 200. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  readonly metrics: MetricsRegistry;
  /** The evaluation mode keeps a file of keys; undefined where keys are issued one by one. */
  readonly evaluation?: { readonly file: string; extend(): Promise<void> } | undefined;
  /** Verifies the whole history; whoever asks meanwhile gets the same result. */
  readonly prove: () => Promise<ProofReport>;
}
