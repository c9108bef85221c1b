import { createHash } from 'node:crypto';
import type { StoredEvent } from './history.ts';

/**
 * One line that fixes the whole history up to a moment: kept outside of the database, it convicts whoever cuts tails,
 * drops tasks or rewrites whole chains, which the chains alone cannot.
 */
export interface Anchor {
  /** ISO instant: the anchor covers the events up to then. */
  readonly at: string;
  readonly tasks: number;
  readonly events: number;
  /** Hex SHA-256 over id, revision and hash of each task's last event up to `at`, in the order of ids. */
  readonly root: string;
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
export function printAnchor({ at, tasks, events, root }: Anchor): string {
  return `onedoor-anchor ${at} tasks=${tasks} events=${events} root=${root}`;
}

/** Reads a kept line; throws, naming it, where it is none. */
export function parseAnchor(line: string): Anchor {
  const match = /^onedoor-anchor (\S+Z) tasks=(\d+) events=(\d+) root=([0-9a-f]{64})$/.exec(line.trim());
  const [, at, tasks, events, root] = match ?? [];
  if (at === undefined || tasks === undefined || events === undefined || root === undefined) {
    throw new Error(
      `"${line.slice(0, 200)}" is no anchor: expected a line "onedoor-anchor <instant> tasks=… events=… root=…".`,
    );
  }
  return { at, tasks: Number(tasks), events: Number(events), root };
}
