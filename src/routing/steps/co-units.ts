import type { BoundaryCited, Candidate } from '../reason.ts';

const SUGGESTED = 3;
/** Beside the unit that leads, so much of its evidence speaks for a helper; less is a word in passing. */
const LEAST_SHARE = 0.25;

/**
 * Who is likely to help the first of the candidates: units whose own duties the text touches, those that a boundary
 * names beside the one that leads before the others. Suggested with reasons, never assigned.
 */
export function coUnitsOf(
  candidates: readonly Candidate[],
  boundaries: readonly BoundaryCited[],
): Candidate[] {
  const [lead, ...others] = candidates;
  if (lead === undefined) return [];
  const beside = (unit: string) =>
    boundaries.find(({ leads, over }) => leads === lead.unit && over.includes(unit));
  return others
    .filter(({ unit, score, duties = [] }) => {
      const least = (beside(unit) ? 0.5 : 1) * LEAST_SHARE;
      return duties.length > 0 && score >= least * lead.score;
    })
    .slice(0, SUGGESTED)
    .map((candidate) => {
      const boundary = beside(candidate.unit);
      const duty = candidate.duties?.[0] ?? '';
      return {
        ...candidate,
        why: {
          zh: `${candidate.why.zh}，涉及其职责“${duty}”${boundary ? `；职责边界：${boundary.because}` : ''}`,
          en: `${candidate.why.en}, which touches its duty "${duty}"${boundary ? `; boundary ${boundary.id}` : ''}`,
        },
      };
    });
}
