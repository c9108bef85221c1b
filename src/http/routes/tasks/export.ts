import { z } from 'zod';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { exportCsv, exportXlsx, MOST_EXPORTED } from '../../../tasks/ledger/export-ledger.ts';
import { templateCsv, templateXlsx } from '../../../tasks/ledger/template.ts';
import { taskFilterFields } from '../../../tasks/lists/task-filter.ts';
import { CSV, fileHeaders, XLSX } from '../../answer/file-answer.ts';
import { otherContent } from '../../answer/reply.ts';
import { defineRoute } from '../../define-route.ts';

const EXPORT_DESCRIPTION = `新立项的在前，至多 ${MOST_EXPORTED} 行；默认只含改革任务，其他种类用 kind 指明（all 为全部）。改后可再导入：未改的行不会重复立项。Newest first, at most ${MOST_EXPORTED} rows; reform tasks, other kinds by kind (all for all). It can be imported again.`;

const exportLedgerCsv = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/export.csv',
  title: { zh: '导出台账（CSV）', en: 'Export the ledger as CSV' },
  tag: 'tasks',
  description: `CSV（UTF-8，带 BOM）。${EXPORT_DESCRIPTION}`,
  access: 'principal',
  query: z.strictObject(taskFilterFields),
  responses: { 200: otherContent('text/csv') },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const parts: string[] = [];
  for await (const part of exportCsv(sourcesOf(deps), readerOf(caller), query)) parts.push(part);
  return {
    status: 200,
    headers: fileHeaders(CSV, 'ledger.csv'),
    content: parts.join(''),
  };
});

const exportLedgerXlsx = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/export.xlsx',
  title: { zh: '导出台账（Excel）', en: 'Export the ledger as a workbook' },
  tag: 'tasks',
  description: EXPORT_DESCRIPTION,
  access: 'principal',
  query: z.strictObject(taskFilterFields),
  responses: { 200: otherContent(XLSX) },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const content = await exportXlsx(sourcesOf(deps), readerOf(caller), query);
  return { status: 200, headers: fileHeaders(XLSX, 'ledger.xlsx'), content };
});

const TEMPLATE_DESCRIPTION =
  '导入模板：表头和一个示例行，导入时示例行不读。A heading and an example, which imports leave out.';

const importTemplateCsv = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/import-template.csv',
  title: { zh: '下载导入模板（CSV）', en: 'Download the template as CSV' },
  tag: 'tasks',
  description: TEMPLATE_DESCRIPTION,
  access: 'principal',
  responses: { 200: otherContent('text/csv') },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(() => ({
  status: 200,
  headers: fileHeaders(CSV, 'ledger-template.csv'),
  content: templateCsv(),
}));

const importTemplateXlsx = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/import-template.xlsx',
  title: { zh: '下载导入模板（Excel）', en: 'Download the template as a workbook' },
  tag: 'tasks',
  description: TEMPLATE_DESCRIPTION,
  access: 'principal',
  responses: { 200: otherContent(XLSX) },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(async () => ({
  status: 200,
  headers: fileHeaders(XLSX, 'ledger-template.xlsx'),
  content: await templateXlsx(),
}));

export const exportRoutes = [exportLedgerCsv, exportLedgerXlsx, importTemplateCsv, importTemplateXlsx];
