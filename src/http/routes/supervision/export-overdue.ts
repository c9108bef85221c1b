import { z } from 'zod';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { taskFilterFields } from '../../../tasks/lists/task-filter.ts';
import { MOST_LATE_EXPORTED, overdueCsv, overdueXlsx } from '../../../tasks/overdue/export-overdue.ts';
import { CSV, fileHeaders, XLSX } from '../../answer/file-answer.ts';
import { otherContent } from '../../answer/reply.ts';
import { defineRoute } from '../../define-route.ts';

const DESCRIPTION =
  `超期最久的在前，至多 ${MOST_LATE_EXPORTED} 行，含原因、已采取措施和单位书面答复。` +
  `Longest late first, at most ${MOST_LATE_EXPORTED} rows, with why, what was done and what the unit answered.`;

const query = z.strictObject({
  unit: taskFilterFields.unit,
  kind: taskFilterFields.kind,
  asOf: z.iso.datetime({ offset: true }).optional().meta({ description: '回看的时刻 A past instant' }),
});

const exportOverdueCsv = defineRoute({
  method: 'GET',
  path: '/api/v1/overdue/export.csv',
  title: { zh: '导出超期清单（CSV）', en: 'Export the late tasks as CSV' },
  tag: 'tasks',
  description: DESCRIPTION,
  access: 'principal',
  query,
  responses: { 200: otherContent('text/csv') },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(async ({ query: asked, caller }, deps) => ({
  status: 200,
  headers: fileHeaders(CSV, 'overdue.csv'),
  content: await overdueCsv(sourcesOf(deps), readerOf(caller), asked),
}));

const exportOverdueXlsx = defineRoute({
  method: 'GET',
  path: '/api/v1/overdue/export.xlsx',
  title: { zh: '导出超期清单（Excel）', en: 'Export the late tasks as a workbook' },
  tag: 'tasks',
  description: DESCRIPTION,
  access: 'principal',
  query,
  responses: { 200: otherContent(XLSX) },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy(async ({ query: asked, caller }, deps) => ({
  status: 200,
  headers: fileHeaders(XLSX, 'overdue.xlsx'),
  content: await overdueXlsx(sourcesOf(deps), readerOf(caller), asked),
}));

export const overdueExports = [exportOverdueCsv, exportOverdueXlsx];
