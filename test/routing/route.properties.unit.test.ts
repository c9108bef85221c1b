import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { routingReasonSchema } from '../../src/routing/reason.ts';
import { route } from '../../src/routing/route.ts';
import { book, county, NOW, POLICE } from './county-fixture.ts';
import { livesAt } from './lives-at.ts';
import { SETTINGS, textModel } from './text-fixture.ts';

const names = county().units.flatMap((unit) => [unit.code, unit.name, ...unit.aliases]);
const categories = county().units.flatMap((unit) => unit.duties);
const words = [
  '出租车',
  '补课',
  '摆摊',
  '门口',
  '景区',
  '梅溪',
  '孝丰镇',
  '学校',
  '医院',
  '电梯',
  '梅溪湖',
  ';',
  '、',
  ' ',
  '县',
];
const phrase = fc.array(fc.oneof(fc.constantFrom(...names, ...words), fc.string({ unit: 'grapheme' })), {
  maxLength: 6,
});
const writing = phrase.map((parts) => parts.join(''));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const matters = fc.record({
  title: writing,
  goal: maybe(writing),
  unit: maybe(fc.oneof(fc.constantFrom(...names), writing)),
  category: maybe(fc.oneof(fc.constantFrom(...categories), writing)),
  region: maybe(writing),
  keywords: maybe(fc.array(writing, { maxLength: 3 })),
  binding: maybe(fc.record({ unit: fc.oneof(fc.constantFrom(...names), writing), by: fc.constant('裁定') })),
});

const moments = fc
  .date({ min: new Date('2021-05-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const rules = {
  version: 'r',
  rules: [
    { id: 'gone', title: '给已撤单位', when: { keywords: ['电梯'] }, to: '旅委' },
    { id: 'lost', title: '给不存在的单位', when: { keywords: ['医院'] }, to: '某某中心' },
  ],
};
const precedents = [
  {
    id: 'R1',
    kind: 'ruling' as const,
    unit: '330523-O92',
    title: '学校医院',
    at: '2021-05-01T00:00:00.000Z',
  },
  { id: 'R2', kind: 'ruling' as const, unit: POLICE, title: '出租车梅溪', at: '2021-05-01T00:00:00.000Z' },
];
const text = textModel({ settings: { ...SETTINGS, threshold: 0.3 } });
const on = book({ rules, precedents, text });

describe('route', () => {
  it('answers every matter with one living unit and its seat, or a named failure with at most five living candidates', () => {
    fc.assert(
      fc.property(matters, moments, (matter, now) => {
        const routing = route(matter, on, now);
        const { reason } = routing;
        expect(reason.sentence.zh).not.toBe('');
        if (routing.kind === 'routed') {
          expect(livesAt(on.directory, routing.unit, now)).toBe(true);
          expect(routing.seat).toBe(`${routing.unit}/A`);
          expect(reason).toMatchObject({ unit: routing.unit, seat: routing.seat });
          expect(reason.failure).toBeUndefined();
        } else {
          expect(reason).toMatchObject({ step: 'none', failure: routing.failure });
          expect(routing.candidates.length).toBeLessThanOrEqual(5);
          expect(new Set(routing.candidates.map(({ unit }) => unit)).size).toBe(routing.candidates.length);
        }
        for (const { unit } of reason.runnersUp) expect(livesAt(on.directory, unit, now)).toBe(true);
        expect(routingReasonSchema.parse(JSON.parse(JSON.stringify(reason)))).toEqual(reason);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same answer again, and from a book prepared anew', () => {
    fc.assert(
      fc.property(matters, (matter) => {
        const first = route(matter, on, NOW);
        expect(route(matter, on, NOW)).toEqual(first);
        expect(route(matter, book({ rules, precedents, text }), NOW)).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  it('never overrules a binding assignment to a unit that lives', () => {
    fc.assert(
      fc.property(matters, (matter) => {
        const routing = route({ ...matter, binding: { unit: POLICE, by: '专班' } }, on, NOW);
        expect(routing).toMatchObject({ kind: 'routed', unit: POLICE });
      }),
    );
  });
});
