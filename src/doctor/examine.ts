import { statfs } from 'node:fs/promises';
import type pg from 'pg';
import type { Calendar } from '../calendar/calendar.ts';
import { type CarryState, readCarry } from '../calendar/store/calendar-carry.ts';
import type { Registry } from '../engine/definition/registry.ts';
import type { QueueBackend } from '../engine/queue/queue-backend.ts';
import { listParkedEffects, measureBacklog } from '../engine/store/effects-store.ts';
import { findUnloadableTasks } from '../engine/work/live-tasks.ts';
import { countyDayOf } from '../vocabulary/county-day.ts';
import { askDatabase, type DatabaseState } from './store/ask-database.ts';

export type Verdict = 'ok' | 'warn' | 'fail';

/** One thing the doctor looked at, with what to do about it. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly detail: string;
  /** Present where something should be done. */
  readonly advice?: string;
}

export interface Patient {
  readonly pool: pg.Pool;
  readonly queue: QueueBackend;
  readonly registry: Registry;
  readonly calendar: Calendar;
  readonly dataDir: string;
  readonly nowMs: number;
}

/** Looks at everything that can go wrong in the night; reads only. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const checks: readonly (() => Promise<readonly Finding[]>)[] = [
    async () => judgeDatabase(await askDatabase(patient.pool), patient.nowMs),
    () => examineQueue(patient.queue),
    () => examineWork(patient),
    () => Promise.resolve([judgeCalendar(patient.calendar, patient.nowMs)]),
    async () => judgeCarry(await readCarry(patient.pool)),
    () => examineDisk(patient.dataDir),
  ];
  const findings = await Promise.all(checks.map((check) => check().catch(failedCheck)));
  return [judgeNode(process.versions.node), ...findings.flat()];
}

function failedCheck(error: unknown): readonly Finding[] {
  const detail = error instanceof Error ? error.message : String(error);
  return [
    {
      check: 'examination',
      verdict: 'fail',
      detail,
      advice: 'See the detail; the check itself could not run.',
    },
  ];
}

/** Node 20.19+ or 22.12+ is needed; 20 has been past its end of life since April 2026. */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const check = 'node';
  if (major < 20 || (major === 20 && minor < 19)) {
    return { check, verdict: 'fail', detail: version, advice: 'Install Node 24 LTS (20.19 at least).' };
  }
  if (major === 20)
    return { check, verdict: 'warn', detail: version, advice: 'Node 20 gets no fixes: move to Node 24 LTS.' };
  return { check, verdict: 'ok', detail: version };
}

/** What the ledger must be: durable, able to search Chinese, in time with this machine. */
export function judgeDatabase(state: DatabaseState, nowMs: number): readonly Finding[] {
  const drift = Math.round(Math.abs(state.nowMs - nowMs));
  return [
    { check: 'postgresql', verdict: 'ok', detail: state.version },
    state.fsync === 'on' && state.synchronousCommit === 'on'
      ? { check: 'durability', verdict: 'ok', detail: 'fsync on, synchronous_commit on' }
      : {
          check: 'durability',
          verdict: 'fail',
          detail: `fsync ${state.fsync}, synchronous_commit ${state.synchronousCommit}`,
          advice: 'Set both to on: a 2xx answer must mean that the commit is on disk.',
        },
    state.chineseTrigrams > 0
      ? { check: 'chinese search', verdict: 'ok', detail: `${state.chineseTrigrams} trigrams` }
      : {
          check: 'chinese search',
          verdict: 'fail',
          detail: 'pg_trgm makes no trigrams of Chinese',
          advice:
            'Create the database with LC_CTYPE C.UTF-8 (initdb --locale-provider=builtin --builtin-locale=C.UTF-8).',
        },
    drift < 2_000
      ? { check: 'clock', verdict: 'ok', detail: `${drift} ms from the database` }
      : {
          check: 'clock',
          verdict: 'warn',
          detail: `${drift} ms from the database`,
          advice: 'Run a time service (NTP).',
        },
  ];
}

async function examineQueue(queue: QueueBackend): Promise<readonly Finding[]> {
  const check = `queue (${queue.kind})`;
  try {
    await queue.prepare();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      {
        check,
        verdict: 'fail',
        detail,
        advice: 'Work waits in the ledger until the queue is back; nothing is lost.',
      },
    ];
  }
  const warnings = await queue.warnings();
  if (warnings.length === 0) return [{ check, verdict: 'ok', detail: 'answers' }];
  return warnings.map((detail) => ({ check, verdict: 'warn', detail, advice: 'Set appendonly yes.' }));
}

async function examineWork({ pool, registry }: Patient): Promise<readonly Finding[]> {
  const [backlog, parked, unloadable] = await Promise.all([
    measureBacklog(pool),
    listParkedEffects(pool, 20),
    findUnloadableTasks(pool, registry),
  ]);
  const waiting = `${backlog.pending} effect(s) waiting, the oldest for ${Math.round(backlog.oldestSeconds)} s`;
  return [
    backlog.oldestSeconds > 60
      ? { check: 'work', verdict: 'warn', detail: waiting, advice: 'Is a worker running? See its log.' }
      : { check: 'work', verdict: 'ok', detail: waiting },
    ...parked.map(({ taskId, name, attempts, lastError }) => ({
      check: 'parked effect',
      verdict: 'fail' as const,
      detail: `${name} of task ${taskId} after ${attempts} attempts: ${lastError ?? 'no error kept'}`,
      advice: `Mend the cause, then: onedoor unpark ${taskId}`,
    })),
    ...unloadable.map(({ taskId, workflow, version, reason }) => ({
      check: 'live task',
      verdict: 'fail' as const,
      detail: `${taskId} (${workflow} v${version}): ${reason}`,
      advice: 'Deploy the program that knows this version, or add an upcaster.',
    })),
  ];
}

/** The State Council announces a year's holidays in the autumn before: from 1 November the next year is asked for. */
export function judgeCalendar(calendar: Calendar, nowMs: number): Finding {
  const [thisYear = 0, month = 0] = countyDayOf(nowMs).split('-').map(Number);
  const wanted = thisYear + (month >= 11 ? 1 : 0);
  const known = calendar.years.filter(({ confirmed }) => confirmed).map(({ year }) => year);
  const check = 'calendar';
  if (known.includes(wanted)) return { check, verdict: 'ok', detail: `${wanted} is confirmed` };
  return {
    check,
    verdict: 'warn',
    detail: `${wanted} is not confirmed: due dates in it count weekends only and are provisional`,
    advice: `When the State Council has announced it: onedoor calendar preview --file ${wanted}.yaml, then apply.`,
  };
}

/** A changed calendar reaches the open tasks within seconds, and is looked after once more within a minute. */
export function judgeCarry(waiting: CarryState | undefined): readonly Finding[] {
  if (waiting === undefined || waiting.ageSeconds < 60) return [];
  const { version, ageSeconds } = waiting;
  return [
    {
      check: 'changed calendar',
      verdict: 'warn',
      detail: `version ${version} of ${Math.round(ageSeconds)} s ago was not carried to all open tasks`,
      advice: 'Is a worker running? See its log.',
    },
  ];
}

async function examineDisk(dataDir: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(dataDir).catch(() => statfs('.'));
  const gib = (bavail * bsize) / 2 ** 30;
  const detail = `${gib.toFixed(1)} GiB free`;
  if (gib >= 2) return [{ check: 'disk', verdict: 'ok', detail }];
  return [
    {
      check: 'disk',
      verdict: gib < 0.5 ? 'fail' : 'warn',
      detail,
      advice: 'Make room: a full disk stops every write.',
    },
  ];
}
