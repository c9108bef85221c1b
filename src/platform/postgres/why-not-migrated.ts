import { codeOf } from '../error-code.ts';
import { isOutage } from '../outage.ts';
import type { Words } from '../wording/words.ts';

/** What to do, by SQLSTATE or a class of it; the first that fits. */
const REMEDIES: readonly (readonly [codes: RegExp, remedy: Words])[] = [
  [
    /^55P03$/,
    {
      zh: '表正被占用，可能另有程序正在更新表结构，待其结束后再试',
      en: 'the tables are in use, perhaps by another process that migrates: try again when it is done',
    },
  ],
  [
    /^42501$/,
    {
      zh: '请让 DATABASE_URL 的用户成为数据库所有者，或授予建表权限',
      en: 'the user of DATABASE_URL has to own the database, or have the right to create in its schema',
    },
  ],
  [
    /^(53100|58030)$/,
    {
      zh: '数据库服务器磁盘已满或损坏，请先腾出空间',
      en: 'the disk of the server is full or broken: make room first',
    },
  ],
  [
    /^25006$/,
    {
      zh: '数据库只读，请在 DATABASE_URL 中指向主库，或解除 default_transaction_read_only',
      en: 'the database is read-only: point DATABASE_URL at the primary, or lift default_transaction_read_only',
    },
  ],
  [
    /^57014$/,
    {
      zh: '被取消或超时，请在无人使用时再试',
      en: 'it was cancelled or took too long: try again while nobody uses the tables',
    },
  ],
];

const AWAY: Words = {
  zh: '数据库服务器中途失去联系，恢复后再试',
  en: 'the server went away: try again when it is back',
};
const OTHER: Words = {
  zh: '请看数据库服务器日志，并把本行告知开发方',
  en: 'see the log of the server, and tell the makers of onedoor this line',
};

/**
 * Why the tables were not brought up to date, and what to do, in one line; the library puts a stack into its message.
 * `refusal` is the last one of the server, for errors that lost their code.
 */
export function whyNotMigrated(error: unknown, refusal?: unknown): string {
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  const code = codeOf(error) ?? codeOf(refusal) ?? '';
  const known = REMEDIES.find(([codes]) => codes.test(code))?.[1];
  const { zh, en } = known ?? (isOutage(error) ? AWAY : OTHER);
  const told = code === '' ? said : `${said} (${code})`;
  return `表结构更新失败，未作任何改动：${told}。${zh}。 The tables were not brought up to date, nothing was changed: ${en}.`;
}
