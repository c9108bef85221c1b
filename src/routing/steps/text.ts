import { claimantCandidates, mergeCandidates, rankedCandidates } from '../candidates.ts';
import { CANDIDATES, type Finding, nameOf, type Question } from '../question.ts';
import type { Counterfactual, Fact } from '../reason.ts';
import { answeringUnit } from '../standing.ts';
import type { TextRanking } from '../text/text-ranking.ts';

/** What the words say, where the model is sure enough; else the candidates, for a person. */
export function decideByText(question: Question): Finding {
  const { matter, book, claimants, category } = question;
  const pool = claimants.length > 0 ? new Set(claimants) : undefined;
  const ranking = book.text?.rank(matter, CANDIDATES + 1, pool);
  const candidates = ranking ? rankedCandidates(question, ranking.ranked) : [];
  const top = ranking?.ranked[0];
  const best = candidates[0];
  // The model may rank a unit that has ended since without a successor; its confidence is nobody else's.
  const stands = top !== undefined && answeringUnit(book, top.unit, question.moment)?.code === best?.unit;
  const confidence = stands ? (ranking?.confidence ?? 0) : 0;
  const facts: Fact[] = (top?.words ?? []).map(({ word, share }) => ({
    fact: 'word',
    value: word,
    matched: `${Math.round(share * 100)}%`,
  }));
  if (book.text && best && confidence >= book.text.threshold) {
    const said = facts.map((fact) => fact.value);
    const because =
      claimants.length > 0
        ? {
            zh: `事项分类“${category}”有${claimants.length}个单位负责`,
            en: `${claimants.length} units answer for "${category}"`,
          }
        : { zh: '没有写明单位，也没有规则、分类或属地可依', en: 'Nothing but the text decides' };
    return {
      kind: 'decided',
      step: 'text',
      unit: best.unit,
      confidence,
      facts,
      runnersUp: candidates.slice(1),
      counterfactuals: [withoutWords(question, ranking?.flip)],
      why: {
        zh: `${because.zh}；文中“${said.join('”“')}”最符合${best.name}，把握${percent(confidence)}。`,
        en: `${because.en}: ${said.join(', ')} fit ${best.name} best, confidence ${percent(confidence)}.`,
      },
    };
  }
  if (claimants.length > 0) {
    const names = claimants.slice(0, CANDIDATES).map((unit) => nameOf(book, unit));
    return {
      kind: 'undecided',
      failure: 'unit-ambiguous',
      facts: [{ fact: 'category', value: category, matched: names.join('、') }, ...facts],
      candidates: mergeCandidates(candidates, claimantCandidates(question)),
      confidence,
      why: {
        zh: `事项分类“${category}”有${claimants.length}个单位负责（${names.join('、')}），无法确定其一，请人工指定。`,
        en: `${claimants.length} units answer for "${category}" (${names.join(', ')}); a person must choose.`,
      },
    };
  }
  if (!book.text || !best) {
    return {
      kind: 'undecided',
      failure: 'nothing-matched',
      facts: [],
      candidates: [],
      why: {
        zh: '没有写明单位，规则、事项分类、属地和文字都没有指向任何单位，请人工指定。',
        en: 'No unit is written, and no rule, category, place or word points to one; a person must choose.',
      },
    };
  }
  return {
    kind: 'undecided',
    failure: 'below-confidence',
    facts,
    candidates,
    confidence,
    why: {
      zh: `仅能按文字判断，最像${best.name}，把握${percent(confidence)}，低于设定的${percent(book.text.threshold)}，请人工指定。`,
      en: `Only the text speaks: most like ${best.name}, but confidence ${percent(confidence)} is below the set ${percent(book.text.threshold)}; a person must choose.`,
    },
  };
}

function withoutWords({ book, moment }: Question, flip: TextRanking['flip']): Counterfactual {
  const other = flip && answeringUnit(book, flip.unit, moment);
  if (!flip || !other) {
    return {
      sentence: {
        zh: '写明牵头单位或事项分类，将以其为准。',
        en: 'A lead unit or a category in writing would take precedence.',
      },
    };
  }
  return {
    unit: other.code,
    sentence: {
      zh: `若文中没有“${flip.without.join('”“')}”，最像${other.name}。`,
      en: `Without ${flip.without.join(', ')} it would look most like ${other.name}.`,
    },
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
