import { describe, expect, it } from '@jest/globals';
import type { Precedent } from '../../src/routing/books/precedent.ts';
import { bookRulings, rulingFor } from '../../src/routing/books/ruling-book.ts';
import { route } from '../../src/routing/route.ts';
import { book, HEALTH, NOW, POLICE, TRANSPORT } from './county-fixture.ts';

const ruling: Precedent = {
  id: 'R-1',
  kind: 'ruling',
  unit: POLICE,
  title: '出租车驾驶员酒后驾驶投诉处理闭环',
  category: '交通运输/出租车管理',
  at: '2026-10-01T00:00:00.000Z',
};
const similar = { title: '出租车驾驶员酒后驾驶投诉的处理闭环', category: '交通运输/出租车管理' };

function unitOf(precedents: readonly Precedent[], matter = similar, now = NOW) {
  const routing = route(matter, book({ precedents }), now);
  return routing.kind === 'routed' ? [routing.unit, routing.reason.step] : [routing.failure];
}

describe('a ruling', () => {
  it('routes the next similar matter before rules and duties', () => {
    expect(unitOf([ruling])).toEqual([POLICE, 'precedent']);
  });

  it('does not touch a matter of another kind', () => {
    expect(unitOf([ruling], { title: '出租车候客泊位增设', category: '交通运输/出租车管理' })).toEqual([
      TRANSPORT,
      'duty',
    ]);
  });

  it('does not reach into another category', () => {
    expect(unitOf([ruling], { ...similar, category: '卫生计生/医患纠纷' })).toEqual([HEALTH, 'duty']);
  });

  it('no longer counts once withdrawn, and still counts before', () => {
    const withdrawn = { ...ruling, withdrawnAt: '2026-11-01T00:00:00.000Z' };
    expect(unitOf([withdrawn])).toEqual([TRANSPORT, 'duty']);
    expect(unitOf([withdrawn], similar, '2026-10-31T00:00:00.000Z')).toEqual([POLICE, 'precedent']);
  });

  it('does not count before it was given', () => {
    expect(unitOf([ruling], similar, '2026-09-30T00:00:00.000Z')).toEqual([TRANSPORT, 'duty']);
  });

  it('of today outranks an equal one of yesterday', () => {
    const younger = { ...ruling, id: 'R-2', unit: HEALTH, at: '2026-10-02T00:00:00.000Z' };
    expect(unitOf([ruling, younger])).toEqual([HEALTH, 'precedent']);
    expect(unitOf([younger, ruling])).toEqual([HEALTH, 'precedent']);
  });

  it('is another thing than an accepted task', () => {
    expect(unitOf([{ ...ruling, kind: 'accepted' }])).toEqual([TRANSPORT, 'duty']);
  });

  it('that names a unit without successor no longer speaks', () => {
    expect(unitOf([{ ...ruling, unit: '330523-O92' }])).toEqual([TRANSPORT, 'duty']);
  });
});

describe('the search among rulings', () => {
  it('finds exactly what comparing with every ruling finds', () => {
    const words = ['出租车', '投诉', '处理', '闭环', '公交', '线路', '学校', '食堂', '管理', '系统'];
    const titles = Array.from({ length: 300 }, (_, n) =>
      [n, n * 7 + 3, n * 13 + 1, n * 29 + 5]
        .map((k) => words[(k + Math.floor(n / 10)) % words.length])
        .join(''),
    );
    const rulings = titles.map(
      (title, n): Precedent => ({ ...ruling, id: `R-${String(n).padStart(3, '0')}`, title }),
    );
    const filed = bookRulings(rulings);
    const oneByOne = rulings.map((only) => bookRulings([only]));
    for (const title of titles.slice(0, 60).map((text) => `${text}平台`)) {
      const likeness = oneByOne.map((alone) => rulingFor(alone, title, '', NOW)?.likeness ?? 0);
      const best = Math.max(...likeness);
      expect(rulingFor(filed, title, '', NOW)?.likeness ?? 0).toBe(best);
    }
  });
});
