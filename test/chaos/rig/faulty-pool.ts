import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, QueryResult } from 'pg';
import { codeOf } from '../../../src/platform/error-code.ts';
import { createPool } from '../../../src/platform/postgres/pool.ts';
import { createLog } from '../../../src/platform/process/log.ts';
import type { Meetings } from './meetings.ts';
import type { Stalls } from './stalls.ts';

/** A statement on its way to the database. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  /** It was stalled, or repeats a commit that was and came too late. */
  readonly afterStall?: boolean;
}

export interface PoolFaults {
  readonly random: () => number;
  /** Share of commits whose connection is lost before, and of those whose answer is lost after they took effect. */
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** Longest delay of a commit, in milliseconds. */
  readonly slowMs: number;
  /** Where commits of one task meet those of another process; who met is spared all other faults. */
  readonly meetings?: Meetings;
  /** Where commits are stalled until another process has done its work. */
  readonly stalls?: Stalls;
  /**
   * Seconds after which a statement is given up, where a trial needs that. Else nothing is: a fault that only a slow machine
   * makes is none of the round's, and may take the place of the one that a scene forces.
   */
  readonly limitSeconds?: number;
  /** Told of each statement that was carried out. */
  readonly onDone?: (name: string) => void;
  /** Told of each statement that the database could not make sense of: then a bug was planted wrongly. */
  readonly onNonsense: (error: Error) => void;
}

/** Changes what the product says to the database: the way to plant a bug without touching the product. */
export interface Mutation {
  readonly rewrite?: (statement: Statement) => Statement;
  readonly run?: (statement: Statement, execute: () => Promise<QueryResult>) => Promise<QueryResult>;
  readonly result?: (statement: Statement, result: QueryResult) => QueryResult;
}

const COMMIT = 'commit-batch';
const PATIENT_SECONDS = 600;
const QUIET = createLog({ level: 'silent', role: 'rig', pretty: false });
/** SQLSTATE classes of statements and values that make no sense. */
const NONSENSE = /^(22|42)/;

/**
 * A pool of one simulated process: its commits are slow and lose their connection now and then, the first for certain
 * after it took effect and the second before.
 */
export function faultyPool(connectionString: string, faults: PoolFaults, mutation: Mutation): Pool {
  const { limitSeconds: statementSeconds = PATIENT_SECONDS } = faults;
  const pool = createPool({ connectionString, name: 'rig', size: 4, statementSeconds }, QUIET);
  if (faults.limitSeconds === undefined) Object.assign(pool.options, { connectionTimeoutMillis: 0 });
  const query = pool.query.bind(pool) as (statement: object) => Promise<QueryResult>;
  const { random, meetings, stalls, onDone } = faults;
  const slept = new Set<string>();
  let commits = 0;

  async function execute(given: Statement): Promise<QueryResult> {
    const isCommit = given.name === COMMIT;
    if (isCommit) await delay(random() * faults.slowMs);
    const afterStall = isCommit && (await wasStalled(tasksOf(given)));
    const lost = isCommit && !afterStall && !(await hasMet(given)) ? fateOf(++commits) : 'neither';
    if (lost === 'before') throw connectionLost();
    const statement = afterStall ? { ...given, afterStall } : given;
    const { name, afterStall: _, ...unnamed } = mutation.rewrite?.(statement) ?? statement;
    const result = await query(name === '' ? unnamed : { name, ...unnamed }).catch((error: Error) => {
      if (NONSENSE.test(codeOf(error) ?? '')) faults.onNonsense(error);
      throw error;
    });
    if (isCommit) stalls?.done(tasksOf(statement));
    if (afterStall) wake(tasksOf(statement), result);
    if (lost === 'after') throw connectionLost();
    onDone?.(statement.name);
    return mutation.result?.(statement, result) ?? result;
  }

  async function wasStalled(tasks: readonly string[]): Promise<boolean> {
    if (await stalls?.come(tasks)) for (const id of tasks) slept.add(id);
    return tasks.some((id) => slept.has(id));
  }

  /** What was decided on the newest revision is over with, one way or the other; what comes later is no stalled work. */
  function wake(tasks: readonly string[], { rows }: QueryResult<{ n: number; candidate: boolean }>): void {
    for (const { n, candidate } of rows) if (candidate) slept.delete(tasks[n] ?? '');
  }

  async function hasMet(statement: Statement): Promise<boolean> {
    if (meetings === undefined) return false;
    const met = await Promise.all(tasksOf(statement).map((id) => meetings.come(id)));
    return met.includes(true);
  }

  function fateOf(nth: number): 'before' | 'after' | 'neither' {
    if (nth === 2 || random() < faults.lostBefore) return 'before';
    return nth === 1 || random() < faults.lostAfter ? 'after' : 'neither';
  }

  const faulty = (given: string | Statement, values: unknown[] = []) => {
    const statement: Statement = typeof given === 'string' ? { name: '', text: given, values } : { ...given };
    const run = () => execute(statement);
    return mutation.run === undefined ? run() : mutation.run(statement, run);
  };
  return Object.assign(pool, { query: faulty });
}

function tasksOf({ values }: Statement): readonly string[] {
  return values[2] as readonly string[];
}

function connectionLost(): Error {
  return Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
}
