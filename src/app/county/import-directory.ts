import type { PlanView } from '../../contract/county/directory-plan.ts';
import {
  changeFromDocument,
  type DirectoryDocument,
  type ImportTerms,
} from '../../directory/change/change-from-document.ts';
import { isoOf } from '../../platform/clock.ts';
import type { Asking } from '../signer.ts';
import { changeDirectory, type DirectoryDesk } from './change-directory.ts';

/**
 * Changes the directory to what a document says; where it says so already, nothing is changed and the view says so.
 * Throws `body-invalid`, and what a change throws.
 */
export async function importDirectory(
  desk: DirectoryDesk,
  document: DirectoryDocument,
  terms: Omit<ImportTerms, 'at'>,
  asking: Asking<PlanView>,
): Promise<PlanView> {
  const current = await desk.watch.refresh();
  const change = changeFromDocument(current, document, { ...terms, at: isoOf(desk.clock()) });
  return change === undefined
    ? nothingToChange(current.version, asking.dryRun)
    : changeDirectory(desk, change, asking);
}

function nothingToChange(version: number, dryRun: boolean): PlanView {
  return {
    dryRun,
    made: false,
    version,
    reason: '与现行目录一致，无需变更',
    operations: [],
    problems: [],
    gains: [],
    loses: [],
    gaps: [],
    amended: [],
    warnings: [],
    keys: [],
  };
}
