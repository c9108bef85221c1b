import { countyMinuteOf } from '../../../src/vocabulary/county-day.ts';
import type { HandoverPart, HandoverReading } from '../../../src/vocabulary/handover-reading.ts';
import { promised, unanswered } from '../../handover-parts.ts';
import type { ReformTaskContext } from '../context.ts';

/** Whether a return waits for its ruling, or the ruling for its dispatch. */
export function awaitsRuling(state: string): boolean {
  return state === 'open.returned' || state === 'open.ruling';
}

/** What the next holder of a commissioner's seat has to know of a task. */
export function handover(of: ReformTaskContext, state: string): HandoverReading {
  const { receiptDueAt, report, urges } = of;
  return {
    limits:
      receiptDueAt !== null && state === 'open.dispatched'
        ? [
            {
              zh: `签收时限 ${countyMinuteOf(receiptDueAt)}`,
              en: `to be received by ${countyMinuteOf(receiptDueAt)}`,
            },
          ]
        : [],
    parts: [...promised(report), ...returned(of, state), ...claimed(of, state), ...unanswered(urges)],
  };
}

function returned({ returns }: ReformTaskContext, state: string): readonly HandoverPart[] {
  const last = returns.at(-1);
  if (last === undefined || !awaitsRuling(state)) return [];
  const detail = {
    zh: `${countyMinuteOf(last.at)} 退回，待专班裁定：“${last.dutyBasis}”`,
    en: `Returned on ${countyMinuteOf(last.at)}, awaiting a ruling: “${last.dutyBasis}”`,
  };
  return [{ kind: 'ruling', part: '', detail }];
}

function claimed({ claim }: ReformTaskContext, state: string): readonly HandoverPart[] {
  if (claim === null || state !== 'open.claimed') return [];
  const detail = {
    zh: `${countyMinuteOf(claim.at)} 申请办结，待审核`,
    en: `Claimed done on ${countyMinuteOf(claim.at)}, awaiting review`,
  };
  return [{ kind: 'request', part: 'claim', detail }];
}
