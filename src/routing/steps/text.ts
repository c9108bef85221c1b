import { claimantCandidates, mergeCandidates, rankedCandidates } from '../candidates.ts';
import type { BoundaryHeld } from '../duties/boundary-book.ts';
import { CANDIDATES, type Finding, nameOf, type Question } from '../question.ts';
import type { BoundaryCited, Candidate, Counterfactual, Fact, SimilarTask } from '../reason.ts';
import { answeringUnit } from '../standing.ts';
import type { TextRanking } from '../text/text-ranking.ts';
import { coUnitsOf } from './co-units.ts';
import { settlingSentence } from './settling-sentence.ts';

const SIMILAR_SHOWN = 3;

/** What the words say, where the model is sure enough and no boundary leaves it open; else the candidates, for a person. */
export function decideByText(question: Question): Finding {
  const { matter, book, claimants } = question;
  const pool = claimants.length > 0 ? new Set(claimants) : undefined;
  const ranking = book.text?.rank(matter, CANDIDATES + 1, pool);
  const candidates = ranking ? rankedCandidates(question, ranking.ranked) : [];
  const top = ranking?.ranked[0];
  const best = candidates[0];
  // The model may rank a unit that has ended since without a successor; its confidence passes to no other unit.
  const stands = top !== undefined && answeringUnit(book, top.unit, question.moment)?.code === best?.unit;
  const confidence = stands ? (ranking?.confidence ?? 0) : 0;
  const boundaries = (ranking?.boundaries ?? []).map((held) => cite(question, held));
  const facts = factsOf(ranking, boundaries);
  if (!book.text || !best) return undecidedWithoutText(question);
  const similar = similarTasks(question);
  if (confidence < book.text.threshold || ranking?.open !== undefined) {
    return undecided(question, { ranking, candidates, confidence, facts, boundaries, similar });
  }
  const settling = boundaries.find(({ leads }) => leads === best.unit);
  return {
    kind: 'decided',
    step: 'text',
    unit: best.unit,
    confidence,
    facts,
    boundaries,
    similar,
    coUnits: coUnitsOf(candidates, boundaries),
    runnersUp: candidates.slice(1),
    counterfactuals: [withoutWords(question, ranking?.flip)],
    why: settlingSentence(question, best, {
      facts,
      confidence,
      settling,
      duty: top?.duties[0],
      example: similar.find(({ unit }) => unit === best.unit),
    }),
  };
}

interface Weighed {
  readonly ranking: TextRanking | undefined;
  readonly candidates: readonly Candidate[];
  readonly confidence: number;
  readonly facts: readonly Fact[];
  readonly boundaries: readonly BoundaryCited[];
  readonly similar: readonly SimilarTask[];
}

function undecided(question: Question, weighed: Weighed): Finding {
  const { book, claimants } = question;
  const { ranking, candidates, confidence, facts, boundaries, similar } = weighed;
  const common = { kind: 'undecided', facts, confidence, boundaries, similar } as const;
  const open = ranking?.open;
  if (open !== undefined) {
    const over = (open.over ?? []).map((unit) => nameOf(book, unit));
    return {
      ...common,
      failure: 'boundary-open',
      candidates: standingAt(question, open, candidates),
      why: {
        zh: `“${open.words.join('”“')}”属两可：${over.join('、')}都可能牵头（${open.boundary.because}），请人工指定。`,
        en: `${open.words.join(', ')} is open between ${over.join(', ')} (${open.boundary.because}); a person must choose.`,
      },
    };
  }
  if (claimants.length > 0) {
    return { ...claimed(question, facts, candidates), confidence, boundaries, similar };
  }
  const best = candidates[0];
  const threshold = book.text?.threshold ?? 1;
  return {
    ...common,
    failure: 'below-confidence',
    candidates,
    why: {
      zh: `仅能按文字判断，最像${best?.name ?? ''}，把握${percent(confidence)}，低于设定的${percent(threshold)}，请人工指定。`,
      en: `Only the text speaks: most like ${best?.name ?? ''}, but confidence ${percent(confidence)} is below the set ${percent(threshold)}; a person must choose.`,
    },
  };
}

function undecidedWithoutText(question: Question): Finding {
  if (question.claimants.length > 0) return claimed(question, [], []);
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

function claimed(question: Question, facts: readonly Fact[], candidates: readonly Candidate[]) {
  const { book, claimants, category } = question;
  const names = claimants.slice(0, CANDIDATES).map((unit) => nameOf(book, unit));
  const fact: Fact = { fact: 'category', value: category, matched: names.join('、') };
  return {
    kind: 'undecided' as const,
    failure: 'unit-ambiguous' as const,
    facts: [fact, ...facts],
    candidates: mergeCandidates(candidates, claimantCandidates(question)),
    why: {
      zh: `事项分类“${category}”有${claimants.length}个单位负责（${names.join('、')}），无法确定其一，请人工指定。`,
      en: `${claimants.length} units answer for "${category}" (${names.join(', ')}); a person must choose.`,
    },
  };
}

// Those that an open boundary names come first, in the order of what is said of them; then whom else the text suggests.
function standingAt(question: Question, { over, boundary }: BoundaryHeld, ranked: readonly Candidate[]) {
  const why = { zh: `职责边界两可：${boundary.because}`, en: `open boundary: ${boundary.because}` };
  const named: Candidate[] = [];
  for (const code of over ?? []) {
    const unit = answeringUnit(question.book, code, question.moment);
    const known = ranked.find((candidate) => candidate.unit === unit?.code);
    if (unit) named.push(known ?? { unit: unit.code, name: unit.name, score: 0, why });
  }
  const first = named.toSorted((a, b) => b.score - a.score);
  const rest = ranked.filter(({ unit }) => !named.some((candidate) => candidate.unit === unit));
  return [...first, ...rest].slice(0, CANDIDATES);
}

function similarTasks({ book, matter }: Question): SimilarTask[] {
  return (book.text?.similar(matter, SIMILAR_SHOWN) ?? []).map(({ precedent, likeness }) => ({
    id: precedent.id,
    title: precedent.title,
    unit: precedent.unit,
    name: nameOf(book, precedent.unit),
    likeness: Math.round(likeness * 100) / 100,
  }));
}

function factsOf(ranking: TextRanking | undefined, boundaries: readonly BoundaryCited[]): Fact[] {
  const top = ranking?.ranked[0];
  const words = (top?.words ?? []).map(
    ({ word, share }): Fact => ({ fact: 'word', value: word, matched: `${Math.round(share * 100)}%` }),
  );
  const duties = (top?.duties ?? [])
    .slice(0, 1)
    .map((duty): Fact => ({ fact: 'duty', value: duty, matched: duty }));
  const cited = boundaries.map(
    ({ id, words: said }): Fact => ({ fact: 'boundary', value: said.join('、'), matched: id }),
  );
  return [...words, ...duties, ...cited];
}

function cite({ book }: Question, { boundary, leads, over, words }: BoundaryHeld): BoundaryCited {
  const { id, because } = boundary;
  return {
    id,
    words: [...words],
    ...(leads === undefined ? {} : { leads }),
    over: (over ?? []).filter((unit) => book.index.units.has(unit)),
    because,
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
