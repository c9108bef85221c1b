import { z } from 'zod';
import { said } from '../../platform/wording/said.ts';
import { normaliseCategory } from '../../vocabulary/category.ts';
import { type Matter, textOf } from '../matter.ts';
import type { Fact } from '../reason.ts';

const texts = z.array(z.string().min(1)).min(1).readonly();
const day = z.iso.date();

/** The conditions of a rule: all that are given must hold, any value of a list will do. */
export const conditionsSchema = z.strictObject({
  /** Category paths; a shorter path covers everything below it. */
  category: z.array(z.string().overwrite(normaliseCategory).min(1)).min(1).readonly().optional(),
  region: texts.optional(),
  source: texts.optional(),
  urgency: texts.optional(),
  /** Any one of these among the keywords, in the title or in the goal. */
  keywords: texts.optional(),
  /** Each of these, likewise. */
  allKeywords: texts.optional(),
  /** None of these, likewise. */
  noKeywords: texts.optional(),
});
export type Conditions = z.infer<typeof conditionsSchema>;

export const routingRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
  /** What the rule says, as a clerk would put it. */
  title: z.string().min(1),
  when: conditionsSchema.refine((when) => Object.keys(when).length > 0, {
    error: said('至少要有一个条件', 'expected at least one condition'),
  }),
  /** Code, name, alias or former name of the unit. */
  to: z.string().min(1),
  /** First day of validity and first day without it. */
  from: day.optional(),
  until: day.optional(),
  /** Where the rule comes from: a document, a ruling, a meeting. */
  basis: z.string().optional(),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

export const routingRulesSchema = z.strictObject({
  version: z.string().min(1),
  rules: z.array(routingRuleSchema).readonly(),
});
export type RoutingRules = z.infer<typeof routingRulesSchema>;

/** Whether `path` is `prefix` or lies below it. */
export function isWithin(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}

/** The facts by which a matter meets the conditions, or undefined when it does not; `category` is normalised. */
export function matchConditions(when: Conditions, matter: Matter, category: string): Fact[] | undefined {
  const facts: Fact[] = [];
  if (when.category) {
    const hit = category === '' ? undefined : when.category.find((prefix) => isWithin(category, prefix));
    if (hit === undefined) return undefined;
    facts.push({ fact: 'category', value: category, matched: hit });
  }
  for (const name of ['region', 'source', 'urgency'] as const) {
    const wanted = when[name];
    if (!wanted) continue;
    const value = matter[name]?.trim();
    if (value === undefined || !wanted.includes(value)) return undefined;
    facts.push({ fact: name, value, matched: value });
  }
  return matchKeywords(when, matter, facts);
}

function matchKeywords(when: Conditions, matter: Matter, facts: Fact[]): Fact[] | undefined {
  if (!when.keywords && !when.allKeywords && !when.noKeywords) return facts;
  const text = textOf(matter);
  const says = (word: string) =>
    text.includes(word) || (matter.keywords?.some((keyword) => keyword.includes(word)) ?? false);
  if (when.noKeywords?.some(says)) return undefined;
  for (const word of when.allKeywords ?? []) {
    if (!says(word)) return undefined;
    facts.push({ fact: 'keyword', value: word, matched: word });
  }
  if (when.keywords) {
    const hit = when.keywords.find(says);
    if (hit === undefined) return undefined;
    facts.push({ fact: 'keyword', value: hit, matched: hit });
  }
  return facts;
}
