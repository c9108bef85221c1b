import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import type { Registry } from '../../engine/definition/registry.ts';
import { matterSchema, type RoutedMatter } from '../../vocabulary/matter.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import type { RoutingLog, RoutingReading } from '../../vocabulary/routing-reading.ts';

/** A workflow that routing learns from. */
export interface RoutedWorkflow {
  readonly name: string;
  readonly reading: RoutingReading<unknown>;
}

/** The workflows that routing learns from, in the order of the list. */
export function routedWorkflows({ all }: Pick<Registry, 'all'>): readonly RoutedWorkflow[] {
  return all.flatMap((definition) => {
    const { routing } = readingsOf(definition);
    return routing === undefined ? [] : [{ name: definition.name, reading: routing }];
  });
}

/** What the log of a workflow's tasks says of routing; undefined where it declares nothing of the kind. */
export function routingLogOf(definition: WorkflowDefinition | undefined): RoutingLog | undefined {
  return readingsOf(definition).routing?.log;
}

/** The matter of a task from what it remembers of it, perhaps since an earlier version; undefined where there is none. */
export function matterOf(
  definition: WorkflowDefinition | undefined,
  remembered: unknown,
): RoutedMatter | undefined {
  const { routing } = readingsOf(definition);
  if (routing === undefined || typeof remembered !== 'object' || remembered === null) return undefined;
  // Nothing is destructured but by name, so whatever it holds the reading does not throw; what comes out is checked.
  return matterSchema.safeParse(routing.matter(remembered as never)).data;
}
