import { z } from 'zod';
import { importDirectory } from '../../../app/county/import-directory.ts';
import { changePlan } from '../../../contract/county/directory-plan.ts';
import { flag } from '../../../contract/page.ts';
import { readDocument } from '../../../directory/change/change-from-document.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { seatLedgerColumns } from '../../../directory/resolve/seat-ledger.ts';
import { defineRoute } from '../../define-route.ts';
import { askingOf } from '../../request/asking.ts';

const words = word.max(500);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const directoryImport = defineRoute({
  method: 'POST',
  path: '/api/v1/directory/import',
  title: { zh: '导入组织目录', en: 'Import the directory' },
  tag: 'directory',
  description:
    `导出的目录（JSON），或岗位台账（CSV 或 .xlsx，表头为：${seatLedgerColumns.join(',')}）。` +
    '与现行目录比较，只变更不同之处；dryRun=true 只试算。试算与正式导入请用不同的 Idempotency-Key。' +
    'An exported directory or the ledger of seats: what differs from the directory in force is changed; dryRun=true only foretells.',
  access: ['admin'],
  idempotent: 'afterwards',
  query: z.strictObject({
    dryRun: flag,
    reason: words.optional().meta({ description: '变更理由 Why' }),
    acceptGaps: words.optional().meta({ description: '接受无人在岗的理由 Why gaps are accepted' }),
  }),
  body: { mediaTypes: ['application/json', 'text/csv', XLSX], maxBytes: 16 * 1024 * 1024 },
  responses: { 200: changePlan },
  problems: ['not-permitted', 'body-invalid', 'directory-conflict'],
}).handledBy(async ({ body, mediaType, query, caller, keepWith }, deps) => {
  const { reason, acceptGaps } = query;
  const document = await readDocument(mediaType === 'application/json' ? 'export' : 'ledger', body);
  const asking = askingOf(caller, query, keepWith);
  return { status: 200, body: await importDirectory(deps, document, { reason, acceptGaps }, asking) };
});
