import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { absentAs } from '../../src/platform/error-code.ts';
import { processBirth } from '../../src/platform/process/process-identity.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

/** What jest writes of a run, as far as it is read here. */
const jestReport = z.object({
  numTotalTestSuites: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** How the suite went at one time. */
export interface SuiteRun {
  readonly held: boolean;
  readonly suites: number;
  readonly tests: number;
  /** Each failed test, or the suite where it could not be run at all, by file and name. */
  readonly failed: readonly string[];
  /** What jest complained of besides, such as handles left open. */
  readonly warnings: readonly string[];
  readonly seconds: number;
}

const WARNINGS = [
  'No tests found',
  'Jest did not exit',
  'A worker process has failed to exit gracefully',
  'Cannot log after tests are done',
];

/**
 * Runs the test suite with every clock that it sees shifted by so many seconds: its processes, those that it starts,
 * and PostgreSQL. Spans of time stay what they are.
 */
export async function runSuite(shiftSeconds: number, jestArguments: readonly string[]): Promise<SuiteRun> {
  const startedMs = performance.now();
  const folder = await scratchFolder();
  try {
    const outputFile = join(folder, 'jest.json');
    const jest = ['npm', 'run', '-s', 'jest', '--', '--json', `--outputFile=${outputFile}`, ...jestArguments];
    const [command = '', ...args] = shiftSeconds === 0 ? jest : [...shifted(shiftSeconds), ...jest];
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString();
      process.stderr.write(part);
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const report = jestReport.parse(JSON.parse(await readFile(outputFile, 'utf8')));
    const warnings = WARNINGS.filter((warning) => said.includes(warning));
    return {
      held: code === 0 && warnings.length === 0,
      suites: report.numTotalTestSuites,
      tests: report.numTotalTests,
      failed: report.testResults.flatMap(failuresOf),
      warnings,
      seconds: (performance.now() - startedMs) / 1_000,
    };
  } finally {
    await removeScratch(folder);
    await removeLeftovers();
  }
}

/** `faketime` shows another date. Whatever measures a span goes by the monotonic clock, which is left alone. */
function shifted(seconds: number): readonly string[] {
  const shift = seconds < 0 ? String(seconds) : `+${seconds}`;
  // Of files it would have to know each, under a lock that a process killed meanwhile never gives back.
  return ['faketime', '-m', '--exclude-monotonic', '-f', shift, 'env', 'NO_FAKE_STAT=1'];
}

const SHARED_MEMORY = '/dev/shm';

/** Of processes that were killed, since then `faketime` does not put its shared memory away. */
async function removeLeftovers(): Promise<void> {
  for (const name of await absentAs(readdir(SHARED_MEMORY), [])) {
    const [, pid] = /^(?:sem\.faketime_sem|faketime_shm)_(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && (await processBirth(Number(pid))) === undefined)
      await rm(join(SHARED_MEMORY, name), { force: true });
  }
}

function failuresOf({ name, status, assertionResults }: z.infer<typeof jestReport>['testResults'][number]) {
  const file = name.slice(name.lastIndexOf('/test/') + 1);
  const failed = assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file} (could not be run)`] : [];
  return failed.map(({ fullName }) => `${file} › ${fullName}`);
}
