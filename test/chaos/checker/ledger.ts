import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import type { FoldedTask } from './fold.ts';
import type { Stored, StoredEffect, StoredEvent, StoredTask } from './stored.ts';

/** The ledger with what its events fold to. */
export interface Ledger {
  readonly stored: Stored;
  readonly tasks: ReadonlyMap<string, StoredTask>;
  readonly events: ReadonlyMap<string, readonly StoredEvent[]>;
  readonly pending: ReadonlyMap<string, StoredEffect>;
  readonly folded: ReadonlyMap<string, FoldedTask>;
  readonly definitions: ReadonlyMap<string, WorkflowDefinition>;
}
