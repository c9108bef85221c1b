import type { Question } from '../question.ts';
import type { BoundaryCited, Candidate, Fact, Sentence, SimilarTask } from '../reason.ts';

/** What a decision by text rests on. */
interface Grounds {
  readonly facts: readonly Fact[];
  readonly confidence: number;
  readonly settling: BoundaryCited | undefined;
  readonly duty: string | undefined;
  /** A decided task of the same unit that is like this one. */
  readonly example: SimilarTask | undefined;
}

/** Why a text goes to a unit: what left it to the text, the words, the duty that they come nearest to, and the boundary. */
export function settlingSentence(
  { claimants, category }: Question,
  best: Candidate,
  { facts, confidence, settling, duty, example }: Grounds,
): Sentence {
  const said = facts.filter(({ fact }) => fact === 'word').map(({ value }) => value);
  const sure = `${Math.round(confidence * 100)}%`;
  const because =
    claimants.length > 0
      ? {
          zh: `事项分类“${category}”有${claimants.length}个单位负责`,
          en: `${claimants.length} units answer for "${category}"`,
        }
      : { zh: '没有写明单位，也没有规则、分类或属地可依', en: 'Nothing but the text decides' };
  const by = {
    zh: `${duty === undefined ? '' : `，对应职责“${duty}”`}${settling ? `；职责边界：${settling.because}` : ''}${example ? `；与已办“${example.title}”（${example.id}）相似` : ''}`,
    en: `${duty === undefined ? '' : `, by the duty "${duty}"`}${settling ? `; boundary ${settling.id}: ${settling.because}` : ''}${example ? `, as "${example.title}" (${example.id})` : ''}`,
  };
  return {
    zh: `${because.zh}；文中“${said.join('”“')}”最符合${best.name}${by.zh}，把握${sure}。`,
    en: `${because.en}: ${said.join(', ')} fit ${best.name} best${by.en}, confidence ${sure}.`,
  };
}
