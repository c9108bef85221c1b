import type pg from 'pg';
import { deadlineUnder } from '../../calendar/preview-calendar.ts';
import { MINUTE_MS } from '../../calendar/shanghai-time.ts';
import {
  type CarryState,
  holdCarry,
  noteCarried,
  noteWalked,
  readCarry,
} from '../../calendar/store/calendar-carry.ts';
import type { CalendarWatch } from '../../calendar/store/calendar-register.ts';
import { ENGINE } from '../../engine/definition/define.ts';
import type { Engine } from '../../engine/engine.ts';
import { ENGINE_RELATIONS } from '../../engine/steps/step.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import { failpoint } from '../../platform/failpoint.ts';
import { pause } from '../../platform/pause.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { County } from '../county.ts';
import {
  selectOpenDeadline,
  selectOpenDeadlines,
  type TaskDeadline,
} from '../store/overdue/select-open-deadlines.ts';
import type { ReadBy } from '../view/kept-by-revision.ts';
import { limitsUnder } from './limits-under.ts';
import { rungsFor } from './rungs-for.ts';

const PAGE = 200;

/**
 * A process that has not heard of a new calendar yet may still count by the old one. It hears within seconds, so that
 * a second walk, begun this long after the change, finds whatever such a process has dispatched meanwhile.
 */
const SETTLED_AFTER_SECONDS = 15;

export interface CarryParts {
  readonly pool: pg.Pool;
  readonly engine: Pick<Engine, 'send' | 'read' | 'registry'>;
  readonly watch: CalendarWatch;
  /** What the rungs of a due date are counted by; its calendar is that of the watch. */
  readonly county: County;
  readonly clock: Clock;
}

export interface CalendarCarry {
  /** Looks at once: there is a new version. */
  wake(): void;
  stop(): Promise<void>;
}

/** Carries each new version of the calendar to the open tasks, until stopped; what a dead process left is taken up. */
export function startCalendarCarry(
  parts: CarryParts,
  settings: { readonly everyMs: number; readonly onError: (error: unknown) => void },
): CalendarCarry {
  const stopping = new AbortController();
  let waking = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        while (!stopping.signal.aborted && (await carryPage(parts)));
      } catch (error) {
        settings.onError(error);
      }
      await pause(settings.everyMs, AbortSignal.any([stopping.signal, waking.signal]));
      waking = new AbortController();
    }
  })();
  return {
    wake: () => {
      waking.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/**
 * Tells one page of open tasks what the calendar in force makes of their due dates; true where there is more to do at
 * once. What was told and not noted, because the process died, is looked at again and needs no telling.
 */
export async function carryPage(parts: CarryParts): Promise<boolean> {
  const { pool, watch } = parts;
  const waiting = await readCarry(pool);
  if (waiting === undefined || isEarly(waiting)) return false;
  return inTransaction(pool, async (client) => {
    const state = await holdCarry(client);
    if (state === undefined || isEarly(state)) return false;
    const { version } = await watch.refresh();
    // A newer one has come meanwhile, with a row of its own.
    if (version !== state.version) return true;
    const { dueKey, taskId } = state;
    const after = dueKey === null || taskId === null ? undefined : { dueKey, id: taskId };
    const { deadlines, next } = await selectOpenDeadlines(readBy(parts), after, PAGE);
    await Promise.all(deadlines.map((deadline) => tell(parts, deadline)));
    await failpoint('K2-calendar-page-told');
    if (next === undefined) await noteWalked(client, version, { isLast: state.walks > 0 });
    else await noteCarried(client, version, next);
    return next !== undefined;
  });
}

function readBy({ pool, engine }: CarryParts): ReadBy {
  return { database: pool, registry: engine.registry };
}

/** The first walk begins at once, the last one when every process has heard of the version. */
function isEarly({ walks, ageSeconds }: CarryState): boolean {
  return walks > 0 && ageSeconds < SETTLED_AFTER_SECONDS;
}

/** Tells a task what has moved for it, counted anew as often as it changes meanwhile; nothing where nothing has. */
async function tell(parts: CarryParts, seen: TaskDeadline): Promise<void> {
  for (let deadline: TaskDeadline | undefined = seen; deadline !== undefined; ) {
    const data = await newsFor(parts, deadline);
    if (data === undefined || (await hasHeard(parts.engine, deadline, data))) return;
    deadline = await selectOpenDeadline(readBy(parts), deadline.id);
  }
}

async function newsFor(
  { county, clock, engine }: CarryParts,
  deadline: TaskDeadline,
): Promise<object | undefined> {
  const calendar = county.calendar();
  const { effect, at: dueAt, provisional } = deadlineUnder(calendar, deadline);
  const { from, suspendedMinutes = 0, urgent } = deadline;
  const rungs = rungsFor(county, { from, dueAt, suspendedMinutes, now: isoOf(clock()), urgent });
  const known = new Map(deadline.rungs.map(({ key, at }) => [key, Date.parse(at)]));
  // The warning days before a date may move although the date stays.
  const shifted = rungs.some(
    ({ key, at }) => Math.abs(Date.parse(at) - (known.get(key) ?? Number.NaN)) >= MINUTE_MS,
  );
  const task = await engine.read(deadline.id);
  const beside = task === undefined ? undefined : limitsUnder(county, task);
  return effect === 'unchanged' && !shifted && beside === undefined
    ? undefined
    : { dueAt, provisional, rungs, calendar: calendar.version, ...beside };
}

/** False where the task has changed since it was read, so that what it is to be told must be counted anew. */
async function hasHeard(
  engine: CarryParts['engine'],
  { id: taskId, revision: expected, news: type }: TaskDeadline,
  data: object,
): Promise<boolean> {
  try {
    const event = { type, data };
    await engine.send({ taskId, event, actor: ENGINE, relations: () => ENGINE_RELATIONS, expected });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'revision-stale') return false;
    // A task that has ended, or whose clock stands still, counts anew by itself when it goes on.
    if (['event-not-accepted', 'guard-failed', 'event-unknown'].includes(error.code)) return true;
    throw error;
  }
}
