import type { SuiteRun } from './run-suite.ts';

/** A run of the suite, with the day on which it was held. */
export interface DayRun extends SuiteRun {
  readonly name: string;
  readonly at: string;
}

const HEADINGS = ['day', 'from', 'suites', 'tests', 'failed', 'minutes', ''];

/** The runs as a table for people, with every failure named below it. */
export function printDays(runs: readonly DayRun[]): string {
  const rows = runs.map((run) => [
    run.name,
    run.at.slice(0, 16).concat('Z'),
    String(run.suites),
    String(run.tests),
    String(run.failed.length),
    (run.seconds / 60).toFixed(1),
    run.held ? '✓' : '✗',
  ]);
  const widths = HEADINGS.map((heading, n) =>
    Math.max(heading.length, ...rows.map((row) => row[n]?.length ?? 0)),
  );
  const lines = [HEADINGS, ...rows].map((row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const complaints = runs.flatMap(({ name, failed, warnings }) =>
    [...failed, ...warnings].map((what) => `  ${name}: ${what}`),
  );
  const verdict = runs.every(({ held }) => held)
    ? '每天都通过 It held on every day.'
    : '有的日子不通过 It did not hold.';
  return [...lines, ...complaints, verdict, ''].join('\n');
}
