import type { Registry as MetricsRegistry } from 'prom-client';
import type { Access } from '../access/access.ts';
import type { Desk } from '../app/desk.ts';
import type { ProofReport } from '../audit/proof-report.ts';
import type { InboxWaiters } from '../tasks/inbox/inbox-waiters.ts';
import type { SignInSettings } from './request/session-cookie.ts';

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
  readonly signIn: SignInSettings;
}

/** Says whether a part the door depends on works; rejects or throws where it does not. */
export type ReadinessCheck = () => Promise<void> | void;

/** All that handlers may use beyond the request; the composition root hands it in. */
export interface DoorDeps extends Desk {
  readonly access: Access;
  /** Those who wait for news of a seat's queue. */
  readonly waiters: InboxWaiters;
  readonly log: DoorLog;
  readonly settings: DoorSettings;
  /** By name; all must pass for /readyz to answer 200. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  readonly metrics: MetricsRegistry;
  /** Verifies the whole history; callers meanwhile get the same result. */
  readonly prove: () => Promise<ProofReport>;
}
