import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { GivenNumbers } from '../../engine/store/given-numbers.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { absentAs } from '../../platform/error-code.ts';

/** For each ledger and series: how far it was seen to have counted, and how far it may have counted since. */
const marksFile = z.object({
  ledgers: z.record(z.string(), z.record(z.string(), z.object({ seen: z.number(), upTo: z.number() }))),
});

/** Marks of one ledger, by series. */
export type NumberMarks = Readonly<Record<string, { readonly seen: number; readonly upTo: number }>>;

/** Numbers that may be given between two looks, however slow it goes. */
const AHEAD = 100;

export function marksPath({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(resolve(dataDir), 'given-numbers.json');
}

/** Reads the marks of a ledger; none where there is no file, or none that can be read. */
export async function readMarks(file: string, ledger: string): Promise<NumberMarks> {
  return (await readAll(file))[ledger] ?? {};
}

/**
 * Writes down how far a ledger has counted, in a file outside of it. The mark is set ahead of the count, by at least 100: so the
 * file is written once in 50 numbers or less, and covers those of the next moments. Answers whether it was written.
 */
export async function writeMarks(file: string, ledger: string, given: GivenNumbers): Promise<boolean> {
  const all = await readAll(file);
  const before = all[ledger] ?? {};
  const isCovered = ([series, last]: [string, number]) => last + AHEAD / 2 <= (before[series]?.upTo ?? -1);
  if (Object.entries(given).every(isCovered)) return false;
  const marks = Object.fromEntries(
    Object.entries({ ...before, ...given }).map(([series]) => {
      const [seen, known] = [given[series] ?? 0, before[series] ?? { seen: 0, upTo: 0 }];
      // As many again as since the last look, ten times over.
      const ahead = Math.max(AHEAD, 10 * (seen - known.seen));
      return [series, { seen: Math.max(seen, known.seen), upTo: Math.max(seen + ahead, known.upTo) }];
    }),
  );
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  const text = `${JSON.stringify({ ledgers: { ...all, [ledger]: marks } }, null, 1)}\n`;
  await writeFile(half, text, { mode: 0o600, flush: true });
  await rename(half, file);
  return true;
}

async function readAll(file: string): Promise<Readonly<Record<string, NumberMarks>>> {
  const text = await absentAs(readFile(file, 'utf8'), '');
  try {
    return marksFile.parse(JSON.parse(text)).ledgers;
  } catch {
    // Cut short or empty: what it said is said again from the ledger; only a restore at this very moment would miss it.
    return {};
  }
}
