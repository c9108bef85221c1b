import type pg from 'pg';
import { numberIn } from '../../engine/steps/numbers.ts';
import { readGivenNumbers, SERIAL } from '../../engine/store/given-numbers.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { readLedgerHome, settleLedgerHome } from '../../platform/postgres/ledger-home.ts';
import { marksPath, readMarks } from './number-marks.ts';

/**
 * Throws one line where the ledger was restored from a back-up and nobody has said so: it would give numbers out that
 * other tasks have. A ledger that was never written becomes at home where it is.
 */
export async function expectHome(pool: pg.Pool, config: Pick<Config, 'dataDir'>): Promise<void> {
  const { ledger, home, here } = await readLedgerHome(pool);
  if (home !== null && home !== here) {
    throw new Error(
      '此账本是从备份恢复或复制来的：备份之后发出的编号它不知道。请先运行 onedoor restored（附 --anchors 或 --given；确知无遗失时 --skip 0）。 ' +
        'This ledger was restored from a back-up, or copied: it does not know which numbers were given out after that. ' +
        'Run "onedoor restored" first, with --anchors or --given; with --skip 0 where nothing was lost.',
    );
  }
  if (home === null) {
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
}
