import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lintRouting } from '../../src/routing/rules/lint-routing.ts';
import { loadRules } from '../../src/routing/rules/load-rules.ts';
import type { Conditions, RoutingRule } from '../../src/routing/rules/rule.ts';
import { whatIf } from '../../src/routing/what-if.ts';
import { book, county, NOW, SERVICES, TRANSPORT, unit } from './county-fixture.ts';

const TAXONOMY = {
  交通运输: { 出租车管理: ['运价监管', '网约车问题'], 客货运输: ['旅客运输'] },
  教育文体: { 教育收费: [], 教育行政管理: [], 考试招生: ['考场考纪'] },
};

function rule(id: string, when: Conditions, more: Partial<RoutingRule> = {}): RoutingRule {
  return { id, title: id, when, to: '县公安局', ...more };
}

function findings(...rules: RoutingRule[]) {
  const units = county().units.filter((one) => one.code === '330523-O20' || one.code === TRANSPORT);
  const directory = {
    ...county(),
    units: [...units, ...county().units.filter((one) => one.kind === 'taskForce')],
  };
  return lintRouting({ version: 'r', rules }, directory, TAXONOMY, NOW).filter(({ kind }) =>
    kind.startsWith('rule'),
  );
}

describe('loading rules', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function load(text: string) {
    const path = join(folder, 'rules.yaml');
    writeFileSync(path, text);
    return () => loadRules(path);
  }

  it('reads rules in their order and spells categories one way', () => {
    const text =
      'version: v1\nrules:\n  - {id: a, title: A, when: {category: [交通运输 ／ 出租车管理]}, to: 公安局}\n';
    expect(load(text)().rules[0]?.when.category).toEqual(['交通运输/出租车管理']);
  });

  it.each([
    [
      'a rule without a target',
      'version: v1\nrules:\n  - id: a\n    title: A\n    when: {urgency: [紧急]}\n',
      /:3: .*to/,
    ],
    [
      'an unknown condition',
      'version: v1\nrules:\n  - id: a\n    title: A\n    when: {colour: [red]}\n    to: b\n',
      /:5: .*colour/,
    ],
    [
      'no condition at all',
      'version: v1\nrules:\n  - id: a\n    title: A\n    when: {}\n    to: b\n',
      /:5: .*condition/,
    ],
    [
      'an id taken twice',
      'version: v1\nrules:\n  - {id: a, title: A, when: {urgency: [x]}, to: b}\n  - {id: a, title: B, when: {urgency: [y]}, to: b}\n',
      /:4: .*line 3/,
    ],
    ['broken YAML', 'version: v1\nrules: [\n', /:\d+: is not YAML/],
  ])('names the line of %s', (_, text, complaint) => {
    expect(load(text)).toThrow(complaint);
  });
});

describe('lint', () => {
  it('finds nothing in rules that each decide something', () => {
    expect(
      findings(rule('a', { category: ['交通运输/出租车管理'] }), rule('b', { category: ['交通运输'] })),
    ).toEqual([]);
  });

  it.each<[string, Conditions, Conditions]>([
    ['a shorter path before a longer one', { category: ['交通运输'] }, { category: ['交通运输/出租车管理'] }],
    ['fewer conditions before more', { urgency: ['紧急'] }, { urgency: ['紧急'], source: ['领导批示'] }],
    ['a shorter word before a longer one', { keywords: ['出租'] }, { keywords: ['出租车', '出租屋'] }],
    ['any word before all words', { keywords: ['公交', '出租'] }, { allKeywords: ['公交', '线路'] }],
  ])('finds a rule shadowed by %s', (_, first, second) => {
    expect(findings(rule('a', first), rule('b', second))).toMatchObject([
      { kind: 'rule-shadowed', about: 'b' },
    ]);
  });

  it('finds a rule shadowed by several rules together', () => {
    const found = findings(
      rule('a', { urgency: ['紧急'] }),
      rule('b', { source: ['领导批示'], urgency: ['普通'] }),
      rule('c', { source: ['领导批示'], urgency: ['紧急', '普通'] }),
    );
    expect(found).toMatchObject([
      { kind: 'rule-shadowed', about: 'c', sentence: { en: expect.stringContaining('a, b') } },
    ]);
  });

  it('does not call a rule shadowed by one that holds for fewer days or excludes words', () => {
    const later = rule('c', { keywords: ['出租车'] });
    expect(findings(rule('a', { keywords: ['出租'] }, { until: '2026-12-31' }), later)).toEqual([]);
    expect(findings(rule('a', { keywords: ['出租'], noKeywords: ['房屋'] }), later)).toEqual([]);
  });

  it.each<[string, RoutingRule]>([
    ['a word both required and excluded', rule('a', { allKeywords: ['出租车'], noKeywords: ['出租'] })],
    [
      'an end before its beginning',
      rule('a', { urgency: ['紧急'] }, { from: '2026-05-01', until: '2026-05-01' }),
    ],
  ])('finds a rule that can never hold: %s', (_, bad) => {
    expect(findings(bad)).toMatchObject([{ severity: 'error', kind: 'rule-unreachable' }]);
  });

  it('finds a rule to a unit that the directory does not have', () => {
    expect(findings(rule('a', { urgency: ['紧急'] }, { to: '县数据资源中心' }))).toMatchObject([
      { severity: 'error', kind: 'rule-unit-unknown' },
    ]);
  });

  it('finds unknown, unanswered and contested categories, and names claimed twice', () => {
    const rival = unit('330523-O94', '县运管所', { duties: ['交通运输/出租车管理'], aliases: ['交通局'] });
    const rules = { version: 'r', rules: [rule('a', { category: ['交通运输/渡口'] })] };
    const found = lintRouting(rules, county([rival]), TAXONOMY, NOW);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'category-unknown', about: 'a' }),
        expect.objectContaining({ kind: 'category-contested', about: '交通运输/出租车管理' }),
        expect.objectContaining({ kind: 'category-unanswered', about: '教育文体/考试招生' }),
        expect.objectContaining({ kind: 'name-contested', about: '交通局' }),
      ]),
    );
    expect(found.findLastIndex(({ severity }) => severity === 'error')).toBeLessThan(
      found.findIndex(({ severity }) => severity === 'warning'),
    );
  });
});

describe('what if', () => {
  const history = [
    { id: 't1', matter: { title: '出租车投诉', category: '交通运输/出租车管理' }, routedAt: NOW },
    {
      id: 't2',
      matter: { title: '出租车投诉', unit: '县公安局', category: '交通运输/出租车管理' },
      routedAt: NOW,
    },
    { id: 't3', matter: { title: '一件事改革' }, routedAt: NOW },
  ];

  it('lists the past matters that other rules would move, and nothing else', () => {
    const rules = {
      version: 'r9',
      rules: [
        rule('taxi', { category: ['交通运输/出租车管理'] }, { to: '政务办' }),
        rule('one-matter', { keywords: ['一件事'] }, { to: '政务办' }),
      ],
    };
    expect(whatIf(rules, history, book())).toMatchObject([
      { id: 't1', from: TRANSPORT, to: SERVICES, rule: 'taxi' },
      { id: 't3', from: undefined, to: SERVICES, rule: 'one-matter' },
    ]);
  });

  it('lists nothing for the rules in force', () => {
    const inForce = book();
    expect(whatIf(inForce.rules, history, inForce)).toEqual([]);
  });
});
