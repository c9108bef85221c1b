import type { SubjectName } from './options.ts';
import { type Row, rounded } from './row.ts';

/** What is to be reached, and whether it was. */
export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly expected: string;
  readonly met: boolean;
}

/** Latencies of a page that readers ask for, in ms. */
export interface PageFigures {
  readonly page: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
}

type Rows = Readonly<Partial<Record<SubjectName, Row>>>;

/** Both are promised of the lifecycle, with either queue engine. */
const OURS = ['ours-redis', 'ours-embedded'] as const;

/** How far the figures may move with a million tasks present. */
const FLAT = 0.15;

/** Holds the measured rows against what is promised; what was not measured is not judged. */
export function goalsOf(rows: Rows, pages: readonly PageFigures[]): readonly Goal[] {
  const { reform, reference } = rows;
  return [
    ...OURS.flatMap((name) => lifecycleGoals(name, rows[name], reference)),
    ...(reform === undefined ? [] : [atLeast('reform.lifecyclesPerSecond', reform.lifecyclesPerSecond, 400)]),
    ...flatGoals(rows['ours-redis'], rows.million),
    ...pages.map(({ page, p99Ms }) => atMost(`million.${page}.p99Ms`, p99Ms, 10)),
  ];
}

/** How often ours does what the reference does once, measured in the same run. */
export function ratioOf(ours: Row | undefined, reference: Row | undefined): number | undefined {
  if (ours === undefined || reference === undefined) return undefined;
  return rounded(ours.lifecyclesPerSecond / reference.lifecyclesPerSecond);
}

function lifecycleGoals(name: string, row: Row | undefined, reference: Row | undefined): readonly Goal[] {
  if (row === undefined) return [];
  const ratio = ratioOf(row, reference);
  return [
    {
      name: `${name}.lifecyclesPerSecond`,
      value: row.lifecyclesPerSecond,
      expected: `>= 1000, or >= 3 times the reference${ratio === undefined ? '' : ` (here ${ratio} times)`}`,
      met: row.lifecyclesPerSecond >= 1000 || (ratio ?? 0) >= 3,
    },
    atMost(`${name}.serverCpuSecondsPer1000`, row.serverCpuSecondsPer1000, 1.5),
    atMost(`${name}.ackP50Ms`, row.ackP50Ms, 12),
    atMost(`${name}.ackP99Ms`, row.ackP99Ms, 35),
    atMost(`${name}.assignedP50Ms`, row.assignedP50Ms, 15),
    atMost(`${name}.memoryMiB`, row.memoryMiB, 350),
  ];
}

function flatGoals(few: Row | undefined, many: Row | undefined): readonly Goal[] {
  if (few === undefined || many === undefined) return [];
  const slower = few.lifecyclesPerSecond / many.lifecyclesPerSecond - 1;
  const dearer = many.serverCpuSecondsPer1000 / few.serverCpuSecondsPer1000 - 1;
  return [
    atMost('million.slowerThanFew', rounded(slower), FLAT),
    atMost('million.dearerThanFew', rounded(dearer), FLAT),
  ];
}

function atLeast(name: string, value: number, least: number): Goal {
  return { name, value, expected: `>= ${least}`, met: value >= least };
}

function atMost(name: string, value: number, most: number): Goal {
  return { name, value, expected: `<= ${most}`, met: value <= most };
}
