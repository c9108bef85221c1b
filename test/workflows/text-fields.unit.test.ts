import { describe, expect, it } from '@jest/globals';
import { line, prose } from '../../workflows/fields.ts';

const BLANK = [
  '',
  '   ',
  '\u3000',
  '\u200B\u200B',
  '\u3164',
  '\u2800\u2800',
  '\uFEFF',
  '\u200D',
  '\u202E',
  '\u115F\uFFA0',
];

describe('a text that people read', () => {
  it.each(BLANK)('is refused where there is nothing to see: %j', (text) => {
    expect(line(200).safeParse(text).success).toBe(false);
    expect(prose(200).safeParse(text).success).toBe(false);
  });

  it('loses what nobody sees, as other programs leave it, and what turns its direction round', () => {
    expect(line(200).parse('\uFEFF智慧\u200B停车\u202E（二期）\u2069')).toBe('智慧停车（二期）');
    expect(prose(200).parse('第一行\u200E\n第二行')).toBe('第一行\n第二行');
  });

  it('keeps what is to see, emoji and their joiners too', () => {
    expect(line(200).parse('👨‍👩‍👧 一件事')).toBe('👨‍👩‍👧 一件事');
    expect(line(200).parse('5G+')).toBe('5G+');
  });

  it('may be as long as it shows', () => {
    expect(line(4).parse('\u200B智慧停车\u200B')).toBe('智慧停车');
    expect(line(3).safeParse('智慧停车').success).toBe(false);
  });
});
