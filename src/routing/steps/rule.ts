import { findUnit } from '../../directory/resolve/find-unit.ts';
import { claimantCandidates, mergeCandidates } from '../candidates.ts';
import type { Finding, Question } from '../question.ts';
import { matchConditions } from '../rules/rule.ts';

/**
 * The first rule whose conditions hold. A rule that names a unit the directory does not have still
 * decides: for a person, because skipping it would be guessing what its author meant.
 */
export function decideByRule(question: Question, except?: string): Finding | undefined {
  const { matter, book, category, now, day } = question;
  for (const rule of book.rules.rules) {
    if (rule.id === except) continue;
    if ((rule.from && day < rule.from) || (rule.until && day >= rule.until)) continue;
    const facts = matchConditions(rule.when, matter, category);
    if (!facts) continue;
    const named = findUnit(book.directory, rule.to, now);
    if (named?.kind !== 'unit') {
      return {
        kind: 'undecided',
        failure: 'unit-unknown',
        rule: rule.id,
        facts,
        candidates: mergeCandidates(claimantCandidates(question)),
        why: {
          zh: `规则“${rule.title}”（${rule.id}）指向“${rule.to}”，目录中没有唯一可承办的该单位，请人工指定并更正规则。`,
          en: `Rule ${rule.id} points to "${rule.to}", which is no single unit of the directory; name a unit and mend the rule.`,
        },
      };
    }
    const { unit } = named;
    return {
      kind: 'decided',
      step: 'rule',
      unit: unit.code,
      rule: rule.id,
      facts,
      why: {
        zh: `符合规则“${rule.title}”（${rule.id}）：${facts.map((fact) => fact.matched).join('、')}，由${unit.name}承办。`,
        en: `Rule ${rule.id} holds (${facts.map((fact) => fact.matched).join(', ')}): ${unit.name}.`,
      },
    };
  }
  return undefined;
}
