import { userInfo } from 'node:os';
import { type DeclaredOption, JSON_OPTION, type Program } from '../../platform/process/command-line.ts';
import type { Words } from '../../platform/wording/words.ts';

/** Every option that some command takes. */
export const OPTIONS = {
  json: JSON_OPTION,
  rules: {
    type: 'string',
    value: 'FILE',
    zh: '派单规则文件',
    en: 'routing rules, in place of those in force',
  },
  days: {
    type: 'string',
    value: 'N',
    zh: '今后多少个工作日，默认 60',
    en: 'how many working days, 60 by default',
  },
  seat: { type: 'string', value: 'SEAT', zh: '岗位，如 330523-O40/A', en: 'a seat, as 330523-O40/A' },
  person: { type: 'string', value: 'ID', zh: '人员编号', en: 'id of a person' },
  machine: { type: 'string', value: 'NAME', zh: '系统接口名称', en: 'name of a machine client' },
  scopes: {
    type: 'string',
    value: 'LIST',
    zh: '接口权限，逗号分隔',
    en: 'what the machine may do, separated by commas',
  },
  label: {
    type: 'string',
    value: 'TEXT',
    zh: '密钥用途；同岗位同用途的旧密钥随即失效',
    en: 'what the key is for; an earlier one of the same label ends',
  },
  login: { type: 'string', value: 'NAME', zh: '登录名', en: 'login name' },
  'valid-days': {
    type: 'string',
    value: 'N',
    zh: '密钥有效天数，默认 90，0 为不限',
    en: 'days for which the key is good, 90 by default, 0 without end',
  },
  file: { type: 'string', value: 'FILE', zh: '日历文件', en: 'a file about the calendar' },
  reason: {
    type: 'string',
    value: 'TEXT',
    zh: '变更理由（文件未写时）',
    en: 'why it is changed, where the file does not say',
  },
  'accept-gaps': {
    type: 'string',
    value: 'TEXT',
    zh: '接受无人在岗的理由',
    en: 'why days on which nobody is there are accepted',
  },
  'accept-past': {
    type: 'string',
    value: 'TEXT',
    zh: '使用已过日期的理由',
    en: 'why days that have passed are meant',
  },
  anchors: { type: 'string', value: 'FILE', zh: '此前导出的锚点', en: 'anchors that were exported before' },
  given: {
    type: 'string',
    value: 'LIST',
    zh: '所知最大的编号，逗号分隔，如 2026-000040',
    en: 'the highest numbers known to have been given out, as 2026-000040, with commas',
  },
  skip: {
    type: 'string',
    value: 'N',
    zh: '再跳过多少号，默认 1000；确知无遗失时 0',
    en: 'how many numbers to pass over besides, 1000 by default; 0 where nothing was lost',
  },
  'dry-run': { type: 'boolean', zh: '只试算，不写入', en: 'only foretell, write nothing' },
  ledger: {
    type: 'string',
    value: 'NAME',
    zh: '台账名称，默认为文件名：同名台账按序号认行',
    en: 'what the ledger is called, by default its file: rows are known again by their numbers in it',
  },
  sheet: { type: 'string', value: 'NAME', zh: '读工作簿的哪张表', en: 'which sheet of a workbook' },
  columns: {
    type: 'string',
    value: 'HEADING=COLUMN,…',
    zh: '表头各是什么，不读的写 表头=忽略',
    en: 'what headings mean; HEADING=ignore for what is not to be read',
  },
} as const satisfies Record<string, DeclaredOption>;

export type OptionName = keyof typeof OPTIONS;

/** What the command line gave. */
export type Arguments = { readonly operands: readonly string[] } & {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name]['type'] extends 'boolean' ? boolean : string;
};

export interface Command {
  readonly zh: string;
  readonly en: string;
  /** What stands for its operand in the usage; without it none is taken. */
  readonly operands?: string;
  readonly options: readonly OptionName[];
  /** Answers the exit code. */
  readonly run: (given: Arguments) => Promise<number>;
}

/** A command as a program of its own, with the options that it takes. */
export function programOf(
  name: string,
  { zh, en, operands, options }: Command,
): Program<Record<string, DeclaredOption>> {
  const own = Object.fromEntries(options.map((option) => [option, OPTIONS[option]]));
  const program = { name: `onedoor ${name}`, zh, en, options: own };
  return operands === undefined ? program : { ...program, operands };
}

/** Prints a result as one JSON document or as lines. */
export function print(json: boolean | undefined, result: unknown, lines: readonly string[]): void {
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}

/** Each conflict of a change as a line of its own. */
export function conflictLines(
  conflicts: readonly { readonly operation?: number | undefined; readonly message: Words }[],
): string[] {
  return conflicts.map(({ operation, message }) => {
    const place = operation === undefined ? '' : ` operations[${operation}]`;
    return `✗${place} ${message.zh} / ${message.en}`;
  });
}

/** The person at the command line, as what they do is signed. */
export function userHere(): { readonly command: string } {
  return { command: userInfo().username };
}
