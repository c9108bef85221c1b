import type pg from 'pg';
import { numberIn } from '../../engine/steps/numbers.ts';
import { moveNumbersOn, readGivenNumbers, SERIAL } from '../../engine/store/given-numbers.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { readLedgerHome, settleLedgerHome } from '../../platform/postgres/ledger-home.ts';
import { recordRestore } from '../../platform/postgres/record-restore.ts';
import type { Log } from '../../platform/process/log.ts';
import { marksPath, readMarks } from './number-marks.ts';

/**
 * Throws one line where the ledger was restored from a back-up and nobody has said so: it would give numbers out that
 * other tasks have. A ledger that was never written becomes at home where it is; one whose server was replaced by its
 * stand-by goes on above all numbers that may have been given, where the data folder knows them.
 */
export async function expectHome(pool: pg.Pool, config: Pick<Config, 'dataDir'>, log: Log): Promise<void> {
  const { ledger, home, here, place } = await readLedgerHome(pool);
  if (place === 'elsewhere') {
    throw new Error(
      '此账本是从备份恢复或复制来的：备份之后发出的编号它不知道。请先运行 onedoor restored（附 --anchors 或 --given；确知无遗失时 --skip 0）。 ' +
        'This ledger was restored from a back-up, or copied: it does not know which numbers were given out after that. ' +
        'Run "onedoor restored" first, with --anchors or --given; with --skip 0 where nothing was lost.',
    );
  }
  if (place === 'unwritten') {
    await settleLedgerHome(pool, here);
    return;
  }
  const file = marksPath(config);
  const marks = await readMarks(file, ledger).catch(() => ({}));
  const given = await readGivenNumbers(pool);
  for (const [series, { seen }] of Object.entries(marks)) {
    if ((given[series] ?? 0) >= seen) continue;
    const [known, was] = [given[series] ?? 0, seen].map((count) =>
      series === SERIAL ? count : numberIn(series, count),
    );
    throw new Error(
      `账本只到 ${known}，而 ${file} 记得已发到 ${was}：账本是从较早的备份恢复的。请先运行 onedoor restored。 ` +
        `The ledger has counted to ${known}, and ${file} remembers ${was}: it was restored from an earlier back-up. Run "onedoor restored" first.`,
    );
  }
  if (place === 'home') {
    if (home !== here) await settleLedgerHome(pool, here);
    return;
  }
  const numbers = Object.fromEntries(Object.entries(marks).map(([series, { upTo }]) => [series, upTo]));
  if (Object.keys(numbers).length === 0) throw new Error(OTHER_TIMELINE);
  const at = new Date().toISOString();
  await inTransaction(pool, async (client) => {
    await moveNumbersOn(client, numbers);
    await recordRestore(client, { at, by: 'onedoor', home, here, before: given, after: numbers });
  });
  log.warn(
    { before: given, after: numbers },
    'The database has begun another timeline: a stand-by took over, or it was restored to a point in time. Numbers go on above all that may have been given.',
  );
}

const OTHER_TIMELINE =
  '数据库已换时间线：备库接管过，或恢复到了某一时点；数据目录中没有已发编号的记录，可能有编号遗失。请先运行 onedoor restored（附 --anchors 或 --given；确知无遗失时 --skip 0）。 ' +
  'The database has begun another timeline: a stand-by took over, or it was restored to a point in time; the data folder has no marks of the numbers given, so that some may be lost. ' +
  'Run "onedoor restored" first, with --anchors or --given; with --skip 0 where nothing was lost.';
