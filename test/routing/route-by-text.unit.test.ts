import { describe, expect, it } from '@jest/globals';
import { route } from '../../src/routing/route.ts';
import { book, county, EDUCATION, ENFORCEMENT, MEIXI, NOW, TRANSPORT, unit } from './county-fixture.ts';
import { LEXICON, SETTINGS, textModel } from './text-fixture.ts';

const on = book({ text: textModel() });

describe('routing by text', () => {
  it('answers above the threshold, with confidence, words and what would have changed it', () => {
    const matter = { title: '出租车司机拒载，垃圾扔出车窗', goal: '出租车公司不管' };
    expect(route(matter, on, NOW)).toMatchObject({
      kind: 'routed',
      unit: TRANSPORT,
      reason: {
        step: 'text',
        textVersion: expect.stringContaining('s1/l1/u'),
        confidence: expect.any(Number),
        facts: expect.arrayContaining([expect.objectContaining({ fact: 'word', value: '出租车' })]),
        runnersUp: expect.arrayContaining([expect.objectContaining({ unit: ENFORCEMENT })]),
        counterfactuals: [{ unit: ENFORCEMENT }],
      },
    });
  });

  it('leaves a matter to a person below the threshold that the operator sets', () => {
    const matter = { title: '出租车撞了违章建筑' };
    const routing = route(matter, on, NOW);
    expect(routing).toMatchObject({ kind: 'unrouted', failure: 'below-confidence' });
    expect(routing.reason.runnersUp.map((one) => one.unit)).toEqual(
      expect.arrayContaining([TRANSPORT, ENFORCEMENT]),
    );
    const bold = book({ text: textModel({ settings: { ...SETTINGS, threshold: 0 } }) });
    expect(route(matter, bold, NOW).kind).toBe('routed');
  });

  it('is asked after everything else', () => {
    expect(route({ title: '梅溪的学校补课' }, on, NOW)).toMatchObject({
      unit: MEIXI,
      reason: { step: 'place' },
    });
    expect(route({ title: '出租车', unit: '县教育局' }, on, NOW)).toMatchObject({
      unit: EDUCATION,
      reason: { step: 'unit' },
    });
  });

  it('never guesses past a lead unit that nobody knows, but shows what the text is like', () => {
    const routing = route({ title: '出租车司机拒载', unit: '县数据资源中心' }, on, NOW);
    expect(routing).toMatchObject({ kind: 'unrouted', failure: 'unit-unknown' });
    expect(routing.reason.runnersUp.map((one) => one.unit)).toContain(TRANSPORT);
  });

  it('chooses among the claimants of a contested category and nobody else', () => {
    const rival = unit('330523-O93', '县城管办', { duties: ['交通运输/出租车管理'] });
    const directory = county([rival]);
    const contested = book({ directory, text: textModel({ directory }) });
    const category = '交通运输/出租车管理';
    expect(route({ title: '出租车司机拒载', category }, contested, NOW)).toMatchObject({ unit: TRANSPORT });
    expect(route({ title: '学校补课', category }, contested, NOW)).toMatchObject({
      failure: 'unit-ambiguous',
    });
  });

  it('follows an abolished unit to its successor, and does not lend its confidence to anybody else', () => {
    const lexicon = {
      ...LEXICON,
      units: [
        { unit: '旅委', strong: ['景区', '门票'], words: [], hints: [] },
        { unit: '县矿产局', strong: ['采矿', '矿井'], words: [], hints: [] },
      ],
    };
    // Taught before both ended, so that the model still ranks the old units.
    const before = '2023-06-01T00:00:00.000Z';
    const old = book({ text: textModel({ lexicon }, before) });
    expect(route({ title: '景区门票' }, old, before)).toMatchObject({ kind: 'routed', unit: '330523-O90' });
    expect(route({ title: '景区门票' }, old, NOW)).toMatchObject({ kind: 'routed', unit: '330523-O91' });
    expect(route({ title: '采矿矿井' }, old, before)).toMatchObject({ kind: 'routed', unit: '330523-O92' });
    expect(route({ title: '采矿矿井景区' }, old, NOW)).toMatchObject({
      kind: 'unrouted',
      reason: { runnersUp: [{ unit: '330523-O91' }] },
    });
  });
});
