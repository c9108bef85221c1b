import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadDirectory } from '../../src/directory/files/load-directory.ts';
import { readTaxonomy } from '../../src/directory/files/taxonomy.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { prepareRouting } from '../../src/routing/books/prepare-routing.ts';
import { dutiesJsonSchemas } from '../../src/routing/duties/duties-json-schema.ts';
import type { Matter } from '../../src/routing/matter.ts';
import { route } from '../../src/routing/route.ts';
import { lintRouting } from '../../src/routing/rules/lint-routing.ts';
import { loadPlaces } from '../../src/routing/rules/load-places.ts';
import { loadRules } from '../../src/routing/rules/load-rules.ts';
import { loadTextFiles } from '../../src/routing/text/teaching/load-text-files.ts';
import { NOW } from './county-fixture.ts';

const config = join(projectRoot(), 'config');
const taxonomy = readTaxonomy(join(config, 'taxonomy.json'));
const directory = loadDirectory(join(config, 'directory'), taxonomy);
const rules = loadRules(join(config, 'routing/rules.yaml'));
const places = loadPlaces(join(config, 'routing/places.yaml'));
const texts = loadTextFiles(join(config, 'routing'));
const book = prepareRouting({ directory, rules, precedents: [], places });

function answer(matter: Matter): string {
  const routing = route(matter, book, NOW);
  return routing.kind === 'routed' ? `${routing.reason.step}: ${routing.unit}` : routing.failure;
}

describe('the shipped directory, rules and places', () => {
  it('have no errors', () => {
    expect(
      lintRouting(rules, directory, taxonomy, NOW, texts).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it('hold duties and boundaries of units that are there, and no boundary that is never asked', () => {
    const kinds = lintRouting(rules, directory, taxonomy, NOW, texts).map(
      ({ kind, about }) => `${kind} ${about}`,
    );
    expect(kinds.filter((kind) => /^(duty-|boundary-)/u.test(kind))).toEqual([]);
  });

  it('give every organ and zone duties, several dozen objects to all but the smallest', () => {
    const objects = new Map<string, number>();
    for (const { unit, objects: list } of texts.duties.duties) {
      objects.set(unit, (objects.get(unit) ?? 0) + list.length);
    }
    const wanted = directory.units.filter(({ kind }) => kind === 'organ' || kind === 'zone');
    expect(wanted.filter(({ name }) => (objects.get(name) ?? 0) < 24).map(({ name }) => name)).toEqual([]);
  });

  it.each(Object.entries(dutiesJsonSchemas()))('has the schema that editors read: %s', (name, text) => {
    expect(JSON.parse(readFileSync(join(config, 'duties', name), 'utf8'))).toEqual(JSON.parse(text));
  });

  it.each<[string, Matter, string]>([
    ['a name', { title: '智慧犬管平台优化升级', unit: '县综合执法局' }, 'unit: 330523-O40'],
    ['an alias of a town', { title: '移动窗口改革', unit: '梅溪' }, 'unit: 330523-T05'],
    ['a code', { title: '工程渣土运输全程监管', unit: '330523-O40' }, 'unit: 330523-O40'],
    [
      'taxi category',
      { title: '出租车投诉处理闭环', goal: '投诉、核查、反馈全程线上', category: '交通运输/出租车管理' },
      'duty: 330523-O27',
    ],
    [
      'school fees category',
      { title: '中小学课后服务一键报名', goal: '家长端一次填报', category: '教育文体/教育收费' },
      'duty: 330523-O18',
    ],
    [
      'medical disputes category',
      { title: '医患纠纷联动调处', goal: '受理、调解、理赔一件事', category: '卫生计生/医患纠纷' },
      'duty: 330523-O33',
    ],
    ['nothing', { title: '跨部门执法协同', goal: '线索移送、联合检查、结果反馈线上闭环' }, 'nothing-matched'],
    ['an unknown unit', { title: '某平台对接事项', unit: '县数据资源中心' }, 'unit-unknown'],
    [
      'two lead units',
      { title: '阳光厨房全覆盖', unit: '县教育局;县市场监管局', category: '教育文体/教育行政管理' },
      'unit-ambiguous',
    ],
  ])('answer a ledger row with %s', (_, matter, expected) => {
    expect(answer(matter)).toBe(expected);
  });
});
