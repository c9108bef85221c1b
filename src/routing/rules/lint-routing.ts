import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import type { Taxonomy } from '../../directory/files/taxonomy.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import { normaliseCategory } from '../../vocabulary/category.ts';
import { bookDuties } from '../books/duty-book.ts';
import { lintDuties } from '../duties/lint-duties.ts';
import type { DutyFiles } from '../duties/load-duties.ts';
import type { Sentence } from '../reason.ts';
import { type Lexicon, resolveLexicon } from '../text/lexicon.ts';
import type { RoutingFinding } from './routing-finding.ts';
import type { RoutingRule, RoutingRules } from './rule.ts';
import { coveringRules } from './rule-cover.ts';

/** Everything wrong with rules, categories, names and, where given, the lexicon, duties and boundaries, at a moment (ISO instant); errors first. */
export function lintRouting(
  rules: RoutingRules,
  directory: Directory,
  taxonomy: Taxonomy,
  now: string,
  texts?: { readonly lexicon: Lexicon; readonly duties: DutyFiles },
): RoutingFinding[] {
  const paths = categoryPaths(taxonomy);
  return [
    ...rules.rules.flatMap((rule, at) => lintRule(rule, rules.rules.slice(0, at), directory, paths, now)),
    ...lintCategories(directory, taxonomy, paths),
    ...lintNames(directory),
    ...(texts
      ? [...lintLexicon(texts.lexicon, directory, now), ...lintDuties(texts.duties, directory, now)]
      : []),
  ].toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Every category path of the taxonomy, on all three levels. */
export function categoryPaths(taxonomy: Taxonomy): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [first, seconds] of Object.entries(taxonomy)) {
    paths.add(first);
    for (const [second, thirds] of Object.entries(seconds)) {
      paths.add(`${first}/${second}`);
      for (const third of thirds) paths.add(normaliseCategory(`${first}/${second}/${third}`));
    }
  }
  return paths;
}

function lintRule(
  rule: RoutingRule,
  earlier: readonly RoutingRule[],
  directory: Directory,
  paths: ReadonlySet<string>,
  now: string,
): RoutingFinding[] {
  const findings: RoutingFinding[] = [];
  const say = (severity: RoutingFinding['severity'], kind: RoutingFinding['kind'], zh: string, en: string) =>
    findings.push({ severity, kind, about: rule.id, sentence: { zh, en } });
  const named = findUnit(directory, rule.to, now);
  if (named?.kind !== 'unit') {
    say(
      'error',
      'rule-unit-unknown',
      `规则${rule.id}指向“${rule.to}”，目录中没有唯一可承办的该单位。`,
      `Rule ${rule.id} points to "${rule.to}", which is no single living unit of the directory.`,
    );
  }
  for (const category of rule.when.category ?? []) {
    if (paths.has(category)) continue;
    say(
      'error',
      'category-unknown',
      `规则${rule.id}的事项分类“${category}”不在分类表中，永远不会符合。`,
      `Rule ${rule.id} asks for category "${category}", which the taxonomy does not have.`,
    );
  }
  const never = contradiction(rule);
  if (never)
    say(
      'error',
      'rule-unreachable',
      `规则${rule.id}不可能生效：${never.zh}。`,
      `Rule ${rule.id} can never hold: ${never.en}.`,
    );
  const covering = coveringRules(rule, earlier);
  if (covering.length > 0) {
    const by = covering.map(({ id }) => id).join(', ');
    say(
      'warning',
      'rule-shadowed',
      `规则${rule.id}不会生效：符合它的事项都先符合了${by}。`,
      `Rule ${rule.id} never decides: whatever meets it meets ${by} first.`,
    );
  }
  return findings;
}

function contradiction({ when, from, until }: RoutingRule): Sentence | undefined {
  if (from !== undefined && until !== undefined && until <= from) {
    return { zh: `止于${until}，却始于${from}`, en: `it ends on ${until} but begins on ${from}` };
  }
  const banned = (word: string) => when.noKeywords?.some((no) => word.includes(no)) ?? false;
  const required = when.allKeywords?.find(banned);
  if (required !== undefined) {
    return { zh: `既要求又排除“${required}”`, en: `it both requires and excludes "${required}"` };
  }
  if (when.keywords?.every(banned)) {
    return { zh: '所列关键词全被排除', en: 'each of its keywords is excluded' };
  }
  return undefined;
}

function lintCategories(
  directory: Directory,
  taxonomy: Taxonomy,
  paths: ReadonlySet<string>,
): RoutingFinding[] {
  const findings: RoutingFinding[] = [];
  const duties = bookDuties(directory.units);
  for (const [duty, holders] of duties.exact) {
    if (!paths.has(duty)) {
      const zh = `职责“${duty}”（${holders.join('、')}）不在分类表中。`;
      const en = `Duty "${duty}" of ${holders.join(', ')} is not in the taxonomy.`;
      findings.push({ severity: 'error', kind: 'category-unknown', about: duty, sentence: { zh, en } });
    }
    if (holders.length > 1) {
      const zh = `事项分类“${duty}”由${holders.join('、')}同时负责，只能转人工或看属地、文字。`;
      const en = `Category "${duty}" is claimed by ${holders.join(', ')}.`;
      findings.push({ severity: 'warning', kind: 'category-contested', about: duty, sentence: { zh, en } });
    }
  }
  for (const [first, seconds] of Object.entries(taxonomy)) {
    for (const [second, thirds] of Object.entries(seconds)) {
      const path = `${first}/${second}`;
      if (duties.exact.has(path)) continue;
      const leaves = thirds.map((third) => normaliseCategory(`${path}/${third}`));
      const nobodys = leaves.filter((leaf) => !duties.exact.has(leaf));
      if (leaves.length > 0 && nobodys.length === 0) continue;
      const all = nobodys.length === leaves.length;
      const zh = `事项分类“${path}”无人负责${all ? '' : `（${nobodys.join('、')}）`}，将看属地、文字或转人工分派。`;
      const en = `Nobody answers for ${all ? `"${path}"` : nobodys.join(', ')}; place, text or a person decides.`;
      findings.push({ severity: 'warning', kind: 'category-unanswered', about: path, sentence: { zh, en } });
    }
  }
  return findings;
}

function lintNames(directory: Directory): RoutingFinding[] {
  const findings: RoutingFinding[] = [];
  for (const [name, byNaming] of indexDirectory(directory).named) {
    const claimants = new Set([...byNaming.values()].flat().map((unit) => unit.code));
    if (claimants.size < 2) continue;
    const codes = [...claimants].join('、');
    const zh = `名称“${name}”同时指${codes}。`;
    const en = `The name "${name}" belongs to ${codes}.`;
    findings.push({ severity: 'warning', kind: 'name-contested', about: name, sentence: { zh, en } });
  }
  return findings;
}

function lintLexicon(lexicon: Lexicon, directory: Directory, now: string): RoutingFinding[] {
  return resolveLexicon(lexicon, directory, now).unknown.map((name) => {
    const zh = `词库中的“${name}”不是目录中的单位，其词语不起作用。`;
    const en = `"${name}" of the lexicon is no unit of the directory; its words say nothing.`;
    return { severity: 'warning', kind: 'lexicon-unit-unknown', about: name, sentence: { zh, en } };
  });
}
