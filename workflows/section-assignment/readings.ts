import { declareReadings } from '../../src/vocabulary/readings.ts';
import { NO_REQUESTERS } from '../../src/vocabulary/requesters.ts';
import { promised, unanswered } from '../handover-parts.ts';
import type { SectionContext } from './context.ts';

/** What readers may know of assignments to sections: nothing is requested on one. */
export const readings = declareReadings<SectionContext>({
  requesters: () => NO_REQUESTERS,
  budget: ({ limit }) => limit ?? null,
  clock: {
    moved: ({ type }) =>
      type === 'limitResolved' ? { zh: '核定期限', en: 'The limit was resolved' } : undefined,
    beforeLedger: { limiting: 'receipt', 'open.dispatched': 'receipt', 'open.working': 'section' },
  },
  handover: ({ report, urges }) => ({ limits: [], parts: [...promised(report), ...unanswered(urges)] }),
});
