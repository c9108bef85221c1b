import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type DirectoryChange, directoryChangeSchema } from '../../directory/change/change.ts';
import {
  type DirectoryDocument,
  type ImportTerms,
  readDocument,
} from '../../directory/change/change-from-document.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';

/** What a file asks for: a change set as it stands, or what the directory is to be like. */
export type DirectoryAsked = { readonly change: DirectoryChange } | { readonly document: DirectoryDocument };

/**
 * What a file asks for: `.yaml` a change set, `.json` an exported directory, `.csv` and `.xlsx` the ledger of seats.
 * Throws naming file, line, value and what was expected.
 */
export async function readDirectoryFile(
  path: string,
  terms: Omit<ImportTerms, 'at'>,
): Promise<DirectoryAsked> {
  const kind = KINDS[extname(path).toLowerCase()];
  if (kind === undefined) {
    throw new Error(
      `${path}: expected a change set (.yaml), an exported directory (.json) or a ledger of seats (.csv, .xlsx).`,
    );
  }
  if (kind !== 'change') return { document: await readDocument(kind, await readFile(path)) };
  const { value } = readYamlOrThrow(path, directoryChangeSchema);
  const { reason = value.reason, acceptGaps = value.acceptGaps } = terms;
  return { change: { ...value, reason, ...(acceptGaps !== undefined && { acceptGaps }) } };
}

const KINDS: Readonly<Record<string, 'change' | 'export' | 'ledger'>> = {
  '.yaml': 'change',
  '.yml': 'change',
  '.json': 'export',
  '.csv': 'ledger',
  '.xlsx': 'ledger',
};
