import type { ChainedEvent } from '../engine/steps/chain.ts';

/** A task row as the proof reads it: json as its very text, instants as ISO text, the head in hex. */
export interface StoredTask {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly revision: number;
  readonly value: string;
  readonly state: string;
  readonly context: string;
  readonly owner: string;
  readonly attention: string | null;
  readonly unit: string | null;
  readonly title: string;
  readonly category: string | null;
  readonly urgency: string | null;
  readonly dueAt: string | null;
  readonly clock: string | null;
  readonly ownerAct: string | null;
  readonly ownerBy: string | null;
  readonly attentionAct: string | null;
  readonly attentionBy: string | null;
  readonly lateAt: string | null;
  readonly heldLight: string | null;
  /** False for rows of before those columns. */
  readonly projected: boolean;
  readonly parent: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly head: string;
}

/** An event row: what its hash covers, the hash in hex, and what it says of the clock, which the hash leaves to the fold. */
export interface StoredEvent extends ChainedEvent {
  readonly hash: string;
  /** Who had the clock after the event, when the task was due then, and from when it counts as late. */
  readonly clock: string | null;
  readonly dueAt: string | null;
  readonly lateAt: string | null;
}

/** Work that the ledger says is not done yet. */
export interface StoredEffect {
  readonly taskId: string;
  readonly revision: number;
  readonly position: number;
  readonly name: string;
  readonly params: string;
  readonly timerKey: string | null;
  readonly dueAt: string | null;
}

/** Everything the ledger holds of one task at one moment; rows of a task id that has no task row come without one. */
export interface TaskHistory {
  readonly taskId: string;
  readonly task: StoredTask | undefined;
  /** By revision. */
  readonly events: readonly StoredEvent[];
  /** By revision and position. */
  readonly effects: readonly StoredEffect[];
}

/** The revision from which a log holds clocks; past its end where all of it is from before the clock ledger. */
export function clockLedgerFrom(events: readonly StoredEvent[]): number {
  const first = events.find(({ clock, dueAt }) => clock !== null || dueAt !== null);
  return first?.revision ?? Number.POSITIVE_INFINITY;
}

/** The revision from which a log holds from when its task is late; past its end where none of it does. */
export function lateKeptFrom(events: readonly StoredEvent[]): number {
  return events.find(({ lateAt }) => lateAt !== null)?.revision ?? Number.POSITIVE_INFINITY;
}
