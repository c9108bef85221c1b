import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type DirectoryChange, directoryChangeSchema } from '../../directory/change/change.ts';
import {
  changeFromDocument,
  type ImportTerms,
  readDocument,
} from '../../directory/change/change-from-document.ts';
import type { Directory } from '../../directory/directory.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';

/**
 * The change that a file asks for: `.yaml` a change set, `.json` an exported directory, `.csv` and `.xlsx` the ledger of seats.
 * Undefined where what the file says is so already. Throws naming file, line, value and what was expected.
 */
export async function readDirectoryChange(
  path: string,
  directory: Directory,
  terms: ImportTerms,
): Promise<DirectoryChange | undefined> {
  const kind = KINDS[extname(path).toLowerCase()];
  if (kind === undefined) {
    throw new Error(
      `${path}: expected a change set (.yaml), an exported directory (.json) or a ledger of seats (.csv, .xlsx).`,
    );
  }
  if (kind !== 'change') {
    const document = await readDocument(kind, await readFile(path));
    return changeFromDocument(directory, document, terms);
  }
  const { value } = readYamlOrThrow(path, directoryChangeSchema);
  const { reason = value.reason, acceptGaps = value.acceptGaps } = terms;
  return { ...value, reason, ...(acceptGaps !== undefined && { acceptGaps }) };
}

const KINDS: Readonly<Record<string, 'change' | 'export' | 'ledger'>> = {
  '.yaml': 'change',
  '.yml': 'change',
  '.json': 'export',
  '.csv': 'ledger',
  '.xlsx': 'ledger',
};
