import { type Decided, nameOf, type Question } from '../question.ts';

/** The one unit whose duty covers the category; several claimants are left to place and text. */
export function decideByDuty(question: Question): Decided | undefined {
  const { claimants, holders, book, category } = question;
  const unit = claimants[0];
  if (unit === undefined || claimants.length > 1 || !holders) return undefined;
  return {
    kind: 'decided',
    step: 'duty',
    unit,
    facts: [{ fact: 'category', value: category, matched: holders.path }],
    why: {
      zh: `事项分类“${category}”属于${nameOf(book, unit)}的职责（${holders.path}）。`,
      en: `Category "${category}" is a duty of ${nameOf(book, unit)} (${holders.path}).`,
    },
  };
}
