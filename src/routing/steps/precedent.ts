import { findUnit } from '../../directory/resolve/find-unit.ts';
import { rulingFor } from '../books/ruling-book.ts';
import type { Decided, Question } from '../question.ts';

/** A ruling of the task force on a similar matter; one whose unit has no successor no longer speaks. */
export function decideByPrecedent(question: Question): Decided | undefined {
  const { matter, book, category, now } = question;
  const found = rulingFor(book.rulings, matter.title, category, now);
  if (!found) return undefined;
  const named = findUnit(book.directory, found.ruling.unit, now);
  if (named?.kind !== 'unit') return undefined;
  const { unit } = named;
  const percent = Math.round(found.likeness * 100);
  return {
    kind: 'decided',
    step: 'precedent',
    unit: unit.code,
    precedent: found.ruling.id,
    facts: [{ fact: 'precedent', value: matter.title, matched: found.ruling.title }],
    why:
      found.ruling.kind === 'ruling'
        ? {
            zh: `与已裁定事项“${found.ruling.title}”（${found.ruling.id}）相似${percent}%，依该裁定由${unit.name}承办。`,
            en: `${percent}% like "${found.ruling.title}" (${found.ruling.id}), on which the task force has ruled: ${unit.name}.`,
          }
        : {
            zh: `与专班已分派事项“${found.ruling.title}”（${found.ruling.id}）相似${percent}%，依该次分派由${unit.name}承办。`,
            en: `${percent}% like "${found.ruling.title}" (${found.ruling.id}), which the task force has assigned: ${unit.name}.`,
          },
  };
}
