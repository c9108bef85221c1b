import { projectionsOf } from '../../src/engine/definition/projections.ts';
import type { SectionInput } from './context.ts';
import type { events } from './events.ts';

/** A section's reports are found under the task that it works for; what it was asked and when it received it stay here. */
export const projections = projectionsOf<typeof events, SectionInput>({
  recorded: {
    created: ({ data }) => ({ originalDueAt: data.dueAt }),
    receive: ({ at }) => ({ receivedAt: at }),
    finish: ({ at }) => ({ claimedAt: at }),
  },
});
