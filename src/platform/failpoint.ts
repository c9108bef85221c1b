import { setTimeout as delay } from 'node:timers/promises';

/**
 * The named points at which a fault test may break a process. Letters and order are those of the fault table:
 * A the HTTP door and its commit, R the dispatch of effects, W the worker, T the timers.
 */
export const failpoints = [
  'A1-commit-begun',
  'A2-task-written',
  'A3-event-written',
  'A4-effects-written',
  'A5-commit-sent',
  'A6-committed-unanswered',
  'R1-effects-claimed',
  'R2-doorbell-sent',
  'R3-doorbell-unmarked',
  'R4-mid-batch',
  'R5-dispatch-marked',
  'W1-job-fetched',
  'W2-in-transaction',
  'W3-effect-committed-unacknowledged',
  'W4-lock-renewal',
  'W5-sent-out-unrecorded',
  'W6-draining',
  'T1-timer-claimed',
  'T2-timer-fired',
  'T3-before-rearm',
] as const;

export type Failpoint = (typeof failpoints)[number];

interface Plan {
  readonly point: Failpoint;
  readonly action: 'kill' | 'pause' | 'throw';
  /** The visit at which it strikes, from 1. */
  readonly nth: number;
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

/** Reads `name:kill|pause|throw[:nth]`; a name or action that does not exist is refused. */
export function planOf(text: string | undefined): Plan | undefined {
  if (text === undefined || text === '') return undefined;
  const [name = '', action, nth = '1'] = text.split(':');
  const point = failpoints.find((known) => known === name || known.split('-')[0] === name);
  if (point === undefined)
    throw new Error(`FAILPOINT=${text}: no point "${name}"; known: ${failpoints.join(', ')}.`);
  if (action !== 'kill' && action !== 'pause' && action !== 'throw') {
    throw new Error(`FAILPOINT=${text}: action "${action ?? ''}"; expected kill, pause or throw.`);
  }
  const visit = Number(nth);
  if (!Number.isInteger(visit) || visit < 1)
    throw new Error(`FAILPOINT=${text}: visit "${nth}"; expected 1, 2, …`);
  return { point, action, nth: visit };
}

function strike({ point, action }: Plan): Promise<void> {
  process.stderr.write(`FAILPOINT ${point}: ${action}\n`);
  if (action === 'throw') throw new Error(`failpoint ${point}`);
  if (action === 'kill') process.kill(process.pid, 'SIGKILL');
  return delay(PAUSE_MS); // also after kill: the signal lands before anything else happens
}
