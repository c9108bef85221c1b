import { z } from 'zod';
import { Problem } from '../../platform/problem.ts';
import { partsOf, partsWords } from '../../platform/problem-parts.ts';
import type { Directory } from '../directory.ts';
import { importDirectory } from '../export-directory.ts';
import { type DirectoryChange, operationSchema } from './change.ts';
import { changeFromLedger } from './change-from-ledger.ts';
import { changeTowards } from './change-towards.ts';

/** What can be imported: a whole directory as it was exported (JSON), or the ledger of seats (CSV); already decoded. */
export interface DirectoryDocument {
  readonly kind: 'export' | 'ledger';
  readonly text: string;
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
  { kind, text }: DirectoryDocument,
  { at, reason, acceptGaps }: ImportTerms,
): DirectoryChange | undefined {
  const change =
    kind === 'ledger'
      ? fromLedger(directory, text, at)
      : changeTowards(directory, importDirectory(text), { at, reason: '按导出的目录导入' });
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

function fromLedger(directory: Directory, text: string, at: string): DirectoryChange | undefined {
  const { change, faults } = changeFromLedger(directory, text, at);
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
