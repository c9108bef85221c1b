import { z } from 'zod';
import { LEDGER_COLUMNS } from './ledger-columns.ts';
import { seatView } from './seat.ts';
import { title } from './words.ts';

/**
 * `new`: a dry run that would register it; `accepted`: it was registered now. `same`: imported before as it is, or the
 * same as a row further up; `registered`: a task says the same already. `corrected`: it differed from its task, which says
 * the same now; `changed`: it differs from its task, which stays as it is. `refused` and `asked`: nothing was registered, and what to write is said.
 */
export const ROW_STATUSES = [
  'new',
  'accepted',
  'corrected',
  'changed',
  'same',
  'registered',
  'refused',
  'asked',
] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

const column = z.enum(LEDGER_COLUMNS).nullable();

const rowError = z.strictObject({
  row: z.int(),
  kind: z.enum(['asked', 'refused']).meta({
    description:
      'asked：含义不止一种，请写明；refused：不能用 asked: it may mean several things; refused: it means nothing here',
  }),
  column,
  value: z.string(),
  expected: title.meta({ description: '应写什么 What to write instead' }),
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

const difference = z.strictObject({ column: z.enum(LEDGER_COLUMNS), was: z.string(), is: z.string() });

const rowResult = z
  .strictObject({
    row: z.int().meta({
      description: '电子表格所示的行号，表头、标题、空行都计在内 The row as the spreadsheet numbers it',
    }),
    ref: z.string().meta({ description: '该行的序号或编号 The row’s own number' }),
    title: z.string(),
    status: z.enum(ROW_STATUSES).meta({
      description:
        'new 试算：将立项；accepted 已立项；same 与上次导入或上方某行相同；registered 已有同一任务；corrected 与已立项的不同，已更正；changed 与已立项的不同，未改，原因见 message（试算：正式导入时更正）；refused、asked 未立项，见 errors',
    }),
    message: title.optional(),
    taskId: z.uuid().optional(),
    number: z.string().optional(),
    dueAt: z.iso.datetime().optional(),
    limitBy: z.strictObject({ rule: z.string(), sentence: title }).optional().meta({
      description: '完成时限取自哪条默认时限 Which default its limit is taken from, where the row says none',
    }),
    routing: routing.optional(),
    differences: z.array(difference).readonly(),
    errors: z.array(rowError).readonly(),
    warnings: z.array(rowWarning).readonly(),
  })
  .meta({ id: 'LedgerRow' });

const counts = z.strictObject({
  rows: z.int(),
  new: z.int(),
  accepted: z.int(),
  corrected: z.int(),
  changed: z.int(),
  same: z.int(),
  registered: z.int(),
  refused: z.int(),
  asked: z.int(),
  warnings: z.int(),
});

/** What is answered to an import of a ledger. */
export const importResult = z
  .strictObject({
    dryRun: z.boolean(),
    format: z.enum(['csv', 'xlsx']),
    encoding: z.enum(['UTF-8', 'UTF-16', 'GB18030']).nullable(),
    sheet: z.string().nullable().meta({ description: '读了工作簿的哪张表 Which sheet was read' }),
    counts,
    columns: z
      .record(z.string(), z.string())
      .meta({ description: '表头读作哪一列 Which heading is which column' }),
    ignoredColumns: z.array(z.string()).readonly(),
    warnings: z.array(z.strictObject({ code: z.string(), message: title })).readonly(),
    questions: z
      .array(z.strictObject({ heading: z.string(), column: z.string(), message: title }))
      .readonly()
      .meta({
        description: '须先说明的表头，见参数 columns Headings to explain first, by the parameter columns',
      }),
    skipped: z
      .array(
        z.strictObject({
          row: z.int(),
          why: z.enum(['title', 'note', 'numbered', 'heading', 'example']),
          text: z.string(),
          message: title,
        }),
      )
      .readonly()
      .meta({ description: '不作为任务读取的行 Rows that are no tasks' }),
    rows: z.array(rowResult).readonly(),
  })
  .meta({ id: 'LedgerImport' });
