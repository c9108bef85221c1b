import type { Committed } from '../writing/commands.ts';

/** Under which name those listen who wait for one task. */
export function taskTopic(taskId: string): string {
  return `task:${taskId}`;
}

/** What a commit is news for: the seats whose queues it changed, and the task itself. */
export function topicsOf({ before, after }: Committed): readonly string[] {
  const seats = [before?.facets.owner, before?.facets.attention, after.facets.owner, after.facets.attention];
  return [...new Set(seats.filter((seat) => typeof seat === 'string')), taskTopic(after.id)];
}
