import type { matterOf } from './commands/payloads.ts';
import type { Caller } from './people.ts';
import type { Payload } from './rules/reform-rules.ts';
import type { ModelTask } from './task.ts';

interface Common {
  /** Undefined for somebody without a key. */
  readonly who: Caller | undefined;
  readonly key: string;
  /** Whether what is sent is of the declared form. */
  readonly wellFormed: boolean;
}

export interface Submission extends Common {
  readonly kind: 'submit';
  readonly workflow: string;
  readonly input: ReturnType<typeof matterOf>['input'];
  /** Where routing sends it; null where a person must say. */
  readonly routesTo: string | null;
  readonly criteria: readonly string[];
}

export interface EventSent extends Common {
  readonly kind: 'event';
  readonly task: ModelTask;
  /** Undefined where If-Match is forgotten. */
  readonly ifMatch: number | undefined;
  readonly type: string;
  readonly data: Payload;
}

/** A request that may change something, as its client sends it. */
export type Post = Submission | EventSent;

/** The content of a request. */
export function bodyOf(post: Post): unknown {
  return post.kind === 'submit'
    ? { workflow: post.workflow, input: post.input }
    : { type: post.type, data: post.data };
}
