import { describe, expect, it } from '@jest/globals';
import {
  type DeclaredOptions,
  oneOf,
  type Program,
  parseCommandLine,
  someOf,
  UsageFault,
  usageOf,
  wholeNumber,
} from '../../../src/platform/process/command-line.ts';

const program = {
  name: 'npm run bell --',
  zh: '敲钟',
  en: 'rings the bell',
  options: {
    loud: { type: 'boolean', default: false, zh: '大声', en: 'loudly' },
    times: { type: 'string', value: 'N', default: '1', zh: '次数', en: 'how often' },
    for: { type: 'string', value: 'WHOM', zh: '为谁', en: 'for whom' },
  },
} as const satisfies Program<DeclaredOptions>;

describe('a command line', () => {
  it('gives what was said, and the default for what was not', () => {
    expect(parseCommandLine(program, ['--loud', '--for', 'thee']).values).toEqual({
      loud: true,
      times: '1',
      for: 'thee',
    });
  });

  it.each([
    [['--lound'], "Unknown option '--lound'"],
    [['--times'], "Option '--times <value>' argument missing"],
    [['now'], "Unexpected argument 'now'"],
  ])('%j is refused in one sentence', (args, sentence) => {
    const read = () => parseCommandLine(program, args);
    expect(read).toThrow(UsageFault);
    expect(read).toThrow(new RegExp(`^${sentence}[^.]*$`));
  });

  it('has operands only where the program takes some', () => {
    const { positionals } = parseCommandLine({ ...program, operands: 'HOUR' }, ['noon', '--loud']);
    expect(positionals).toEqual(['noon']);
  });

  it('is explained by what is declared', () => {
    expect(usageOf({ ...program, operands: 'HOUR' })).toBe(
      [
        'npm run bell -- [--loud] [--times N] [--for WHOM] HOUR',
        '敲钟 / rings the bell',
        '  --loud      大声 / loudly',
        '  --times N   次数 / how often (1)',
        '  --for WHOM  为谁 / for whom',
        '',
      ].join('\n'),
    );
  });
});

describe('a value', () => {
  it.each(['', '-1', '1.5', '1e3', 'two', '0x10'])('%j is no whole number', (text) => {
    expect(() => wholeNumber('times', text)).toThrow(`--times ${text}: expected a whole number from 0`);
  });

  it('must reach the least that makes sense', () => {
    expect(wholeNumber('times', '3', 3)).toBe(3);
    expect(() => wholeNumber('times', '2', 3)).toThrow(UsageFault);
  });

  it('is one of those there are, or some of them in their order', () => {
    expect(oneOf('size', 'small', ['small', 'large'])).toBe('small');
    expect(someOf('only', 'c,a,c', ['a', 'b', 'c'])).toEqual(['a', 'c']);
    expect(() => someOf('only', 'a,d', ['a', 'b'])).toThrow('--only d: expected one of a, b');
    expect(() => someOf('only', '', ['a', 'b'])).toThrow(UsageFault);
  });
});
