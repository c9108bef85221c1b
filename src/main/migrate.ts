import { commandLineOf } from '../platform/process/command-line.ts';
import { programOf } from './commands/command.ts';
import { migrateCommand } from './commands/migrate-command.ts';
import { tellFailure } from './tell-failure.ts';

/** `onedoor migrate` as a program of its own, for deployments that name the file. */
const { migrate } = migrateCommand;
commandLineOf(programOf('migrate', migrate), () => undefined);
try {
  process.exitCode = await migrate.run();
} catch (error) {
  process.stderr.write(`onedoor migrate: ${tellFailure(error)}\n`);
  process.exitCode = 1;
}
