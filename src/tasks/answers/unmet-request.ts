import type { Title } from '../../engine/definition/define.ts';
import type { TaskRecord } from '../../engine/definition/projections.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';

/** A request that came to nothing, for those who made it; gone once they have gone on. */
export interface UnmetRequest {
  readonly kind: 'return' | 'extension' | 'parking';
  readonly askedAt: string;
  readonly as: 'declined' | 'denied' | 'refused' | 'lapsed';
  readonly at: string;
  readonly reason: Title | null;
  readonly told: Title;
}

const KINDS: Readonly<Record<UnmetRequest['kind'], Title>> = {
  return: { zh: '退回', en: 'return' },
  extension: { zh: '延期', en: 'extension' },
  parking: { zh: '挂账', en: 'parking' },
};

const ENDS: Readonly<Record<UnmetRequest['as'], Title>> = {
  declined: { zh: '单位分管领导未同意', en: 'was declined by the leader of the unit' },
  denied: { zh: '专班未批准', en: 'was denied by the task force' },
  refused: { zh: '未予受理', en: 'was not taken up' },
  lapsed: { zh: '逾期无人决定，已自动失效', en: 'has lapsed, since nobody decided in time' },
};

/** The request of a record that came to nothing, in words that say what to do; undefined where there is none. */
export function unmetRequest({ asked, unmet }: TaskRecord): UnmetRequest | undefined {
  if (!asked || !unmet) return undefined;
  const { as, at, reason } = unmet;
  const [kind, end, when] = [KINDS[asked.kind], ENDS[as], countyMinuteOf(at)];
  return {
    kind: asked.kind,
    askedAt: asked.at,
    as,
    at,
    reason,
    told: {
      zh: `${countyMinuteOf(asked.at)} 的${kind.zh}申请${end.zh}（${when}）${reason === null ? '' : `：${reason.zh}`}；仍需${kind.zh}的请重新申请，否则继续办理`,
      en: `The request for ${kind.en} of ${countyMinuteOf(asked.at)} ${end.en} (${when})${reason === null ? '' : `: ${reason.en}`}; ask again if it is still needed, else go on with the work`,
    },
  };
}
