import type { z } from 'zod';
import type { inboxItem } from '../../contract/inbox.ts';
import type { plannedTask } from '../../contract/planned-task.ts';
import type { fullTask, taskItem } from '../../contract/task.ts';
import type { JsonSchema } from '../forms/json-schema.ts';
import type { Words } from '../words.ts';

/** What the API answers, by its own declarations. */
export type TaskItem = z.output<typeof taskItem>;
export type FullTask = z.output<typeof fullTask>;
export type InboxItem = z.output<typeof inboxItem>;
export type PlannedTask = z.output<typeof plannedTask>;

export interface Inbox {
  readonly items: readonly InboxItem[];
  readonly next?: { readonly id: string; readonly number: string; readonly why: Words };
  readonly nextCursor?: string;
}

/** An action of a task; where it is allowed it has a form. */
export interface Action {
  readonly type: string;
  readonly title: Words;
  readonly allowed: boolean;
  readonly schema?: JsonSchema;
  readonly reason?: Words;
}

export interface Me {
  readonly principal: string;
  readonly name: string;
  readonly roles: readonly (Words & { readonly code: string })[];
  readonly seats: readonly {
    readonly id: string;
    readonly name: Words;
    readonly unit: { readonly code: string; readonly name: string };
  }[];
  readonly rights: { readonly submits: readonly string[] };
}

export interface TimelineEntry {
  readonly id: string;
  readonly task: { readonly id: string; readonly number: string; readonly title: string };
  readonly type: string;
  readonly title: Words;
  readonly at: string;
  readonly actor: { readonly name: string };
  readonly state: Words;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface ClockOf {
  readonly summary: Words;
  readonly totals: readonly {
    readonly party: string;
    readonly title: Words;
    readonly minutes: number;
    readonly words: Words;
  }[];
}

export interface UnitItem {
  readonly code: string;
  readonly name: string;
}

export interface UnitDetail extends UnitItem {
  readonly sections: readonly {
    readonly code: string;
    readonly name: string;
    readonly head?: { readonly seat: string; readonly person?: { readonly name: string } };
  }[];
}

export interface WorkflowInput {
  readonly name: string;
  readonly title: Words;
  readonly input: JsonSchema;
}
