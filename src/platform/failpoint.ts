import { setTimeout as delay } from 'node:timers/promises';

/**
 * The named points at which a fault test may break a process: D the HTTP door, C the group commit (one statement, so
 * there is nothing between its rows), R the ringing of doorbells, W the worker, T the timers, K a changed calendar.
 */
export const failpoints = [
  'D1-request-checked',
  'D2-reply-unwritten',
  'C1-commit-gathered',
  'C2-commit-sent',
  'C3-committed-unanswered',
  'R1-effects-claimed',
  'R2-doorbell-sent',
  'R3-doorbell-rung',
  'W1-job-fetched',
  'W2-effect-decided',
  'W3-effects-done-unacknowledged',
  'W4-draining',
  'T1-timer-claimed',
  'T2-timer-fired',
  'T3-timer-dropped-unsettled',
  'K1-calendar-committed',
  'K2-calendar-page-told',
] as const;

export type Failpoint = (typeof failpoints)[number];

interface Plan {
  readonly point: Failpoint;
  readonly action: 'kill' | 'pause' | 'throw';
  /** The visit at which it strikes, from 1. */
  readonly nth: number;
  /** Milliseconds from the visit to a kill, so that what was sent is under way. */
  readonly afterMs: number;
}

/** Long enough for every lock and lease to run out; the test resumes or kills the process. */
const PAUSE_MS = 3_600_000;

const plan = planOf(process.env.FAILPOINT);
let visits = 0;

/**
 * Marks a point at which a fault may be planted; does nothing, in nanoseconds, unless FAILPOINT names it.
 * Awaited, it can pause; a synchronous place calls it too, where `pause` has no effect.
 */
export function failpoint(point: Failpoint): Promise<void> | undefined {
  if (plan === undefined || plan.point !== point) return undefined;
  visits += 1;
  return visits === plan.nth ? strike(plan) : undefined;
}

/** Reads `name:kill|pause|throw[:nth[:milliseconds]]`; a name or action that does not exist is refused. */
export function planOf(text: string | undefined): Plan | undefined {
  if (text === undefined || text === '') return undefined;
  const [name = '', action, nth = '1', after = '0'] = text.split(':');
  const point = failpoints.find((known) => known === name || known.split('-')[0] === name);
  if (point === undefined)
    throw new Error(`FAILPOINT=${text}: no point "${name}"; known: ${failpoints.join(', ')}.`);
  if (action !== 'kill' && action !== 'pause' && action !== 'throw') {
    throw new Error(`FAILPOINT=${text}: action "${action ?? ''}"; expected kill, pause or throw.`);
  }
  const visit = Number(nth);
  if (!Number.isInteger(visit) || visit < 1)
    throw new Error(`FAILPOINT=${text}: visit "${nth}"; expected 1, 2, …`);
  const afterMs = Number(after);
  if (!Number.isInteger(afterMs) || afterMs < 0)
    throw new Error(`FAILPOINT=${text}: delay "${after}"; expected milliseconds.`);
  return { point, action, nth: visit, afterMs };
}

function strike({ point, action, afterMs }: Plan): Promise<void> | undefined {
  process.stderr.write(`FAILPOINT ${point}: ${action}\n`);
  if (action === 'throw') throw new Error(`failpoint ${point}`);
  if (action === 'kill' && afterMs > 0) {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), afterMs);
    return undefined;
  }
  if (action === 'kill') process.kill(process.pid, 'SIGKILL');
  return delay(PAUSE_MS); // also after kill: the signal lands before anything else happens
}
