import { type LoadedConfig, loadConfig } from '../../platform/config/config.ts';

/**
 * Reads the settings of this program from its environment and working directory, and takes those of other programs out
 * of the way: libpq's (PGSSLMODE, PGOPTIONS, …) may stand in the shell for another database and would change ours.
 */
export function loadOwnSettings(): LoadedConfig {
  forgetForeignSettings(process.env);
  return loadConfig(process.env, process.cwd());
}

/** Removes what libpq and its likes read from the environment; our database is told by DATABASE_URL alone. */
export function forgetForeignSettings(env: Record<string, string | undefined>): void {
  for (const name of Object.keys(env)) if (/^PG[A-Z]+$/.test(name)) delete env[name];
}
