import type { Upcaster } from '../../src/engine/definition/define.ts';
import { type FirstUrges, firstUrges } from '../urges.ts';
import type { SectionContext } from './context.ts';

type First = Omit<
  SectionContext,
  'from' | 'suspendedMinutes' | 'redated' | 'received' | 'suspended' | 'urges'
> & { readonly urges: FirstUrges };

/** From version 1, which did not keep from when its own limit counts: the due date it came to stays. */
export const fromFirst: Upcaster = ({ value, context }) => ({
  value,
  context: {
    ...(context as First),
    urges: firstUrges((context as First).urges),
    from: null,
    suspendedMinutes: 0,
    redated: 0,
    received: (Object(value) as { readonly open?: string }).open === 'working',
    suspended: null,
  } satisfies SectionContext,
});

/** From version 2, whose states and context version 3 takes as they are. */
export const fromSecond: Upcaster = (stored) => stored;
