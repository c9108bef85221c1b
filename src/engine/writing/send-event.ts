import type pg from 'pg';
import type { EventEnvelope } from '../definition/define.ts';
import { judgedOf, judgingData } from '../steps/judge.ts';
import { logged } from '../steps/logged.ts';
import { advance } from '../steps/step.ts';
import type { Task } from '../steps/task.ts';
import type { TaskCache } from '../steps/task-cache.ts';
import { appliedElsewhere, stale, taskNotFound } from '../steps/task-refusals.ts';
import { readLogSince } from '../store/read-log-since.ts';
import { KeyTaken, type SendCommand } from './commands.ts';
import { type DecidedStep, decideInRaces } from './decide-in-races.ts';
import { newsIn } from './unseen.ts';
import type { WriteStep } from './write-step.ts';

/** A sender who saw a task so many events ago has to look again. */
const MOST_UNSEEN = 500;

/** What sending and firing are done with. */
export interface StepParts {
  readonly pool: pg.Pool;
  readonly cache: TaskCache;
  readonly write: WriteStep;
  readonly envelopeOf: (actor: EventEnvelope['actor'], after?: Task) => EventEnvelope;
}

/** Sends an event to a task, on the revision that its sender saw or on the newest. */
export async function sendEvent(parts: StepParts, command: SendCommand): Promise<Task> {
  const { pool, cache, write } = parts;
  const { taskId, event, consumes, answering } = command;
  let { expected } = command;

  /** What the sender has not seen is refused or passed over; after that the newest is decided on. */
  async function caughtUp(task: Task, kept: boolean, seen: number): Promise<'anew'> {
    const newest = kept ? await cache.newest(taskId) : task;
    if (newest === undefined) throw taskNotFound(taskId);
    await refuseUnseen(pool, newest, event.type, seen);
    expected = newest.revision;
    return 'anew';
  }

  /** A cached revision may be old: before refusing, the newest is decided on. */
  async function refusedUnlessOld(task: Task, error: unknown): Promise<'anew'> {
    if ((await cache.newest(taskId))?.revision === task.revision) throw error;
    return 'anew';
  }

  const raced = await decideInRaces(cache, write, {
    taskId,
    consumes,
    answering,
    decide(task, kept) {
      if (expected !== undefined && expected !== task.revision) return caughtUp(task, kept, expected);
      try {
        return decideEvent(parts, command, task);
      } catch (error) {
        if (!kept) throw error;
        return refusedUnlessOld(task, error);
      }
    },
  });
  if (raced === 'key-taken') throw new KeyTaken();
  if (raced === 'effect-gone') throw appliedElsewhere();
  if (typeof raced === 'string') throw taskNotFound(taskId);
  return raced;
}

function decideEvent({ envelopeOf }: StepParts, command: SendCommand, task: Task): DecidedStep {
  const envelope = envelopeOf(command.actor, task);
  const relations = command.relations(task);
  const { event, judge } = command;
  const about = { definition: task.definition, task, type: event.type, at: envelope.at };
  const judging = judgingData(judge, about);
  const step = advance(task.definition, task.snapshot, event, envelope, relations, judging);
  judge?.step(judgedOf(about, step.data), step);
  return { step, event: logged(task.definition, envelope, event.type, step.data) };
}

/** Throws `revision-stale` where a task holds news that the sender of an event decides on, since the revision they saw. */
async function refuseUnseen(pool: pg.Pool, task: Task, type: string, seen: number): Promise<void> {
  if (seen === task.revision) return;
  const log = await readLogSince(pool, task.id, seen, MOST_UNSEEN);
  const reaches = log[0]?.revision === seen && (log.at(-1)?.revision ?? 0) >= task.revision;
  const { events } = task.definition;
  const news = newsIn(log, events[type]?.sees, (past) => events[past]?.routine ?? !(past in events));
  if (reaches && news === undefined) return;
  const title = events[news?.type ?? '']?.title;
  throw stale(task, seen, news && { ...news, title: title ?? { zh: news.type, en: news.type } });
}
