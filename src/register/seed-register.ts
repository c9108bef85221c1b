import type pg from 'pg';
import { inTransaction } from '../platform/postgres/in-transaction.ts';
import type { ChangeSet, RegisterPlan } from './plan-operations.ts';
import type { Register, Signature } from './register.ts';
import { insertVersion } from './store/insert-version.ts';
import { readVersion } from './store/read-version.ts';
import type { Versioned } from './version-watch.ts';

/** What came of seeding. */
export interface Seeding {
  /** False when the database had a version already: files seed once, later changes go through change sets. */
  readonly seeded: boolean;
  /** The version now in force. */
  readonly version: number;
}

const FIRST = 1;

/**
 * Seeds an empty database with the content of files, in one transaction; leaves what is there alone. Safe to be called
 * by several processes at once. Throws where the content contradicts itself.
 */
export async function seedRegister<Content, Change extends ChangeSet>(
  register: Pick<
    Register<Content, Versioned, Change, never, RegisterPlan<Content, Change>>,
    'name' | 'columns' | 'writeDifference' | 'expectSound'
  >,
  pool: pg.Pool,
  content: Content,
  signature: Signature,
): Promise<Seeding> {
  register.expectSound?.(content);
  return inTransaction(pool, async (client) => {
    const { by, at } = signature;
    const columns = register.columns(content);
    const row = { version: FIRST, by, at, reason: '由配置文件载入', change: {}, columns };
    const found = await readVersion(register, client);
    if (found !== undefined || !(await insertVersion(register, client, row))) {
      return { seeded: false, version: (await readVersion(register, client)) ?? FIRST };
    }
    await register.writeDifference?.(client, undefined, content);
    return { seeded: true, version: FIRST };
  });
}
