import { countyMinuteOf } from '../src/vocabulary/county-day.ts';
import type { HandoverPart } from '../src/vocabulary/handover-reading.ts';
import type { Urges } from './urges.ts';

interface Report {
  readonly at: string;
  readonly text: string;
  readonly percent: number | null;
}

/** What was last reported of the progress, which is what was promised. */
export function promised(report: Report | null): readonly HandoverPart[] {
  if (report === null) return [];
  const { at, text, percent } = report;
  const share = percent === null ? { zh: '', en: '' } : { zh: `（${percent}%）`, en: ` (${percent}%)` };
  return [
    {
      kind: 'promise',
      part: '',
      detail: {
        zh: `${countyMinuteOf(at)} 反馈${share.zh}：“${text}”`,
        en: `Reported on ${countyMinuteOf(at)}${share.en}: “${text}”`,
      },
    },
  ];
}

/** An urge that still waits for its answer. */
export function unanswered({ count, lastAt, answered }: Urges): readonly HandoverPart[] {
  if (count === 0 || answered || lastAt === null) return [];
  return [
    {
      kind: 'request',
      part: 'urge',
      detail: {
        zh: `已被催办 ${count} 次，最近 ${countyMinuteOf(lastAt)}，尚未答复`,
        en: `Urged, times: ${count}, last on ${countyMinuteOf(lastAt)}, not answered`,
      },
    },
  ];
}
