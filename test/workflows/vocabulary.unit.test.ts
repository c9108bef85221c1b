import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { commissionerSeatOf, sectionHeadSeatOf } from '../../src/vocabulary/seats.ts';
import { line, msUntil, prose, seatId, sectionCode, unitCode } from '../../workflows/fields.ts';

describe('words shared with the directory', () => {
  it('name every unit of the county', () => {
    const folder = join(projectRoot(), 'config/directory/units');
    const codes = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^\s*- code: (\S+)/gmu)].map(([, code]) => code),
    );
    expect(codes.length).toBeGreaterThanOrEqual(75);
    for (const code of codes) {
      expect(unitCode.safeParse(code)).toMatchObject({ success: true, data: code });
      expect(sectionCode.safeParse(`${code}-S1`).success).toBe(true);
      expect(seatId.safeParse(commissionerSeatOf(code ?? '')).success).toBe(true);
      expect(seatId.safeParse(sectionHeadSeatOf(`${code}-S1`)).success).toBe(true);
    }
  });

  it.each(['330523', '330523-', '330523-o40', 'O40', '330523-O40/A', "330523-O40'; --"])(
    'refuse %s as a unit',
    (code) => {
      expect(unitCode.safeParse(code).success).toBe(false);
    },
  );
});

describe('text fields', () => {
  it.each([
    ['一行字', true],
    ['  两边有空格  ', true],
    ['𠮷𠮷𠮷𠮷𠮷', true],
    ['六个字太长了', false],
    ['   ', false],
    ['a\nb', false],
    ['a\u2028b', false],
    ['a\u0000b', false],
    ['a\udc00', false],
  ])('a line of 5 takes %j: %s', (text, taken) => {
    expect(line(5).safeParse(text).success).toBe(taken);
  });

  it('prose may have lines and tabs, and nothing else unprintable', () => {
    expect(prose(10).parse(' 甲\n\t乙\r\n')).toBe('甲\n\t乙');
    expect(prose(10).safeParse('甲\u0007').success).toBe(false);
  });
});

describe('the delay of a timer', () => {
  const at = '2026-11-23T01:00:00.000Z';

  it('counts from the event, also from the first, which carries its instant in its input', () => {
    expect(msUntil('2026-11-23T01:00:05.000Z', { type: 'receive', at })).toBe(5000);
    expect(msUntil('2026-11-23T01:00:05.000Z', { type: 'xstate.init', input: { at } })).toBe(5000);
  });

  it('is none where the instant has passed', () => {
    expect(msUntil('2026-11-22T01:00:00.000Z', { type: 'receive', at })).toBe(0);
  });
});
