import { describe, expect, it } from '@jest/globals';
import type { Precedent } from '../../src/routing/books/precedent.ts';
import type { RoutingBook } from '../../src/routing/books/prepare-routing.ts';
import { boundaryFromRuling } from '../../src/routing/boundary-from-ruling.ts';
import { withBoundaries } from '../../src/routing/draw-boundaries.ts';
import type { Boundary } from '../../src/routing/duties/boundary.ts';
import { route } from '../../src/routing/route.ts';
import { moveOf } from '../../src/routing/what-if.ts';
import { bookOf, NOW, shippedCounty } from '../bench/routing/routing-county.ts';

const book = bookOf(shippedCounty());
const TRANSPORT = '330523-O27';
const EDUCATION = '330523-O18';

const past = (id: string, title: string) => ({ id, matter: { title }, routedAt: NOW });

const answer = (title: string, goal = '', asked: RoutingBook = book) => {
  const routing = route({ title, goal }, asked, NOW);
  return routing.kind === 'routed' ? routing.unit : routing.failure;
};

describe('boundaries between neighbours', () => {
  it.each([
    ['餐饮油烟扰民专项治理', '330523-O40'],
    ['校车安全管理', EDUCATION],
    ['电动自行车非标车销售整治', '330523-O37'],
    ['电动自行车上牌登记', '330523-O20'],
    ['电动自行车飞线充电整治', '330523-O47'],
    ['民宿等级评定和提升', '330523-O32'],
    ['民宿住宿实名登记检查', '330523-O20'],
    ['残疾人职业技能培训', '330523-O52'],
    ['退役士兵职业技能培训', '330523-O34'],
    ['巾帼创业技能培训', '330523-O50'],
    ['高素质农民培训', '330523-O29'],
    ['医保基金审计', '330523-O36'],
    ['惠农补贴资金审计整改', '330523-O36'],
    ['既有住宅加装电梯', '330523-O26'],
    ['电梯安全检查', '330523-O37'],
    ['农村供水工程建设', '330523-O28'],
    ['小微企业税费减免落实', '330523-O45'],
    ['行政规范性文件合法性审查', '330523-O22'],
    ['经济普查登记', '330523-O38'],
  ])('%s', (title, unit) => {
    expect(answer(title)).toBe(unit);
  });

  it.each([
    ['养老机构消防改造和检查'],
    ['城区农贸市场新建'],
    ['民宿消防安全整治'],
    ['农药包装废弃物回收'],
    ['森林防灭火指挥体系'],
  ])('leaves what two units plausibly lead to a person, with both and the reason: %s', (title) => {
    const routing = route({ title }, book, NOW);
    expect(routing).toMatchObject({ kind: 'unrouted', failure: 'boundary-open' });
    const [first, second] = routing.reason.runnersUp;
    const open = routing.reason.boundaries?.find(({ leads }) => leads === undefined);
    expect(open?.over).toEqual(expect.arrayContaining([first?.unit, second?.unit]));
    expect(routing.reason.sentence.zh).toContain(open?.because ?? '?');
  });

  it('cites the duty and the boundary that decided', () => {
    const { reason } = route({ title: '残疾人就业技能培训' }, book, NOW);
    expect(reason.boundaries?.map(({ id }) => id)).toContain('disabled-services');
    expect(reason.sentence.zh).toContain('职责边界：面向残疾人的培训');
    expect(reason.facts.some(({ fact }) => fact === 'duty')).toBe(true);
  });
});

describe('each step', () => {
  it('names runners-up, also where the lead unit is written', () => {
    const { reason } = route({ title: '校车安全和电梯安全检查', unit: '县教育局' }, book, NOW);
    expect(reason.step).toBe('unit');
    expect(reason.runnersUp.map(({ unit }) => unit)).toContain('330523-O37');
  });

  it('hands a category that nobody knows to the next', () => {
    const routing = route({ title: '残疾人就业技能培训', category: '月球/月面' }, book, NOW);
    expect(routing).toMatchObject({ kind: 'routed', unit: '330523-O52', reason: { step: 'text' } });
  });
});

describe('a boundary of the task force', () => {
  const line: Boundary = {
    id: 'school-bus-lines',
    objects: ['校车'],
    leads: TRANSPORT,
    over: [EDUCATION],
    because: '校车归交通',
  };

  it('is asked before those of the files, and what-if shows what it moves', () => {
    const drawn = withBoundaries(book, [line]);
    expect(answer('校车安全管理', '', drawn)).toBe(TRANSPORT);
    expect(moveOf(past('1', '校车安全管理'), book, drawn)).toMatchObject({ from: EDUCATION, to: TRANSPORT });
    expect(moveOf(past('2', '中小学教师培训'), book, drawn)).toBeUndefined();
  });

  it('comes out of a ruling with the objects of its title and those it is drawn against', () => {
    const ruling: Precedent = {
      id: '2026-000007/5',
      kind: 'ruling',
      unit: TRANSPORT,
      title: '校车安全管理',
      at: NOW,
    };
    const suggested = boundaryFromRuling(ruling, book);
    expect(suggested).toMatchObject({ leads: TRANSPORT, objects: expect.arrayContaining(['校车安全']) });
    expect(suggested?.over).toContain(EDUCATION);
    const drawn = withBoundaries(book, [{ id: 'from-ruling', ...(suggested ?? line) }]);
    expect(answer('校车安全检查', '', drawn)).toBe(TRANSPORT);
  });
});
