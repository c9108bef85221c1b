import { createHash } from 'node:crypto';
import type { Actor } from '../../../engine/definition/define.ts';
import type { Engine } from '../../../engine/engine.ts';
import type { KeptAnswer, Task } from '../../../engine/steps/task.ts';
import { KeyTaken } from '../../../engine/writing/commands.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { foldName } from '../../../sheet/fold.ts';
import { REGISTER_WORKFLOW } from '../../../vocabulary/register.ts';
import type { RowIdentity } from '../cells/row-identity.ts';
import type { RowOutlook } from './outlook.ts';

/** Rows that are registered together: enough for one commit, few enough to leave room for other callers. */
export const ROWS_AT_ONCE = 50;

/** The task a row became. */
export interface Created {
  readonly taskId: string;
  readonly number: string;
  /** True where another import had registered it a moment before. */
  readonly before: boolean;
}

export interface Registrar {
  readonly engine: Engine;
  /** Finds the answer kept for a row that another import registered meanwhile. */
  readonly recall: (scope: string) => Promise<KeptAnswer | undefined>;
  readonly actor: Actor;
}

export interface NewRow {
  readonly identity: RowIdentity;
  readonly outlook: RowOutlook;
}

/** How often a row is tried whose content another task had before it was corrected. */
const TRIES = 5;

/**
 * Registers a row. Two registrations of the same content at the same time, in this process or another, make one task of it:
 * the claim on the content is committed with the task.
 */
export async function registerRow(registrar: Registrar, { identity, outlook }: NewRow): Promise<Created> {
  const { engine, recall, actor } = registrar;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const scope = digest(`ledger-row/${identity.content}/${attempt}`);
    const answering = (task: Task): KeptAnswer => ({
      scope,
      fingerprint: identity.digest,
      status: 201,
      headers: {},
      body: JSON.stringify(createdOf(task)),
    });
    try {
      const { input } = outlook;
      return createdOf(await engine.submit({ workflow: REGISTER_WORKFLOW, input, actor, answering }));
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      const kept = await recall(scope);
      if (kept === undefined) break;
      const created = JSON.parse(kept.body) as Created;
      if (await isStill(engine, created.taskId, identity)) return { ...created, before: true };
    }
  }
  throw new Problem('unavailable', {
    zh: '同一行正由另一次导入登记，请稍后再次导入同一文件，已登记的行不会重复。',
    en: 'A row is being registered by another import: import the file again in a moment; what is registered is not doubled.',
  });
}

function createdOf({ id, number }: Task): Created {
  return { taskId: id, number, before: false };
}

/** A task whose title was corrected since is not what the row says. */
async function isStill(engine: Engine, taskId: string, { titleKey }: RowIdentity): Promise<boolean> {
  const task = await engine.read(taskId);
  return task === undefined || foldName(task.facets.title) === titleKey;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
