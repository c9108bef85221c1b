import { describe, expect, it } from '@jest/globals';
import { county, EDUCATION, ENFORCEMENT, HEALTH, MARKET, POLICE, TRANSPORT, unit } from './county-fixture.ts';
import { acceptedBy, LEXICON, SETTINGS, textModel } from './text-fixture.ts';

const model = textModel();

function units(title: string, goal?: string, on = model) {
  return on.rank({ title, goal }, 5).ranked.map((ranked) => ranked.unit);
}

describe('the text model', () => {
  it('ranks the unit whose business the words are first', () => {
    expect(units('学校周末补课，家长不满')[0]).toBe(EDUCATION);
    expect(units('出租车司机拒载')[0]).toBe(TRANSPORT);
  });

  it('says which words spoke, with their shares of the evidence', () => {
    const { words } = model.rank({ title: '学校周末补课' }, 1).ranked[0] ?? { words: [] };
    expect(words.map(({ word }) => word)).toEqual(expect.arrayContaining(['学校', '补课']));
    expect(words.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('hears a title louder than a text', () => {
    expect(units('医院', '学校')[0]).toBe(HEALTH);
    expect(units('学校', '医院')[0]).toBe(EDUCATION);
  });

  it('takes a word before 门口 for a place', () => {
    expect(units('学校门口有人摆摊')[0]).toBe(ENFORCEMENT);
  });

  it('takes the longest phrase and hears nothing in one that is elsewhere', () => {
    const voices = model.rank({ title: '公交车太挤' }, 1).ranked[0]?.words.map(({ word }) => word);
    expect(voices).toContain('公交车');
    expect(units('平安大道学校路')).not.toContain(EDUCATION);
  });

  it('hears full-width characters as their half-width forms', () => {
    expect(units('１２３５５')[0]).toBe(EDUCATION);
  });

  it('knows units by name, duty text and the labels of their duties', () => {
    expect(units('对县公安局有意见')[0]).toBe(POLICE);
    expect(units('消费投诉')[0]).toBe(MARKET);
    expect(units('网约车问题')[0]).toBe(TRANSPORT);
  });

  it('is the less sure the closer the second comes, and not sure of nothing', () => {
    const clear = model.rank({ title: '出租车司机拒载，公交停运' }, 5).confidence;
    const torn = model.rank({ title: '出租车撞了违章建筑' }, 5).confidence;
    expect(clear).toBeGreaterThan(torn);
    expect(model.rank({ title: '你好' }, 5)).toMatchObject({ confidence: 0, ranked: [] });
  });

  it('ranks only the pool where one is given', () => {
    const ranked = model.rank({ title: '出租车撞了违章建筑' }, 5, new Set([ENFORCEMENT, POLICE])).ranked;
    expect(ranked.map((one) => one.unit)).toEqual([ENFORCEMENT]);
  });

  it('names the fewest words without which another unit would lead', () => {
    const { flip } = model.rank({ title: '出租车司机把垃圾倒在路边' }, 5);
    expect(flip?.unit).toBe(ENFORCEMENT);
    expect(flip?.without).toContain('出租车');
    expect(model.rank({ title: '违章建筑' }, 5).flip).toBeUndefined();
  });

  it('keeps units of equal evidence in the order of their codes', () => {
    const twins = county([unit('330523-O99', '县乙办'), unit('330523-O98', '县甲办')]);
    const same = { strong: ['孪生'], words: [], hints: [] };
    const lexicon = { ...LEXICON, units: ['县乙办', '县甲办'].map((name) => ({ unit: name, ...same })) };
    expect(units('孪生事项', '', textModel({ directory: twins, lexicon }))).toEqual([
      '330523-O98',
      '330523-O99',
    ]);
  });
});

describe('past tasks', () => {
  const taught = acceptedBy(
    POLICE,
    '独居老人智能水表关爱',
    '智能水表接入平台',
    '智能水表异常预警',
    '智能水表数据推送',
  );
  const others = acceptedBy(EDUCATION, '课后服务报名', '课后服务评价', '课后服务收费公示', '课后服务师资');
  const precedents = [...taught, ...others];

  it('teach where words so far unknown belong', () => {
    expect(units('智能水表更换')).toEqual([]);
    expect(units('智能水表更换', '', textModel({ precedents }))[0]).toBe(POLICE);
  });

  it('teach the same in any order, and the version tells them apart', () => {
    const there = textModel({ precedents });
    const back = textModel({ precedents: precedents.toReversed() });
    expect(back.version).toBe(there.version);
    expect(back.rank({ title: '智能水表课后服务' }, 5)).toEqual(there.rank({ title: '智能水表课后服务' }, 5));
    expect(textModel({ precedents: taught }).version).not.toBe(there.version);
  });

  it('teach nothing once withdrawn, nor for a unit that the directory does not have', () => {
    const withdrawn = taught.map((one) => ({ ...one, withdrawnAt: '2026-06-01T00:00:00.000Z' }));
    expect(units('智能水表更换', '', textModel({ precedents: [...withdrawn, ...others] }))).toEqual([]);
    const lost = taught.map((one) => ({ ...one, unit: '330523-O77' }));
    expect(units('智能水表更换', '', textModel({ precedents: [...lost, ...others] }))).toEqual([]);
  });

  it('speak more softly while they are few', () => {
    const one = textModel({ precedents: [...taught.slice(0, 1), ...others] }).rank({ title: '智能水表' }, 1);
    const four = textModel({ precedents }).rank({ title: '智能水表' }, 1);
    expect(four.confidence).toBeGreaterThan(one.confidence);
  });

  it('do not drown the lexicon by being many', () => {
    const many = acceptedBy(POLICE, ...Array.from({ length: 200 }, (_, n) => `平台建设第${n}期`));
    expect(units('学校补课', '', textModel({ precedents: many, settings: SETTINGS }))[0]).toBe(EDUCATION);
  });
});
