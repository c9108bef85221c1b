import type { Registry } from '../../../engine/definition/registry.ts';
import { type RoutedWorkflow, routedWorkflows } from '../../precedents/routing-readings.ts';

/** SQL over the log that rests on what workflows declare of routing, made of their own names. */
export interface SettledSql {
  /** Joins to an event how a decision by hand ended: the next that routing said of the task, which for one that upholds is nothing. */
  readonly dispatch: string;
  /** That an event is a decision by hand which was carried out: what never came to a unit is no precedent. */
  readonly settled: string;
  /** That an event accepts what was done. */
  readonly accepted: string;
  readonly dispatches: string;
  /** That an event brought a task to a unit, by dispatch or transfer; of an `event`, as the two before. */
  readonly brought: string;
  readonly upheld: string;
  readonly assigned: string;
  readonly decided: string;
  /** That a task of the alias `back` came back with an event. */
  readonly returned: string;
  /** That a `task` is of a workflow that routing learns from. */
  readonly learning: string;
  /** What a `task` remembers of its matter. */
  readonly matter: string;
}

/**
 * What routing asks of the log, for the workflows of a program. The names stand in the text, as in the partial indexes;
 * a program in which routing learns from nothing finds nothing.
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

/** `IN (…)` of names; equality where there is one, as the partial indexes have it, and false where there is none. */
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
