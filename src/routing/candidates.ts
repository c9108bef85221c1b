import { CANDIDATES, nameOf, type Question } from './question.ts';
import type { Candidate } from './reason.ts';
import { answeringUnit } from './standing.ts';
import type { RankedUnit } from './text/text-ranking.ts';

/** The best candidates of several lists, each unit once with its best score. */
export function mergeCandidates(...lists: readonly (readonly Candidate[])[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of lists.flat()) {
    const known = best.get(candidate.unit);
    if (!known || candidate.score > known.score) best.set(candidate.unit, candidate);
  }
  return [...best.values()]
    .toSorted((a, b) => b.score - a.score || (a.unit < b.unit ? -1 : 1))
    .slice(0, CANDIDATES);
}

/** The units that answer for the category, as candidates of equal rank. */
export function claimantCandidates(question: Question): Candidate[] {
  const { claimants, book, holders } = question;
  return claimants.map((unit) => ({
    unit,
    name: nameOf(book, unit),
    score: 1 / claimants.length,
    why: { zh: `职责含“${holders?.path ?? ''}”`, en: `answers for "${holders?.path ?? ''}"` },
  }));
}

/** Ranked units as candidates: those that have been abolished are seen as their successors. */
export function rankedCandidates(question: Question, ranked: readonly RankedUnit[]): Candidate[] {
  const { book, moment } = question;
  const candidates: Candidate[] = [];
  for (const { unit, score, words, duties } of ranked) {
    const answering = answeringUnit(book, unit, moment);
    if (!answering) continue;
    const said = words.map(({ word }) => word);
    candidates.push({
      unit: answering.code,
      name: answering.name,
      score,
      why: {
        zh: `文中提到${said.map((word) => `“${word}”`).join('')}`,
        en: `the text says ${said.join(', ')}`,
      },
      ...(duties.length === 0 ? {} : { duties: [...duties] }),
    });
  }
  return mergeCandidates(candidates);
}

/** What the text model would suggest to a person; nothing without a model. */
export function textCandidates(question: Question): Candidate[] {
  const ranking = question.book.text?.rank(question.matter, CANDIDATES);
  return ranking ? rankedCandidates(question, ranking.ranked) : [];
}
