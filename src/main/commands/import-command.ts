import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { importLedger } from '../../app/tasks/import-ledger.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Words } from '../../platform/wording/words.ts';
import { MOST_BYTES } from '../../sheet/grid.ts';
import { readHeadingAnswers } from '../../tasks/ledger/cells/heading-answers.ts';
import type { ImportProgress } from '../../tasks/ledger/import-ledger.ts';
import type { ImportResult, RowResult } from '../../tasks/ledger/result.ts';
import { openCounty } from '../opening/open-county.ts';
import { openEngine } from '../opening/open-engine.ts';
import { type Arguments, type Command, print, userHere } from './command.ts';
import { withLedger } from './with-ledger.ts';

/** The import of a ledger by the operator, beside the process that serves or alone. */
export const importCommand: Readonly<Record<string, Command>> = {
  import: {
    zh: '导入台账：FILE 为 CSV 或 .xlsx；改好后再导入同一文件，已立项的行不重复，有变的行在任务上更正',
    en: 'import a ledger, a FILE in CSV or .xlsx; mended and imported again, nothing is doubled and what differs is corrected',
    operands: 'FILE',
    options: ['json', 'dry-run', 'ledger', 'sheet', 'columns', 'accept-past', 'reason'],
    run: importFile,
  },
};

async function importFile(given: Arguments): Promise<number> {
  const { operands, json, sheet, columns, reason } = given;
  const { 'dry-run': dryRun = false, 'accept-past': acceptPastDate } = given;
  const [file] = operands;
  if (file === undefined) throw new UsageFault('expected a file, e.g. onedoor import 台账.xlsx');
  const answers = columns === undefined ? undefined : readHeadingAnswers(columns);
  if (columns !== undefined && answers === undefined) {
    throw new UsageFault(`--columns ${columns}: expected HEADING=COLUMN, several by commas`);
  }
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new UsageFault(`${file}: ${size} bytes, at most ${MOST_BYTES} are read`);
  const bytes = await readFile(file);
  const { ledger = basename(file) } = given;
  const result = await withLedger(async ({ pool, config, databaseUrl, lifecycle, log }) => {
    const { engine, clock } = await openEngine(databaseUrl, config, lifecycle, log);
    const county = await openCounty(pool, engine.registry, config, clock.now, lifecycle, log);
    const { idempotencyHours } = config;
    const { categories } = county;
    const desk = { engine, county, clock: clock.now, pool, categories, idempotencyHours };
    const asked = { bytes, dryRun, ledger, sheet, answers, acceptPastDate, reason };
    try {
      return await importLedger(desk, asked, userHere(), showProgress());
    } catch (error) {
      if (error instanceof Problem)
        throw new Error(`${error.detail.zh}\n${error.detail.en}`, { cause: error });
      throw error;
    }
  });
  print(json, result, linesOf(result));
  const { refused, asked, changed } = result.counts;
  return refused + asked + changed + result.questions.length === 0 ? 0 : 1;
}

const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: '读取 read',
  judging: '判断 judged',
  registering: '立项 registered',
  correcting: '更正 corrected',
};

/** Tells on standard error how far it has come: over and over on one line of a terminal, else by tenths. */
function showProgress(): (progress: ImportProgress) => void {
  let lastTold = '';
  return ({ phase, done, of }) => {
    const text = `${PHASES[phase]} ${done}/${of}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${text.padEnd(40)}${done === of ? '\n' : ''}`);
      return;
    }
    const tenth = `${phase} ${Math.floor((10 * done) / Math.max(of, 1))}`;
    if (tenth !== lastTold) process.stderr.write(`${text}\n`);
    lastTold = tenth;
  };
}

function linesOf(result: ImportResult): string[] {
  const { counts, rows, skipped, warnings, questions, dryRun } = result;
  return [
    ...questions.map(({ message }) => `? ${both(message)}`),
    ...warnings.map(({ message }) => `! ${both(message)}`),
    ...skipped.map(({ message, text }) => `- ${both(message)}: ${text}`),
    ...rows.flatMap(rowLines),
    ...warningLines(rows),
    `${counts.rows} 行 rows：${dryRun ? `将立项 new ${counts.new}` : `立项 accepted ${counts.accepted}`}，未变 same ${counts.same}，已立项 registered ${counts.registered}，更正 corrected ${counts.corrected}，有变 changed ${counts.changed}，须说明 asked ${counts.asked}，不能用 refused ${counts.refused}`,
    ...(dryRun ? ['试算，未写入 Nothing was written: this is what it would do.'] : []),
  ];
}

function both({ zh, en }: Words): string {
  return `${zh} / ${en}`;
}

function rowLines({ row, title, status, message, errors }: RowResult): string[] {
  const mark = { refused: '✗', asked: '?', changed: '≠', corrected: '✎' }[status as string];
  if (mark === undefined) return [];
  const told = [...errors.map((error) => error.message), ...(message === undefined ? [] : [message])];
  return told.map(
    ({ zh, en }) => `${mark} ${zh.startsWith('第') ? '' : `第 ${row} 行《${title}》`}${zh} / ${en}`,
  );
}

/** What is to be looked at, one line for all rows of which the same is said. */
function warningLines(rows: readonly RowResult[]): string[] {
  const told = new Map<string, { readonly line: string; readonly rows: number[] }>();
  for (const { row, title, warnings } of rows) {
    for (const { code, message } of warnings) {
      const line = `第 ${row} 行《${title}》${message.zh} / ${message.en}`;
      const same = told.get(code) ?? { line, rows: [] };
      told.set(code, same);
      same.rows.push(row);
    }
  }
  return [...told.values()].map(({ line, rows: { length } }) =>
    length === 1 ? `! ${line}` : `! ${line}（同类共 ${length} 行 rows）`,
  );
}
