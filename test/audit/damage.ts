import type { PoolClient } from 'pg';
import type { Rule } from '../../src/audit/rules.ts';
import type { History } from './county-history.ts';
import { forgeChain } from './tampering.ts';

type TaskName = Exclude<keyof History, 'directory'>;
/** What is damaged, and the rule, task and revision that the proof must name for it. */
export type Damage = readonly [
  what: string,
  rule: Rule,
  task: TaskName | null,
  revision: number | null,
  change: (client: PoolClient, taskId: string, history: History) => Promise<unknown>,
];

/** A damage in one statement, with the task as $1. */
export const by = (sql: string) => (client: PoolClient, taskId: string) => client.query(sql, [taskId]);
/** The same, with the chain computed anew afterwards. */
export const forged = (sql: string) => async (client: PoolClient, taskId: string) => {
  await client.query(sql, [taskId]);
  await forgeChain(client, taskId);
};
export const anywhere = (sql: string) => (client: PoolClient) => client.query(sql);

/** Beginnings of statements. */
export const E = 'UPDATE event SET';
export const AT = 'WHERE task_id = $1 AND revision';
