import type pg from 'pg';
import type { TaskRecord } from '../../../engine/definition/projections.ts';

/** Where rows are read. */
export type Database = Pick<pg.Pool, 'query'>;

/** A task row as lists show it. */
export interface ListedRow {
  readonly id: string;
  readonly serial: number;
  readonly number: string;
  readonly workflow: string;
  readonly state: string;
  readonly title: string;
  readonly unit: string | null;
  readonly owner: string;
  readonly attention: string | null;
  readonly category: string | null;
  readonly urgency: string | null;
  readonly due_at: Date | null;
  /** The due instant in full precision, for cursors: a Date would cut microseconds and page in circles. */
  readonly due_key: string | null;
  /** From when it counts as late, be it by the unit's date or by the limit for deciding. */
  readonly late_at: Date | null;
  /** The light that it keeps while its clock stands still. */
  readonly held_light: string | null;
  /** What its owner, and the seat in whose queue it waits besides, have to do by when. */
  readonly owner_act: string | null;
  readonly owner_by: Date | null;
  readonly attention_act: string | null;
  readonly attention_by: Date | null;
  /** The same in full precision, where it is a list's order. */
  readonly late_key?: string | null;
  readonly clock: string | null;
  readonly revision: number;
  readonly parent: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly closed_at: Date | null;
  /** The due date that was in force last. */
  readonly last_due_at: Date | null;
  readonly record: TaskRecord;
}

/** The columns of a listed row; the table is called `task`. */
export const LISTED = `task.id, task.serial::float8 AS serial, task.number, task.workflow, task.state, task.title, task.unit,
  task.owner, task.attention, task.category, task.urgency, task.due_at, task.due_at::text AS due_key,
  task.late_at, task.held_light, task.owner_act, task.owner_by, task.attention_act, task.attention_by,
  task.clock, task.revision,
  task.parent, task.created_at, task.updated_at, task.closed_at, task.last_due_at, task.record`;
