import { z } from 'zod';
import { actorOf } from '../../access/actor.ts';
import { recallAnswer } from '../../engine/store/kept-answers.ts';
import { importLedger as importRows, LEDGER_WORKFLOW } from '../../tasks/import-ledger.ts';
import { LEDGER_COLUMNS } from '../../tasks/ledger-columns.ts';
import { MOST_ROWS } from '../../tasks/ledger-rows.ts';
import { defineRoute } from '../define-route.ts';
import { flag } from '../representation/page-query.ts';
import { seatView, title } from '../representation/task-schema.ts';
import { expectSubmitter } from './submit-task.ts';

const column = z.enum(LEDGER_COLUMNS).nullable();

const rowError = z.strictObject({
  row: z.int(),
  column,
  value: z.string(),
  expected: title,
  message: title,
});

const rowWarning = z.strictObject({ code: z.string(), column, value: z.string(), message: title });

const candidate = z.strictObject({ unit: z.string(), name: z.string(), score: z.number(), why: title });

const routing = z.union([
  z.strictObject({
    kind: z.literal('unit'),
    unit: z.strictObject({ code: z.string(), name: z.string() }),
    owner: seatView,
    reason: title,
  }),
  z.strictObject({ kind: z.literal('triage'), candidates: z.array(candidate).readonly(), reason: title }),
]);

const rowResult = z
  .strictObject({
    row: z.int().meta({ description: '表头以下第几行，从 1 起 Row below the heading, from 1' }),
    line: z.int(),
    ref: z.string().meta({ description: '该行的序号 The row’s own number' }),
    title: z.string(),
    status: z.enum(['accepted', 'repeated', 'acceptable', 'refused']),
    taskId: z.uuid().optional(),
    number: z.string().optional(),
    dueAt: z.iso.datetime().optional(),
    routing: routing.optional(),
    errors: z.array(rowError).readonly(),
    warnings: z.array(rowWarning).readonly(),
  })
  .meta({ id: 'LedgerRow' });

const counts = z.strictObject({
  rows: z.int(),
  accepted: z.int(),
  repeated: z.int(),
  acceptable: z.int(),
  refused: z.int(),
  warnings: z.int(),
});

export const importLedger = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks/import',
  title: { zh: '导入台账', en: 'Import a ledger' },
  tag: 'tasks',
  description:
    `CSV，表头为：${LEDGER_COLUMNS.join(',')}；UTF-8 或 GB18030，至多 ${MOST_ROWS} 行。逐行答复，有误的行不影响其余；dryRun=true 只预判，不写入。` +
    '同一 Idempotency-Key 重试不会重复立项；试算与正式导入请用不同的 Idempotency-Key。' +
    'Answered row by row; a bad row stops no other; dryRun=true only foretells. Take different keys for the dry run and the import.',
  access: ['taskForce', 'machine'],
  idempotent: 'afterwards',
  query: z.strictObject({ dryRun: flag }),
  body: { mediaTypes: ['text/csv', 'application/octet-stream'], maxBytes: 2 * 1024 * 1024 },
  responses: {
    200: z.strictObject({
      dryRun: z.boolean(),
      encoding: z.enum(['UTF-8', 'GB18030']),
      counts,
      ignoredColumns: z.array(z.string()).readonly(),
      rows: z.array(rowResult).readonly(),
    }),
  },
  problems: ['not-permitted', 'body-invalid', 'workflow-unknown', 'unavailable'],
}).handledBy(async ({ query, body, caller, seed }, deps) => {
  const { engine, county, clock, pool, settings } = deps;
  expectSubmitter(caller, engine.registry.get(LEDGER_WORKFLOW));
  const recall = (scope: string) => recallAnswer(pool, scope, settings.idempotencyHours);
  const result = await importRows(
    { engine, county, clock, recall },
    { bytes: body, dryRun: query.dryRun === 'true', seed, actor: actorOf(caller) },
  );
  return { status: 200, body: result };
});
