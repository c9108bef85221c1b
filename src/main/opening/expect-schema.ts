import { type MigrationGap, readMigrationGap } from '../../platform/postgres/migrate.ts';

/** Throws one line that says what to do where the database is not of this program's make; changes nothing. */
export async function expectSchema(databaseUrl: string): Promise<void> {
  const gap = await readMigrationGap(databaseUrl);
  expectNoLaterProgram(gap);
  const { lacking } = gap;
  if (lacking.length > 0) {
    throw new Error(
      `数据库缺少 ${lacking.length} 项表结构更新，请先运行 onedoor migrate（内置数据库由 npm start 自动更新）；此命令未作任何改动。 ` +
        `The database lacks ${listed(lacking)}: run "onedoor migrate" first (npm start does it for the embedded one); nothing was changed.`,
    );
  }
}

/** Throws one line where a later program has changed the database: going back to this one would damage what it wrote. */
export function expectNoLaterProgram({ unknown }: Pick<MigrationGap, 'unknown'>): void {
  if (unknown.length === 0) return;
  throw new Error(
    `数据库已由更高版本的程序更新（${unknown.length} 项），本程序不能使用，请改用该版本或恢复备份。 ` +
      `The database was changed by a later program, which this one does not know (${listed(unknown)}): run that program, or restore a back-up.`,
  );
}

function listed(names: readonly string[]): string {
  const { length } = names;
  return `${length} migration(s), ${names.slice(0, 3).join(', ')}${length > 3 ? ', …' : ''}`;
}
