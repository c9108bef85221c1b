import type { Goal, PageFigures } from './goals.ts';
import type { MachineFacts } from './machine-facts.ts';
import type { Row } from './row.ts';
import { PEERS, type QuotedRow } from './subjects/peers.ts';

/** All that one run found; `--json` prints it as it is. */
export interface Report {
  readonly benchmark: 'lifecycle';
  readonly date: string;
  readonly seed: number;
  readonly machine: MachineFacts;
  readonly settings: Readonly<Record<string, number>>;
  /** Measured elsewhere, quoted for comparison. */
  readonly quoted: readonly QuotedRow[];
  readonly rows: readonly Row[];
  /** Lifecycles per second of ours over those of the reference. */
  readonly ratios: Readonly<Record<string, number>>;
  /** With the many tasks present. */
  readonly pages: readonly PageFigures[];
  readonly goals: readonly Goal[];
  readonly met: boolean;
}

const HEADERS = [
  '',
  'lifecycles/s',
  'CPU-s/1000',
  'ack p50/p99 ms',
  'submit→assigned p50 ms',
  'MiB',
] as const;

/** The report for people: the machine, the table, where the CPU went, the goals. */
export function printReport(report: Report): string {
  const { machine, settings, goals } = report;
  return [
    `${report.date}, seed ${report.seed}; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, PostgreSQL ${machine.postgres}, Redis ${machine.redis}, Linux ${machine.kernel}, load ${machine.load.toFixed(1)} at the start`,
    Object.entries({ ...settings, ...machine.durability })
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    '',
    ...table([
      HEADERS,
      ...PEERS.map((row) => cellsOf({ ...row, title: `${row.title} (quoted)` })),
      ...report.rows.map(cellsOf),
    ]),
    '',
    'CPU-s per 1000 by program (clients, a process of their own, are not in the sum); memory of node alone, at its peak:',
    ...report.rows.map(
      ({ title, cpuSecondsPer1000ByProgram, clientCpuSecondsPer1000, nodePeakMiB, rssSumMiB }) =>
        `  ${title}: ${Object.entries(cpuSecondsPer1000ByProgram)
          .filter(([, seconds]) => seconds >= 0.005)
          .map(([program, seconds]) => `${program} ${seconds.toFixed(2)}`)
          .join(
            ', ',
          )}; clients ${clientCpuSecondsPer1000.toFixed(2)}; node ${nodePeakMiB.toFixed(0)} MiB, RSS of all summed ${rssSumMiB.toFixed(0)} MiB`,
    ),
    ...Object.entries(report.ratios).map(([name, ratio]) => `${name}: ${ratio} times the reference`),
    ...report.pages.map(
      ({ page, p50Ms, p99Ms, requests }) =>
        `${page}, many tasks present: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms of ${requests}`,
    ),
    '',
    ...goals.map(
      ({ name, value, expected, met }) =>
        `${met ? 'met   ' : 'MISSED'} ${name} ${value}, expected ${expected}`,
    ),
    '',
  ].join('\n');
}

function cellsOf(row: QuotedRow): readonly string[] {
  return [
    row.title,
    row.lifecyclesPerSecond.toFixed(0),
    row.serverCpuSecondsPer1000.toFixed(2),
    `${row.ackP50Ms.toFixed(1)} / ${row.ackP99Ms.toFixed(1)}`,
    row.assignedP50Ms.toFixed(1),
    row.memoryMiB.toFixed(0),
  ];
}

/** Lines of a Markdown table, its columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADERS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map(
    (row) =>
      `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`,
  );
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}
