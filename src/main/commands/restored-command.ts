import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { workflows } from '../../../workflows/index.ts';
import type { Anchor } from '../../audit/anchor.ts';
import { proveAll } from '../../audit/proof.ts';
import { readAnchors } from '../../audit/read-anchors.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { readDirectory } from '../../directory/store/read-directory.ts';
import { numberIn } from '../../engine/steps/numbers.ts';
import {
  type GivenNumbers,
  moveNumbersOn,
  readGivenNumbers,
  SERIAL,
} from '../../engine/store/given-numbers.ts';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { readLedgerHome } from '../../platform/postgres/ledger-home.ts';
import { recordRestore } from '../../platform/postgres/record-restore.ts';
import { UsageFault, wholeNumber } from '../../platform/process/command-line.ts';
import { marksPath, type NumberMarks, readMarks } from '../opening/number-marks.ts';
import { loadTaxonomy } from '../opening/routing-files.ts';
import { type Arguments, type Command, print } from './command.ts';
import { type LedgerAtHand, withLedger } from './with-ledger.ts';

/** More tasks than are registered between a back-up and its loss; numbers are passed over, never given twice. */
const USUAL_SKIP = 1_000;

/** Takes a ledger into use that was restored from a back-up. */
export const restoredCommand: Readonly<Record<string, Command>> = {
  restored: {
    zh: '从备份恢复后投入使用：核对锚点，编号跳过一切可能已发出的',
    en: 'take a restored ledger into use: check anchors, have numbers go on past all that may have been given out',
    options: ['json', 'anchors', 'given', 'skip'],
    run: (given) => withLedger((ledger) => takeIntoUse(ledger, given)),
  },
};

async function takeIntoUse(
  ledger: LedgerAtHand,
  { json, anchors: file, given, skip }: Arguments,
): Promise<number> {
  const { pool, config } = ledger;
  const passOver = skip === undefined ? USUAL_SKIP : wholeNumber('skip', skip);
  const nowMs = Date.now();
  const anchors = file === undefined ? [] : await readAnchors(file);
  const checked = await checkAnchors(ledger, anchors, nowMs);
  const before = await readGivenNumbers(pool);
  const { ledger: id, home, here, place } = await readLedgerHome(pool);
  const marks = await readMarks(marksPath(config), id);
  const onPaper = (given ?? '').split(',').filter(Boolean).map(numberGiven);
  const seen = ofMarks(marks, 'seen');
  const isLost =
    [seen, ...onPaper, ...anchors.map(({ numbers = {} }) => numbers)].some((one) => isBeyond(one, before)) ||
    checked.some(({ holds }) => !holds);
  if (['unwritten', 'home'].includes(place) && !isLost && skip === undefined && given === undefined) {
    print(json, { anchors: checked, before, after: before }, [NOTHING_TO_DO]);
    return 1;
  }
  const known: readonly GivenNumbers[] = [
    before,
    Object.fromEntries(seriesNow(isoOf(nowMs)).map((series) => [series, 0])),
    // Where nothing was lost, and nothing is to be passed over, what may have been given was not.
    isLost || passOver > 0 ? ofMarks(marks, 'upTo') : seen,
    ...anchors.map(({ numbers = {} }) => numbers),
    ...onPaper,
  ];
  const after: Record<string, number> = {};
  for (const numbers of known)
    for (const [series, last] of Object.entries(numbers)) after[series] = Math.max(after[series] ?? 0, last);
  for (const series of Object.keys(after)) after[series] = (after[series] ?? 0) + passOver;
  await inTransaction(pool, async (client) => {
    await moveNumbersOn(client, after);
    const by = userInfo().username;
    await recordRestore(client, { at: isoOf(nowMs), by, home, here, before, after });
  });
  const lost = checked.filter(({ holds }) => !holds);
  print(json, { anchors: checked, before, after }, [
    ...checked.map(({ at, holds }) =>
      holds
        ? `✓ 锚点 ${at} 相符 the history holds up to this anchor`
        : `✗ 锚点 ${at} 不符：其时的账本多于现有 what the ledger held at this anchor is not all there`,
    ),
    ...(lost.length > 0
      ? [
          '  请将不符的锚点另存，今后不再据以验证 Put these anchors away: the proof will never hold against them.',
        ]
      : []),
    ...Object.entries(after).map(([series, last]) => lineOf(series, before[series] ?? 0, last)),
    '可以启动了 It can be started now.',
  ]);
  return 0;
}

const NOTHING_TO_DO =
  '账本就在原处，已知编号（数据目录中的记录、锚点）无一超出账上：无须处置，未作任何改动。若确系用文件备份换回，请附 --given（纸面上的最大编号）或 --skip。\n' +
  'The ledger is where it was last written, and nothing that is known (marks in the data folder, anchors) goes beyond it: there is ' +
  'nothing to do, and nothing was changed. If its files were put back from a back-up all the same, say --given with the highest number on paper, or --skip.';

function ofMarks(marks: NumberMarks, which: 'seen' | 'upTo'): GivenNumbers {
  return Object.fromEntries(Object.entries(marks).map(([series, mark]) => [series, mark[which]]));
}

function isBeyond(one: GivenNumbers, counted: GivenNumbers): boolean {
  return Object.entries(one).some(([series, last]) => last > (counted[series] ?? 0));
}

function lineOf(series: string, before: number, last: number): string {
  if (series === SERIAL) return `其余编号 other numbers: ${before} → ${last}`;
  return `${series}: ${before} → ${last}；下一号 the next is ${numberIn(series, last + 1)}`;
}

async function checkAnchors({ pool, config }: LedgerAtHand, anchors: readonly Anchor[], nowMs: number) {
  if (anchors.length === 0) return [];
  const directory =
    (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), loadTaxonomy());
  const options = { now: () => nowMs, chainOnly: true, anchors };
  const { anchors: judged } = await proveAll(pool, workflows, directory, options);
  return judged.map(({ anchor: { at }, holds }) => ({ at, holds }));
}

/** The series that count at a moment: one that a back-up of last year does not know begins above its numbers, too. */
function seriesNow(at: string): readonly string[] {
  return workflows.flatMap(({ numbering }) =>
    numbering?.consecutive === true ? [numbering.series(at)] : [],
  );
}

/** A number as people know it, e.g. 2026-000040. Throws UsageFault. */
function numberGiven(text: string): GivenNumbers {
  const [, series = '', count] = /^(\S*?)(\d{6,15})$/.exec(text.trim()) ?? [];
  const [year] = /^\d{4}(?=-)/.exec(series) ?? [];
  if (count === undefined || year === undefined)
    throw new UsageFault(
      `--given ${text}: expected numbers of tasks such as 2026-000040, with commas between`,
    );
  const isConsecutive = seriesNow(`${year}-06-15T04:00:00.000Z`).includes(series);
  return { [isConsecutive ? series : SERIAL]: Number(count) };
}
