import { createHash } from 'node:crypto';
import type { GivenNumbers } from '../engine/store/given-numbers.ts';
import type { StoredEvent } from './history.ts';

/**
 * One line that fixes the whole history up to a moment: kept outside of the database, it gives away anyone who cuts tails,
 * drops tasks or rewrites whole chains, which the chains alone cannot.
 */
export interface Anchor {
  /** ISO instant: the anchor covers the events up to then. */
  readonly at: string;
  readonly tasks: number;
  readonly events: number;
  /** Hex SHA-256 over id, revision and hash of each task's last event up to `at`, in the order of ids. */
  readonly root: string;
  /** How far each series had counted when it was made, which is later than `at`; absent in anchors of before. */
  readonly numbers?: GivenNumbers;
}

export interface AnchorBuilder {
  /** Takes the events of one task; tasks come in the order of their ids. */
  take(events: readonly StoredEvent[]): void;
  anchor(): Anchor;
}

/**
 * Minutes that an anchor stays behind the present: an event decided before it may be committed after it, e.g. by a
 * process that was paused in between.
 */
export const SETTLED_MINUTES = 15;

/** Makes the builder of the anchor at a moment. */
export function createAnchorBuilder(at: string): AnchorBuilder {
  const hash = createHash('sha256');
  let tasks = 0;
  let count = 0;
  return {
    take(events) {
      const last = events.findLast((event) => event.at <= at);
      if (last === undefined) return;
      tasks++;
      count += events.filter((event) => event.at <= at).length;
      hash.update(`${last.taskId} ${last.revision} ${last.hash}\n`);
    },
    anchor: () => ({ at, tasks, events: count, root: hash.copy().digest('hex') }),
  };
}

/** An anchor as the line that is kept. */
export function printAnchor({ at, tasks, events, root, numbers }: Anchor): string {
  const line = `onedoor-anchor ${at} tasks=${tasks} events=${events} root=${root}`;
  if (numbers === undefined) return line;
  const marks = Object.entries(numbers).map(([series, last]) => `${encodeURIComponent(series)}:${last}`);
  return `${line} numbers=${marks.toSorted().join(',')}`;
}

/** Reads a kept line; throws, naming it, where it is none. */
export function parseAnchor(line: string): Anchor {
  const match =
    /^onedoor-anchor (\S+Z) tasks=(\d+) events=(\d+) root=([0-9a-f]{64})(?: numbers=(\S*))?$/.exec(
      line.trim(),
    );
  const [, at, tasks, events, root, marks] = match ?? [];
  const numbers = marks === undefined ? undefined : numbersIn(marks);
  if (
    at === undefined ||
    tasks === undefined ||
    events === undefined ||
    root === undefined ||
    numbers === null
  ) {
    throw new Error(
      `"${line.slice(0, 200)}" is no anchor: expected a line "onedoor-anchor <instant> tasks=… events=… root=…", as the proof prints it.`,
    );
  }
  const anchor = { at, tasks: Number(tasks), events: Number(events), root };
  return numbers === undefined ? anchor : { ...anchor, numbers };
}

/** Null where it is not as we print it. */
function numbersIn(marks: string): GivenNumbers | null {
  const pairs = marks === '' ? [] : marks.split(',').map((mark) => /^([^:]+):(\d{1,15})$/.exec(mark));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [decodeURIComponent(pair?.[1] ?? ''), Number(pair?.[2])]));
}
