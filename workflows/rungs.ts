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
    })
    .optional(),
});

/** A rung whose time has come: it fired, or the task was spared it. */
export const climbedRung = z.strictObject({ key: z.string(), at: instant, fired: z.boolean() });

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

/** The rungs to come once a cause is gone. */
export function withoutCause(rungs: readonly Rung[], cause: string | null): Rung[] {
  return rungs.filter(({ key }) => causeOf(key) !== cause);
}

/** The rungs to come once an urge is answered: what only waited for an answer is settled. */
export function withoutUrges(rungs: readonly Rung[]): Rung[] {
  return rungs.filter((one) => !waitsForAnswer(one));
}

/** True of a rung that only an urge without an answer sets off. */
export function waitsForAnswer({ unless }: Rung): boolean {
  return unless?.answered === true;
}

/** When the ladder next has something to say; null at its end. */
export function nextRungAt({ rungs }: Pick<OnLadder, 'rungs'>): string | null {
  return rungs[0]?.at ?? null;
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
  const come = rungs.filter((one) => Date.parse(one.at) <= Date.parse(at) + SLACK_MS);
  const isSpared = (one: Rung) => spared(one, at, diligence);
  return {
    rungs: rungs.slice(come.length),
    climbed: [...climbed, ...come.map((one) => ({ key: one.key, at, fired: !isSpared(one) }))],
    fired: come.filter((one) => !isSpared(one)),
  };
}

function spared({ unless }: Rung, now: string, { percent, claimed, urgeAnswered }: Diligence): boolean {
  if (unless === undefined) return false;
  const { after, progress, answered } = unless;
  return (
    (after !== undefined && (claimed || Date.parse(now) > Date.parse(after))) ||
    (progress !== undefined && (percent ?? 0) >= progress) ||
    (answered === true && urgeAnswered)
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
