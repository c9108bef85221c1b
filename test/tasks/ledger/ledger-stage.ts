import { Pool } from 'pg';
import type { Actor } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { recallAnswer } from '../../../src/engine/store/kept-answers.ts';
import {
  type ImportCommand,
  type ImportProgress,
  importLedger,
} from '../../../src/tasks/ledger/import-ledger.ts';
import type { ImportResult } from '../../../src/tasks/ledger/result.ts';
import { correctionsBy } from '../../../src/tasks/ledger/rows/correct-rows.ts';
import type { Sources } from '../../../src/tasks/view/sources.ts';
import { workflows } from '../../../workflows/index.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { shippedCategories, shippedCounty } from '../shipped-county.ts';

const TASK_FORCE: Actor = { principal: 'seat:330523-TF/A', name: '专班', seat: '330523-TF/A' };
const SETTINGS = { ...ENGINE_SETTINGS, cacheCapacity: 1000 };

/** A county with an empty ledger, in which files are imported at an instant that the test sets. */
export interface LedgerStage {
  readonly pool: Pool;
  readonly engine: Engine;
  readonly sources: Sources;
  setNow(instant: string): void;
  /** Another process on the same database. */
  otherEngine(): Engine;
  run(
    command: Partial<ImportCommand>,
    options?: { readonly by?: Engine; readonly onProgress?: (progress: ImportProgress) => void },
  ): Promise<ImportResult>;
  tasks(): Promise<readonly { id: string; title: string; number: string; matter: unknown }[]>;
  close(): Promise<void>;
}

/** Opens a stage on a database of its own. */
export async function openLedgerStage(instant = '2026-11-19T02:00:00.000Z'): Promise<LedgerStage> {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.connectionString, max: 5 });
  let now = Date.parse(instant);
  const clock = () => now;
  const makeEngine = () => createEngine(pool, createRegistry(workflows), clock, SETTINGS);
  const engine = makeEngine();
  // The database has a clock of its own, which is far from the one handed in.
  const recall = (scope: string) => recallAnswer(pool, scope, 100_000);
  return {
    pool,
    engine,
    sources: { database: pool, registry: engine.registry, county: shippedCounty, clock },
    setNow: (at) => {
      now = Date.parse(at);
    },
    otherEngine: makeEngine,
    run: (command, { by = engine, onProgress } = {}) =>
      importLedger(
        {
          engine: by,
          county: shippedCounty,
          clock,
          database: pool,
          categories: shippedCategories,
          recall,
          correct: correctionsBy(TASK_FORCE, by, { county: shippedCounty, categories: shippedCategories }),
        },
        { bytes: Buffer.from(''), dryRun: false, actor: TASK_FORCE, ...command },
        onProgress,
      ),
    tasks: async () => {
      const { rows } = await pool.query<{ id: string; title: string; number: string; matter: unknown }>(
        `SELECT id, title, number, context -> 'matter' AS matter FROM task ORDER BY number`,
      );
      return rows;
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

export const HEAD = '序号,任务名称,工作目标,牵头单位,配合单位,事项分类,完成时限,紧急程度,来源';

/** A ledger of rows under the usual heading. */
export function ledgerOf(...rows: readonly string[]): Buffer {
  return Buffer.from([HEAD, ...rows].join('\r\n'));
}
