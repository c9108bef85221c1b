import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type QueryResult } from 'pg';

/** A statement on its way to the database. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export interface PoolFaults {
  readonly random: () => number;
  /** Share of commits whose connection is lost before, and of those whose answer is lost after they took effect. */
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** Longest delay of a commit, in milliseconds. */
  readonly slowMs: number;
}

/** Changes what the product says to the database: the way to plant a bug without touching the product. */
export interface Mutation {
  readonly rewrite?: (statement: Statement) => Statement;
  readonly run?: (statement: Statement, execute: () => Promise<QueryResult>) => Promise<QueryResult>;
  readonly result?: (statement: Statement, result: QueryResult) => QueryResult;
}

const COMMIT = 'commit-batch';

/** A pool of one simulated process: its commits are slow and lose their connection now and then. */
export function faultyPool(connectionString: string, faults: PoolFaults, mutation: Mutation): Pool {
  const pool = new Pool({ connectionString, max: 4 });
  const query = pool.query.bind(pool) as (statement: object) => Promise<QueryResult>;
  const { random } = faults;

  async function execute(statement: Statement): Promise<QueryResult> {
    const isCommit = statement.name === COMMIT;
    if (isCommit) await delay(random() * faults.slowMs);
    if (isCommit && random() < faults.lostBefore) throw connectionLost();
    const { name, ...unnamed } = mutation.rewrite?.(statement) ?? statement;
    const result = await query(name === '' ? unnamed : { name, ...unnamed });
    if (isCommit && random() < faults.lostAfter) throw connectionLost();
    return mutation.result?.(statement, result) ?? result;
  }

  const faulty = (given: string | Statement, values: unknown[] = []) => {
    const statement: Statement = typeof given === 'string' ? { name: '', text: given, values } : { ...given };
    const run = () => execute(statement);
    return mutation.run === undefined ? run() : mutation.run(statement, run);
  };
  return Object.assign(pool, { query: faulty });
}

function connectionLost(): Error {
  return Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
}
