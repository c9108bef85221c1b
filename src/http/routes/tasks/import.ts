import { z } from 'zod';
import { importLedger } from '../../../app/tasks/import-ledger.ts';
import { LEDGER_COLUMNS } from '../../../contract/ledger-columns.ts';
import { importResult } from '../../../contract/ledger-import.ts';
import { flag } from '../../../contract/page.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import type { HeadingAnswers } from '../../../sheet/columns.ts';
import { MOST_BYTES, MOST_ROWS } from '../../../sheet/grid.ts';
import { readHeadingAnswers } from '../../../tasks/ledger/cells/heading-answers.ts';
import { defineRoute } from '../../define-route.ts';

/** How long an import may take beyond an ordinary request; a client that watches its progress may wait without end. */
const IMPORT_SECONDS = 120;

const word = z.string().trim().min(1).max(200);

export const ledgerImport = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks/import',
  title: { zh: '导入台账', en: 'Import a ledger' },
  tag: 'tasks',
  description:
    `CSV（逗号、制表符或分号；UTF-8、UTF-16 或 GB18030）或 .xlsx，至多 ${MOST_ROWS} 行。列：${LEDGER_COLUMNS.join('、')}，表头可用常见的同义写法；模板见 /api/v1/tasks/import-template.xlsx。` +
    '逐行答复：新、已立项、已更正、未变、有变、拒绝、须说明；有误的行不影响其余。改好后再导入同一文件，只登记其余的行，与已立项任务不同的行就在该任务上更正（空格不作更改，编号和责任人不变），不能更正的说明原因。dryRun=true 只预判，不写入。' +
    '试算与正式导入请用不同的 Idempotency-Key。Accept: application/x-ndjson 时逐行报告进度，最后一行是结果。' +
    'Answered row by row: new, registered, corrected, same, changed, refused, asked. A bad row stops no other. Import the mended file again and the rest is registered; a row that differs from its task corrects it (empty cells change nothing, number and person stay), or says why it cannot. ' +
    'dryRun=true only foretells; take another key for it. With Accept: application/x-ndjson progress is told line by line, the result in the last.',
  access: ['taskForce', 'machine'],
  idempotent: 'afterwards',
  waitSeconds: IMPORT_SECONDS,
  tellsProgress: true,
  query: z.strictObject({
    dryRun: flag,
    ledger: word.optional().meta({
      description:
        '台账名称，如文件名：同名台账中序号相同的行视为同一行 What the ledger is called, e.g. its file: rows are known again by their number in it',
    }),
    sheet: word.optional().meta({ description: '工作簿中读哪张表 Which sheet of a workbook' }),
    columns: z.string().max(2_000).optional().meta({
      description:
        '表头说明，如 columns=责任单=牵头单位,经费=忽略 What headings mean, e.g. columns=责任单=牵头单位,经费=ignore',
    }),
    acceptPastDate: word
      .optional()
      .meta({ description: '期限已过仍要立项的理由 Why dates that have passed are taken' }),
    reason: word.optional().meta({
      description:
        '更正理由；不填则写明台账名称和行号 Why tasks are corrected; without it the ledger and the row are named',
    }),
  }),
  body: {
    mediaTypes: [
      'text/csv',
      'text/plain',
      'text/tab-separated-values',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-excel',
      'application/octet-stream',
    ],
    maxBytes: MOST_BYTES,
  },
  responses: { 200: importResult },
  problems: ['not-permitted', 'body-invalid', 'query-invalid', 'workflow-unknown', 'unavailable'],
}).handledBy(async ({ query, body, caller, progress }, deps) => {
  const { dryRun, columns, ...given } = query;
  const desk = Object.assign({}, deps, { idempotencyHours: deps.settings.idempotencyHours });
  const asked = { ...given, bytes: body, dryRun: dryRun === 'true', answers: answersOf(columns) };
  return { status: 200, body: await importLedger(desk, asked, caller, progress) };
});

function answersOf(columns: string | undefined): HeadingAnswers | undefined {
  if (columns === undefined) return undefined;
  const answers = readHeadingAnswers(columns);
  if (answers !== undefined) return answers;
  throw new Problem(
    'query-invalid',
    {
      zh: `columns=${columns} 应为 表头=列名，多个以逗号分开，不读的写 表头=忽略`,
      en: `columns=${columns}: expected HEADING=COLUMN, several by commas, HEADING=ignore for what is not to be read`,
    },
    { parameter: 'columns' },
  );
}
