import { z } from 'zod';
import { exportLedger as ledgerParts, MOST_EXPORTED } from '../../tasks/ledger-export.ts';
import { taskFilterFields } from '../../tasks/task-filter.ts';
import { defineRoute } from '../define-route.ts';
import { otherContent } from '../reply.ts';
import { readerOf, sourcesOf } from '../task-sources.ts';

export const exportLedger = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/export.csv',
  title: { zh: '导出台账', en: 'Export the ledger' },
  tag: 'tasks',
  description: `CSV（UTF-8，带 BOM），新立项的在前，至多 ${MOST_EXPORTED} 行。Newest first, at most ${MOST_EXPORTED} rows.`,
  access: 'principal',
  query: z.strictObject(taskFilterFields),
  responses: { 200: otherContent('text/csv') },
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const parts: string[] = [];
  for await (const part of ledgerParts(sourcesOf(deps), readerOf(caller), query)) parts.push(part);
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="ledger.csv"',
  };
  return { status: 200, headers, content: parts.join('') };
});
