import { projectionsOf } from '../../src/engine/definition/projections.ts';
import type { NoticeInput } from './context.ts';
import type { events } from './events.ts';

/** A notice is received when it is acknowledged. */
export const projections = projectionsOf<typeof events, NoticeInput>({
  recorded: { acknowledge: ({ at }) => ({ receivedAt: at }) },
});
