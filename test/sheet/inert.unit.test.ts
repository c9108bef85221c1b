import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inert, withoutApostrophe } from '../../src/sheet/inert.ts';

describe('a cell of an export', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM',
    '  =1',
    '\u200b=1',
    '\uFEFF=1',
    '好\n=1',
    '好;=1',
    '好,@x',
    '好"=1',
    "好'=1",
    '\t好',
  ])('is made inert: %j', (cell) => {
    expect(inert(cell)).toBe(`'${cell}`);
  });

  it.each(['', '智慧犬管平台优化升级', '2026-000123', '“一件事”集成', 'a=b', '330523-T05/A', '1-2'])(
    'is left as it is: %j',
    (cell) => {
      expect(inert(cell)).toBe(cell);
    },
  );

  it('never begins with what a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝＋－＠ \t\r\n\u3000甲1;,"')) }),
        (cell) => {
          expect(inert(cell).trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
        },
      ),
    );
  });

  it('is read again as it was, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝＋－＠ \t\r\n\u3000甲1;,"\'')) }),
        (cell) => {
          expect(withoutApostrophe(inert(cell))).toBe(cell);
        },
      ),
    );
  });
});
