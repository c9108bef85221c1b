import type { Registry } from '../../../engine/definition/registry.ts';
import { type RoutedWorkflow, routedWorkflows } from '../../precedents/routing-readings.ts';

/** Parts of SQL that find routing's history in the log; workflows declare the names in them. */
export interface SettledSql {
  /** Joins the outcome of a decision by hand to its event: what routing said of the task next. There is none where the decision upheld the unit. */
  readonly dispatch: string;
  /** An event is a decision by hand that brought the task to a unit; others are no precedents. */
  readonly settled: string;
  /** An event accepts the work. */
  readonly accepted: string;
  readonly dispatches: string;
  /** An event brought a task to a unit, by dispatch or transfer. The three conditions read the alias `event`. */
  readonly brought: string;
  readonly upheld: string;
  readonly assigned: string;
  readonly decided: string;
  /** The task under the alias `back` was returned by an event. */
  readonly returned: string;
  /** The workflow of a `task` is one that routing learns from. */
  readonly learning: string;
  /** The matter that a `task` has kept. */
  readonly matter: string;
}

/**
 * Makes these parts for the workflows of a program. Names are written into the SQL, so that the partial indexes serve it;
 * where routing learns from no workflow, the conditions are false.
 */
export function settledSql(registry: Pick<Registry, 'all'>): SettledSql {
  const routed = routedWorkflows(registry);
  const logs = routed.map(({ reading }) => reading.log);
  const names = (of: (log: (typeof logs)[number]) => readonly (string | undefined)[]) =>
    listOf([...new Set(logs.flatMap(of))].filter((name) => name !== undefined));
  const [assigned, upheld] = [names((log) => [log.assigned]), names((log) => [log.upheld])];
  const [dispatches, decided] = [
    names((log) => [log.dispatched]),
    names((log) => [log.assigned, log.upheld]),
  ];
  const ended = names((log) => [log.dispatched, log.undispatched]);
  const returns = logs.flatMap((log) => (log.returns === undefined ? [] : [log.returns]));
  return {
    dispatch: `LEFT JOIN LATERAL (SELECT next.type, next.at FROM event AS next
    WHERE next.task_id = event.task_id AND next.revision > event.revision AND next.type ${ended}
    ORDER BY next.revision LIMIT 1) AS dispatch ON event.type ${assigned}`,
    settled: `event.type ${decided} AND (event.type ${upheld} OR dispatch.type ${dispatches})`,
    accepted: names((log) => [log.accepted]),
    dispatches,
    brought: names((log) => [log.dispatched, log.transferred]),
    upheld,
    assigned,
    decided,
    returned: `back.state ${listOf(returns.map(({ state }) => state))}
         AND back.type ${listOf(returns.flatMap(({ asked, signed }) => (signed === undefined ? [asked] : [asked, signed])))}`,
    learning: `task.workflow ${listOf(routed.map(({ name }) => name))}`,
    matter: routed.length === 0 ? 'NULL' : `CASE ${routed.map(matterWhen).join(' ')} END`,
  };
}

function matterWhen({ name, reading }: RoutedWorkflow): string {
  return `WHEN task.workflow = ${quoted(name)} THEN task.context -> ${quoted(reading.remembered)}`;
}

/** `IN (…)` for a list of names; `=` for a single one, as in the partial indexes, and `false` for none. */
function listOf(names: readonly string[]): string {
  const [only, ...more] = names;
  if (only === undefined) return 'IN (NULL)';
  return more.length === 0 ? `= ${quoted(only)}` : `IN (${names.map(quoted).join(', ')})`;
}

function quoted(name: string): string {
  if (!/^[\w.-]+$/.test(name))
    throw new Error(`"${name}": expected the name of an event, state or workflow.`);
  return `'${name}'`;
}
