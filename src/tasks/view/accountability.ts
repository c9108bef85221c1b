import type { Directory } from '../../directory/directory.ts';
import { answerTimeline } from '../../directory/resolve/answer-timeline.ts';
import type { AlarmCode, Explanation, Via } from '../../directory/resolve/resolution.ts';
import { type AmendingChange, readAmendingChanges } from '../../directory/store/read-amending-changes.ts';
import type { Title } from '../../engine/definition/define.ts';
import { taskNotFound } from '../../engine/steps/task-refusals.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { type OwnerRow, selectOwners } from '../store/overdue/select-owners.ts';
import { eventTitle } from './event-titles.ts';
import type { Sources } from './sources.ts';

/** A stretch of a task's life during which the same person answered for it, through the same seat by the same rule. */
export interface AccountabilitySpan {
  /** ISO instants, from inclusive, until exclusive. */
  readonly from: string;
  readonly until: string;
  /** The accountable seat, and the one through which the person answered for it. */
  readonly seat: string;
  readonly answeringSeat: string;
  readonly person: Named;
  readonly via: Via;
  readonly onBehalfOf?: Named;
  /** Where the seat's unit was abolished: the seat that took over. */
  readonly movedTo?: string;
  readonly reason: Explanation;
  readonly alarm?: Explanation & { readonly code: AlarmCode };
  /** The event that brought the task to the seat. */
  readonly broughtBy: { readonly revision: number; readonly type: string; readonly title: Title };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A seat that a task came to. */
export interface OwnerChange {
  readonly owner: string;
  /** ISO instant. */
  readonly at: string;
  readonly broughtBy: AccountabilitySpan['broughtBy'];
}

/** Who answered for a task, from its first event until it was closed, or until now. */
export interface Accountability {
  readonly task: string;
  readonly from: string;
  readonly until: string;
  /** False while the task is open: then `until` is the instant of asking. */
  readonly closed: boolean;
  /** Of these the people and reasons are read. */
  readonly directoryVersion: number;
  readonly spans: readonly AccountabilitySpan[];
  /** Where the past was recorded afterwards, so that another person answered than was told before. */
  readonly amendments: readonly AmendedSpan[];
}

/** A stretch of a seat's past that a later change of the directory recorded otherwise. */
export interface AmendedSpan {
  readonly seat: string;
  /** ISO instants. */
  readonly from: string;
  readonly until: string;
  /** Who was said to answer until then; null for a seat that was not known. */
  readonly before: Named | null;
  readonly after: Named;
  readonly recordedAt: string;
  readonly version: number;
  readonly reason: string;
}

/** Who answered when, span by span; with `at` (ISO instant) the one span that covers it. Throws `not-found`, `query-invalid`. */
export async function readAccountability(
  { database, registry, county, clock }: Sources,
  task: string,
  at?: string,
): Promise<Accountability> {
  const rows = await selectOwners(database, task);
  const [first] = rows;
  if (first === undefined) throw taskNotFound(task);
  const definition = registry.all.find(({ name }) => name === first.workflow);
  const directory = county.directory();
  const now = isoOf(clock());
  const from = first.at.toISOString();
  const until = first.closed_at?.toISOString() ?? (now > from ? now : from);
  const spans = accountabilityOf(
    rows.map((row) => ownerChangeOf(row, eventTitle(definition, row.type, row.parent))),
    directory,
    { task, until },
  );
  const closed = first.closed_at !== null;
  const amendments = amendmentsOf(spans, await readAmendingChanges(database));
  const whole = { task, from, until, closed, directoryVersion: directory.version, spans, amendments };
  if (at === undefined) return whole;
  const span = spanCovering(whole, at);
  const then = amendments.filter((one) => one.from <= at && at < one.until);
  return { ...whole, spans: [span], amendments: then };
}

/** The amendments of the seats that answered for a task, while they did. */
function amendmentsOf(
  spans: readonly AccountabilitySpan[],
  changes: readonly AmendingChange[],
): readonly AmendedSpan[] {
  return changes.flatMap(({ version, at: recordedAt, reason, amended }) =>
    (amended ?? []).flatMap(({ seat, before, after, ...period }) => {
      const ends = period.until ?? recordedAt;
      return spans
        .filter((span) => span.seat === seat && span.from < ends && period.from < span.until)
        .map((span): AmendedSpan => {
          const from = period.from > span.from ? period.from : span.from;
          const until = ends < span.until ? ends : span.until;
          return { seat, from, until, before, after, recordedAt, version, reason };
        });
    }),
  );
}

function ownerChangeOf({ owner, at, revision, type }: OwnerRow, title: Title): OwnerChange {
  return { owner, at: at.toISOString(), broughtBy: { revision, type, title } };
}

/**
 * Cuts a task's life wherever another seat or another person comes to answer for it. The spans follow each other
 * without gap or overlap from the first change until `until` (ISO instant); changes at one instant leave only the last.
 */
export function accountabilityOf(
  changes: readonly OwnerChange[],
  directory: Directory,
  { task, until }: { readonly task: string; readonly until: string },
): readonly AccountabilitySpan[] {
  return changes.flatMap(({ owner, at, broughtBy }, place) => {
    const end = changes[place + 1]?.at ?? until;
    return answerTimeline(directory, owner, at, end, { task }).map(({ resolution, ...period }) => {
      const { answeringSeat, person, via, onBehalfOf, movedTo, reason, alarm } = resolution;
      return {
        ...period,
        seat: owner,
        answeringSeat,
        person: named(person),
        via,
        ...(onBehalfOf && { onBehalfOf: named(onBehalfOf) }),
        ...(movedTo !== undefined && { movedTo }),
        reason,
        ...(alarm && { alarm }),
        broughtBy,
      };
    });
  });
}

/** The span in which an instant lies; the instant of asking itself belongs to the last one while the task is open. */
function spanCovering({ spans, from, until, closed }: Accountability, asked: string): AccountabilitySpan {
  const at = isoOf(Date.parse(asked));
  const covering = spans.find((span) => span.from <= at && at < span.until);
  const found = covering ?? (!closed && at === until ? spans.at(-1) : undefined);
  if (found) return found;
  throw new Problem(
    'query-invalid',
    {
      zh: `at=${asked}：该任务自${countyMinuteOf(from)}起${closed ? `至${countyMinuteOf(until)}止` : '至今'}有人负责，请查询其间的时刻。`,
      en: `at=${asked}: somebody has answered for the task from ${countyMinuteOf(from)} ${closed ? `to ${countyMinuteOf(until)}` : 'until now'}; ask for an instant within that.`,
    },
    { from, until },
  );
}

function named({ id, name }: Named): Named {
  return { id, name };
}
