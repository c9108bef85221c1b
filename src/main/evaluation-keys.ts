import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { EVALUATION, evaluationPrincipals } from '../access/evaluation-principals.ts';
import { issueKeys } from '../access/issue-keys.ts';
import type { Directory } from '../directory/directory.ts';

/**
 * Writes one key per seat to a file that only its owner reads; leaves a file that is there alone, since the keys in it
 * stay good and cannot be read from anywhere else. `nowMs` is epoch milliseconds.
 */
export async function keepEvaluationKeys(
  pool: pg.Pool,
  directory: Directory,
  file: string,
  nowMs: number,
): Promise<void> {
  if (await exists(file)) return;
  const keys = await issueKeys(pool, evaluationPrincipals(directory, nowMs), { label: EVALUATION, nowMs });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ keys }, null, 1)}\n`, { mode: 0o600 });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
