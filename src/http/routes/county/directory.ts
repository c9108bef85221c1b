import { z } from 'zod';
import { nextCursor, pageFields } from '../../../contract/page.ts';
import { directorySchema } from '../../../directory/files/directory-schema.ts';
import { exportDirectory } from '../../../directory/files/export-directory.ts';
import { seatLedger } from '../../../directory/resolve/seat-ledger.ts';
import { amendmentSchema } from '../../../directory/store/amendment.ts';
import { type DirectoryTold, directoryRegister } from '../../../directory/store/directory-register.ts';
import { isoOf } from '../../../platform/clock.ts';
import { readHistory } from '../../../register/store/read-history.ts';
import { readCursor, writeCursor } from '../../../tasks/lists/cursor.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { otherContent } from '../../answer/reply.ts';
import { defineRoute, type Route } from '../../define-route.ts';

/** Reasons of absences are not for others to read. */
const READERS = ['admin', 'auditor', 'taskForce'] as const;

const HISTORY = '/api/v1/directory/history';

const exported = defineRoute({
  method: 'GET',
  path: '/api/v1/directory',
  title: { zh: '导出组织目录', en: 'Export the directory' },
  tag: 'directory',
  description:
    '全部单位、科室、岗位、人员及其历史；可原样导入。The whole directory with its history, as import takes it.',
  access: READERS,
  responses: { 200: directorySchema.meta({ id: 'Directory' }) },
  answerHeaders: ['ETag'],
  problems: [],
}).handledBy((_request, { county }) => {
  const directory = county.directory();
  const headers = { 'Content-Type': 'application/json', ETag: `"${directory.version}"` };
  return { status: 200, headers, content: exportDirectory(directory) };
});

const ledger = defineRoute({
  method: 'GET',
  path: '/api/v1/directory/seats.csv',
  title: { zh: '导出岗位台账', en: 'Export the ledger of seats' },
  tag: 'directory',
  description:
    '此刻谁任何岗，CSV（UTF-8，带 BOM）；改后可导入。Who sits where now; edited, it can be imported.',
  access: READERS,
  responses: { 200: otherContent('text/csv') },
  answerHeaders: ['Content-Disposition'],
  problems: [],
}).handledBy((_request, { county, clock }) => {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="seats.csv"',
  };
  return { status: 200, headers, content: seatLedger(county.directory(), isoOf(clock())) };
});

const entry = z
  .strictObject({
    version: z.int(),
    at: z.iso.datetime(),
    by: z.strictObject({ id: z.string(), name: z.string() }),
    reason: z.string(),
    amended: z
      .array(amendmentSchema)
      .readonly()
      .nullable()
      .meta({ description: '补登改动的过去 What it changed of the past' }),
    change: z.unknown().meta({ description: '当时请求的操作 What was asked for, as it was asked for' }),
  })
  .meta({ id: 'DirectoryHistoryEntry' });

const history = defineRoute({
  method: 'GET',
  path: HISTORY,
  title: { zh: '目录变更记录', en: 'History of the directory: who changed what, and why' },
  tag: 'directory',
  access: READERS,
  query: z.strictObject(pageFields),
  responses: { 200: z.strictObject({ items: z.array(entry).readonly(), nextCursor }) },
  answerHeaders: ['Link'],
  problems: [],
}).handledBy(async ({ query: { limit, cursor }, caller }, { pool, county }) => {
  const binding = { principal: caller.id, list: 'directory-history', query: {} };
  const before = cursor === undefined ? undefined : readCursor(cursor, z.int(), binding);
  const found = await readHistory<DirectoryTold>(directoryRegister, pool, { before, limit: limit + 1 });
  const names = new Map(county.directory().people.map(({ id, name }) => [id, name]));
  const items = found.slice(0, limit).map(({ by, ...rest }) => ({
    ...rest,
    by: { id: by, name: names.get(by) ?? by },
  }));
  const last = found.length > limit ? items.at(-1) : undefined;
  const next = last && writeCursor(last.version, binding);
  return {
    status: 200,
    headers: linkToNext(HISTORY, { limit }, next),
    body: { items, ...(next === undefined ? {} : { nextCursor: next }) },
  };
});

export const directoryRoutes: readonly Route[] = [exported, ledger, history];
