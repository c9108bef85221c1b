import { parseArgs } from 'node:util';
import { codeOf } from '../error-code.ts';

/** An option of a program, with what it is for. */
export interface DeclaredOption {
  readonly type: 'boolean' | 'string';
  /** What stands for its value in the usage, e.g. `FILE`; strings only. */
  readonly value?: string;
  readonly default?: string | boolean;
  readonly zh: string;
  readonly en: string;
}

/** The option of every program whose result a machine may want. */
export const JSON_OPTION = {
  type: 'boolean',
  default: false,
  zh: '输出一份 JSON',
  en: 'print one JSON document',
} as const satisfies DeclaredOption;

export type DeclaredOptions = Readonly<Record<string, DeclaredOption>>;

/** How a program is called; the usage is derived from it. */
export interface Program<Options extends DeclaredOptions> {
  /** As it is called before its options, e.g. `npm run proof --`. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** What stands for operands in the usage; a program without takes none. */
  readonly operands?: string;
  readonly options: Options;
}

/** What a command line gave. */
export type Given<Options extends DeclaredOptions> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/** A command line that cannot be understood. */
export class UsageFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageFault';
  }
}

/** Reads a command line. Throws UsageFault naming what is not known, or what lacks its value. */
export function parseCommandLine<const Options extends DeclaredOptions>(
  { options, operands }: Program<Options>,
  args: readonly string[],
): Given<Options> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: operands !== undefined });
  } catch (error) {
    if (codeOf(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    // Node goes on about how to pass an operand that looks like an option.
    const [sentence = ''] = (error as Error).message.split('. ');
    throw new UsageFault(sentence);
  }
}

/** The usage of a program: how it is called, what it does, and its options, one a line. */
export function usageOf({ name, zh, en, operands, options }: Program<DeclaredOptions>): string {
  const declared = Object.entries(options).map(([option, { value, ...rest }]) => ({
    call: value === undefined ? `--${option}` : `--${option} ${value}`,
    ...rest,
  }));
  const call = [
    name,
    ...declared.map((option) => `[${option.call}]`),
    ...(operands === undefined ? [] : [operands]),
  ];
  const width = Math.max(0, ...declared.map((option) => option.call.length));
  const lines = declared.map((option) => {
    const usual = typeof option.default === 'string' ? ` (${option.default})` : '';
    return `  ${option.call.padEnd(width)}  ${option.zh} / ${option.en}${usual}`;
  });
  return [call.join(' '), `${zh} / ${en}`, ...lines, ''].join('\n');
}

/**
 * What a program is asked to do. For `--help` it prints the usage and ends; a command line that cannot be understood,
 * also by `read`, which may throw UsageFault, ends it with exit code 2 and one clear line.
 */
export function commandLineOf<const Options extends DeclaredOptions, Asked>(
  program: Program<Options>,
  read: (given: Given<Options>) => Asked,
  args: readonly string[] = process.argv.slice(2),
): Asked {
  if (args.some(isHelp)) {
    process.stdout.write(usageOf(program));
    process.exit(0);
  }
  try {
    return read(parseCommandLine(program, args));
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    process.stderr.write(`${program.name.replace(/ --$/, '')}: ${error.message}\n${usageOf(program)}`);
    process.exit(2);
  }
}

/** True of an argument that asks how the program is called. */
export function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

/** A value that must be a whole number. Throws UsageFault. */
export function wholeNumber(option: string, text: string, least = 0): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageFault(`--${option} ${text}: expected a whole number from ${least}`);
}

/** A value that must be one of some. Throws UsageFault. */
export function oneOf<const Choice extends string>(
  option: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageFault(`--${option} ${text}: expected one of ${choices.join(', ')}`);
}

/** A value that must be some of a list, by commas, each once; in the order of the list. Throws UsageFault. */
export function someOf<const Choice extends string>(
  option: string,
  text: string,
  choices: readonly Choice[],
): readonly Choice[] {
  const asked = new Set(text.split(',').map((one) => oneOf(option, one, choices)));
  return choices.filter((choice) => asked.has(choice));
}
