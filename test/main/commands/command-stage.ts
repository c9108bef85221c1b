import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createTestDatabase } from '../../support/postgres.ts';
import { startProgram } from '../../support/program.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

/** A database of its own, and a folder for files, that the commands of `onedoor` are tried on. */
export interface CommandStage {
  readonly pool: Pool;
  /** Runs `onedoor` with arguments until it ends. */
  onedoor(...args: string[]): Promise<{ readonly code: number | null; readonly output: string }>;
  /** Where files and the marks of the commands lie. */
  readonly folder: string;
  /** Writes a file and answers its path. */
  file(name: string, text: string): Promise<string>;
  close(): Promise<void>;
}

export async function openCommandStage(): Promise<CommandStage> {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.connectionString });
  // As a deployment has it: commands warn of a server that answers before commits are safe, beside what they print.
  const { rows } = await pool.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  await pool.query(`ALTER DATABASE ${rows[0]?.name} SET synchronous_commit = on`);
  const folder = await scratchFolder();
  return {
    pool,
    folder,
    async onedoor(...args) {
      const env = { DATABASE_URL: database.connectionString, ONEDOOR_DATA_DIR: folder };
      const program = startProgram('src/main/cli', { args, env });
      const { code } = await program.ended;
      return { code, output: program.output() };
    },
    async file(name, text) {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    async close() {
      await pool.end();
      await database.drop();
      await removeScratch(folder);
    },
  };
}
