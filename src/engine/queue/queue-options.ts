import type { JobsOptions } from 'bullmq';
import { newId } from '../../platform/ids.ts';

/** A doorbell that nobody heard is not worth keeping: the ledger rings anew. */
export const RING_OPTIONS: JobsOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/**
 * A fresh id for every ring: a custom id that is still in a finished set would be ignored silently (bullmq #1337),
 * and one that looks like a number is refused.
 */
export function ringId(nowMs: number): string {
  return `ob-${newId(nowMs)}`;
}

/** A dead worker's jobs are taken over within lock + stalled check, below the 20 s that recovery may take. */
export const WORKER_OPTIONS = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 100,
  drainDelay: 2,
  /** After a refused connection; BullMQ would wait 15 s. */
  runRetryDelay: 1_000,
} as const;
