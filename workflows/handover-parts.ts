import { countyMinuteOf } from '../src/directory/county-day.ts';
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
  const share = percent === null ? '' : `（${percent}%）`;
  return [
    {
      kind: 'promise',
      part: '',
      detail: `${countyMinuteOf(at)} 反馈${share}：${text} (last progress report)`,
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
      detail: `已被催办 ${count} 次，最近 ${countyMinuteOf(lastAt)}，尚未答复 (urged, not answered)`,
    },
  ];
}
