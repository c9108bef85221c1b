import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { UnitKind } from '../../src/directory/directory.ts';
import { loadDirectory } from '../../src/directory/files/load-directory.ts';
import { readTaxonomy } from '../../src/directory/files/taxonomy.ts';
import { findDutyUnit } from '../../src/directory/resolve/find-duty-unit.ts';
import { findUnit } from '../../src/directory/resolve/find-unit.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { commissionerSeatOf, sectionHeadSeatOf } from '../../src/vocabulary/seats.ts';
import { scratchFolder } from '../support/scratch.ts';

const config = join(projectRoot(), 'config');
const taxonomy = readTaxonomy(join(config, 'taxonomy.json'));
const at = '2026-11-22T01:00:00Z';

describe('the county that ships', () => {
  const county = loadDirectory(join(config, 'directory'), taxonomy);

  const countOf = (kind: UnitKind) => county.units.filter((unit) => unit.kind === kind).length;

  it('has 15 towns, 57 organs, 2 zones and the task force', () => {
    expect([
      countOf('town') + countOf('township') + countOf('subdistrict'),
      countOf('organ'),
      countOf('zone'),
      countOf('taskForce'),
    ]).toEqual([15, 57, 2, 1]);
  });

  it('has in each unit somebody in every seat, and two to four business sections beside the host', () => {
    for (const { code } of county.units) {
      const sections = county.sections.filter(({ unit }) => unit === code);
      expect(sections.filter(({ host }) => !host).length).toBeGreaterThanOrEqual(2);
      expect(sections.filter(({ host }) => !host).length).toBeLessThanOrEqual(4);
      const seats = [commissionerSeatOf(code), ...sections.map((section) => sectionHeadSeatOf(section.code))];
      for (const seat of seats) expect(resolveSeat(county, seat, at).via).toBe('holder');
    }
  });

  it('answers for every second-level category but the six it leaves to people', () => {
    const open = Object.entries(taxonomy).flatMap(([first, seconds]) =>
      Object.keys(seconds)
        .map((second) => `${first}/${second}`)
        .filter((category) => findDutyUnit(county, category, at) === undefined),
    );
    expect(open.toSorted()).toEqual(
      [
        '党务政务/其他',
        '党务政务/群众团体',
        '党务政务/政治体制',
        '经济管理/其他',
        '科技与信息产业/其他',
        '教育文体/其他',
      ].toSorted(),
    );
  });

  it.each([
    ['交通运输/出租车管理', '县交通运输局'],
    ['教育文体/教育收费', '县教育局'],
    ['卫生计生/医患纠纷', '县卫生健康局'],
    ['城乡建设/城市建设和市政管理', '县综合行政执法局'],
    ['劳动和社会保障/城镇居民社会保险', '县医疗保障局'],
    ['国土资源/海洋气象地震', '县气象局'],
  ])('answers for %s by %s', (category, unit) => {
    expect(findDutyUnit(county, category, at)?.unit.name).toBe(unit);
  });

  it.each([
    ['县综合执法局', '330523-O40'],
    ['梅溪', '330523-T05'],
    ['人力社保局', '330523-O24'],
    ['县文旅局', '330523-O32'],
    ['县委编办', '330523-O10'],
    ['大数据局', '330523-O42'],
  ])('finds %s', (text, code) => {
    expect(findUnit(county, text, at)).toMatchObject({ unit: { code } });
  });

  it.each(['县数据资源中心', '各乡镇（街道）', '县教育局;县市场监管局'])('does not find %s', (text) => {
    expect(findUnit(county, text, at)).toBeUndefined();
  });
});

describe('a faulty file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await scratchFolder();
    await cp(join(config, 'directory'), folder, { recursive: true });
  });
  afterEach(async () => rm(folder, { recursive: true }));

  async function edit(name: string, before: string, after: string): Promise<void> {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain(before);
    await writeFile(join(folder, name), text.replace(before, after));
  }

  it.each([
    [
      'people.yaml',
      'holds: [330523-T01/B]',
      'holds: [330523-T01/A]',
      /p-0002 holds 330523-T01\/A.*p-0001/,
      'p-0002',
    ],
    [
      'people.yaml',
      'holds: [330523-T01/B]',
      'holds: [330523-T99/B]',
      /330523-T99\/B, which is unknown/,
      'T99',
    ],
    [
      'people.yaml',
      '{id: p-0002, ',
      '{id: p 2, ',
      /Expected the id of a person, such as p-0001.*"p 2"/,
      'p 2',
    ],
    [
      'county.yaml',
      'since: 2021-04-01',
      'since: 1 April',
      /expected a date as YYYY-MM-DD.*"1 April"/,
      '1 April',
    ],
    ['county.yaml', 'county: 安吉县', 'county: [安吉县', /is not YAML/, ''],
    ['units/towns.yaml', 'kind: township', 'kind: village', /kind: .*township.*"village"/, 'village'],
    [
      'units/towns.yaml',
      'aliases: [昌硕]',
      'aliases: [递铺]',
      /T02 claims the name “递铺”.*330523-T01/,
      '[递铺]',
    ],
    ['units/towns.yaml', 'aliases: [昌硕]', 'alias: [昌硕]', /no such key.*"alias"/, 'alias: [昌硕]'],
    [
      'units/government-people.yaml',
      '民政/区划地名',
      '民政/地名',
      /O21 answers for 民政\/地名.*taxonomy/,
      '民政/地名',
    ],
    [
      'units/government-people.yaml',
      '民政/区划地名',
      '民政/优抚',
      /O34 answers for 民政\/优抚.*O21/,
      '民政/优抚',
    ],
  ])('%s is refused with its line: %s → %s', async (name, before, after, message, onLine) => {
    await edit(name, before, after);
    const told = messageOf(() => loadDirectory(folder, taxonomy));
    expect(told).toMatch(message);
    const [, line] = new RegExp(`${join(folder, name)}:(\\d+): `).exec(told) ?? [];
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    expect(lines[Number(line) - 1]).toContain(onLine);
  });

  it('is told of all faults at once', async () => {
    await edit('people.yaml', 'holds: [330523-T01/B]', 'holds: [330523-T99/B]');
    await edit('units/towns.yaml', 'aliases: [昌硕]', 'aliases: [递铺]');
    expect(messageOf(() => loadDirectory(folder, taxonomy))).toMatch(/2 fault\(s\)[^]*递铺[^]*T99/);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return '';
}
