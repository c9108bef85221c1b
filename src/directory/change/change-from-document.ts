import { z } from 'zod';
import { Problem } from '../../platform/wording/problem.ts';
import { partsOf, partsWords } from '../../platform/wording/problem-parts.ts';
import { decodeText } from '../../sheet/csv/decode-text.ts';
import { hasHeading } from '../../sheet/find-heading.ts';
import type { Grid } from '../../sheet/grid.ts';
import { readFile } from '../../sheet/read-file.ts';
import type { Directory } from '../directory.ts';
import { importDirectory } from '../files/export-directory.ts';
import { seatColumns } from '../resolve/seat-ledger.ts';
import { type DirectoryChange, operationSchema } from './change.ts';
import { changeFromLedger } from './change-from-ledger.ts';
import { changeTowards } from './change-towards.ts';

/** What can be imported: a whole directory as it was exported (JSON text), or the ledger of seats (CSV or .xlsx). */
export type DirectoryDocument =
  | { readonly kind: 'export'; readonly text: string }
  | { readonly kind: 'ledger'; readonly grid: Grid };

/** The document in a file; its kind is known from elsewhere. Throws `body-invalid` where it cannot be read. */
export async function readDocument(
  kind: DirectoryDocument['kind'],
  bytes: Uint8Array,
): Promise<DirectoryDocument> {
  if (kind === 'export') return { kind, text: decodeText(bytes).text };
  const { grid } = await readFile(bytes, { isTable: (sheet) => hasHeading(sheet, seatColumns) });
  return { kind, grid };
}

export interface ImportTerms {
  /** The moment of the import (ISO instant). */
  readonly at: string;
  /** Why; an import says so itself where nothing is given. */
  readonly reason?: string | undefined;
  readonly acceptGaps?: string | undefined;
}

/**
 * The change that leads from the directory in force to what a document says; undefined where they agree already.
 * Throws `body-invalid` naming each cell or place that cannot be taken.
 */
export function changeFromDocument(
  directory: Directory,
  document: DirectoryDocument,
  { at, reason, acceptGaps }: ImportTerms,
): DirectoryChange | undefined {
  const change =
    document.kind === 'ledger'
      ? fromLedger(directory, document.grid, at)
      : changeTowards(directory, importDirectory(document.text), { at, reason: '按导出的目录导入' });
  if (change === undefined) return undefined;
  return {
    reason: reason ?? change.reason,
    operations: checked(change.operations),
    ...(acceptGaps !== undefined && { acceptGaps }),
  };
}

const operationsSchema = z.array(operationSchema);

/** What a document says is held to the same rules as what is asked for directly: ids, names, texts. */
function checked(operations: DirectoryChange['operations']): DirectoryChange['operations'] {
  const parsed = operationsSchema.safeParse(operations);
  if (parsed.success) return parsed.data;
  const errors = partsOf(operationsSchema, parsed.error, operations);
  const place = JSON.stringify(operations[Number(parsed.error.issues[0]?.path[0])])?.slice(0, 200);
  const { zh, en } = partsWords(
    { zh: '文件内容不符合要求', en: 'The file is not as a change may be' },
    errors,
  );
  throw new Problem('body-invalid', { zh: `${zh}见 ${place}。`, en: `${en} It is at ${place}.` }, { errors });
}

function fromLedger(directory: Directory, grid: Grid, at: string): DirectoryChange | undefined {
  const { change, faults } = changeFromLedger(directory, grid, at);
  const [first] = faults;
  if (first === undefined) return change;
  const { row, column, value, message } = first;
  throw new Problem(
    'body-invalid',
    {
      zh: `岗位台账有 ${faults.length} 处不符合要求，如第 ${row} 行“${column}”（${value}）：${message.zh}。`,
      en: `The seat ledger has ${faults.length} faults, as in row ${row}, column “${column}” (${value}): ${message.en}.`,
    },
    {
      errors: faults.map((fault) => ({
        pointer: `/${fault.row}/${fault.column}`,
        code: 'ledger',
        message: {
          zh: `${fault.message.zh}：${fault.value.slice(0, 80)}`,
          en: `${fault.message.en}: ${fault.value.slice(0, 80)}`,
        },
      })),
    },
  );
}
