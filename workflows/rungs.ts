import { z } from 'zod';
import { instant } from './fields.ts';

/** A rung of the supervision ladder as a task carries it; which code means what is the ladder's business. */
export const rung = z.strictObject({
  /** `code@cause`: it fires once per key. */
  key: z.string(),
  code: z.string(),
  at: instant,
  /** What spares the task the rung when its time has come. */
  unless: z
    .strictObject({
      after: instant.optional(),
      progress: z.int().optional(),
      answered: z.literal(true).optional(),
      received: z.literal(true).optional(),
    })
    .optional(),
  /** Key of the notice that it follows, e.g. of the letter that went unanswered: it is gone with that one's cause. */
  of: z.string().optional(),
});

/** A rung whose time has come: it fired, or the task was spared it. */
export const climbedRung = z.strictObject({
  key: z.string(),
  at: instant,
  fired: z.boolean(),
  of: z.string().optional(),
});

export type Rung = z.output<typeof rung>;
export type ClimbedRung = z.output<typeof climbedRung>;

/** Where a task stands on its ladder: the rungs to come, earliest first, and those behind it. */
export interface OnLadder {
  readonly rungs: readonly Rung[];
  readonly climbed: readonly ClimbedRung[];
}

/** What is known of a task when a rung's time has come. */
export interface Diligence {
  /** Per cent done as last reported; null where nobody said. */
  readonly percent: number | null;
  readonly claimed: boolean;
  readonly urgeAnswered: boolean;
  readonly received: boolean;
  /** True while the unit's clock stands still, since others decide: only the rungs of that decision run. */
  readonly held: boolean;
}

/**
 * The rungs to come with some added, each key once and never one whose time has come before. An urge that comes while an
 * earlier one waits for its answer arms nothing of its own.
 */
export function armed({ rungs, climbed }: OnLadder, added: readonly Rung[]): Rung[] {
  const known = new Set([...rungs, ...climbed].map(({ key }) => key));
  const waits = rungs.some(waitsForAnswer);
  const fresh = added.filter(
    (one) => !known.has(one.key) && known.add(one.key) && !(waits && waitsForAnswer(one)),
  );
  return [...rungs, ...fresh].toSorted(byTime);
}

/** The rungs to come after the due date moved: those of the old one make way, which may be the new one as well. */
export function rearmed(on: OnLadder, oldDueAt: string | null, added: readonly Rung[]): Rung[] {
  return armed({ ...on, rungs: withoutCause(on.rungs, oldDueAt) }, added);
}

/** The rungs to come once a cause is gone, and with it what followed from its notices. */
export function withoutCause(rungs: readonly Rung[], cause: string | null): Rung[] {
  return rungs.filter((one) => !isCausedBy(one, cause));
}

/** Whether a rung or notice goes back to a cause: its own, or that of the notice which it follows. */
export function isCausedBy(
  { key, of }: { readonly key: string; readonly of?: string | null | undefined },
  cause: string | null,
): boolean {
  return causeOf(key) === cause || (of != null && causeOf(of) === cause);
}

/** The cause of rungs that the limit for receipt arms. */
export function receiptCause(receiptDueAt: string | null): string {
  return `receipt:${receiptDueAt ?? ''}`;
}

/** The cause of rungs that the task force's own limit arms. */
export function decisionCause(decideBy: string | null): string {
  return `decision:${decideBy ?? ''}`;
}

/** The rungs to come once an urge is answered: what only waited for an answer is settled. */
export function withoutUrges(rungs: readonly Rung[]): Rung[] {
  return rungs.filter((one) => !waitsForAnswer(one));
}

/** True of a rung that only an urge without an answer sets off. */
export function waitsForAnswer({ unless }: Rung): boolean {
  return unless?.answered === true;
}

/** The next rung that has something to say, while the unit's clock stands still or not. */
export function nextRung(rungs: readonly Rung[], held: boolean): Rung | undefined {
  return held ? rungs.find(isOfDecision) : rungs[0];
}

function isOfDecision({ key }: Rung): boolean {
  return causeOf(key).startsWith('decision:');
}

/** A timer goes by the database's clock and its event by the process's, which may be behind: a rung is not in such haste. */
const SLACK_MS = 60_000;

/**
 * Takes every rung whose time has come at an instant; none, where the timer was armed for one that is settled.
 * `fired` are those that the task was not spared.
 */
export function climb(
  { rungs, climbed }: OnLadder,
  at: string,
  diligence: Diligence,
): OnLadder & { readonly fired: readonly Rung[] } {
  const come = rungs.filter(
    (one) => Date.parse(one.at) <= Date.parse(at) + SLACK_MS && (!diligence.held || isOfDecision(one)),
  );
  const isSpared = (one: Rung) => spared(one, at, diligence);
  return {
    rungs: rungs.filter((one) => !come.includes(one)),
    climbed: [...climbed, ...come.map((one) => behind(one, at, !isSpared(one)))],
    fired: come.filter((one) => !isSpared(one)),
  };
}

function behind({ key, of }: Rung, at: string, fired: boolean): ClimbedRung {
  return { key, at, fired, ...(of === undefined ? {} : { of }) };
}

function spared({ unless }: Rung, now: string, known: Diligence): boolean {
  if (unless === undefined) return false;
  const { after, progress, answered, received } = unless;
  return (
    (after !== undefined && (known.claimed || Date.parse(now) > Date.parse(after))) ||
    (progress !== undefined && (known.percent ?? 0) >= progress) ||
    (answered === true && known.urgeAnswered) ||
    (received === true && known.received)
  );
}

/** What a rung is called on its ladder. */
export function codeOf(key: string): string {
  return key.slice(0, key.indexOf('@'));
}

/** Due instant, instant of the urge or round: what a rung was armed for. */
export function causeOf(key: string): string {
  return key.slice(key.indexOf('@') + 1);
}

function byTime(a: Rung, b: Rung): number {
  return Date.parse(a.at) - Date.parse(b.at);
}
