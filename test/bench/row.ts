import type { SubjectName } from './options.ts';
import { median } from './percentile.ts';
import type { Round } from './run-round.ts';

/** Everything a round measures as a number. */
export type Figures = Omit<Round, 'cpuSecondsPer1000ByProgram'>;

/** A measured row: the median of each figure over the rounds, and the rounds themselves. */
export interface Row extends Figures {
  readonly name: SubjectName;
  readonly title: string;
  readonly cpuSecondsPer1000ByProgram: Readonly<Record<string, number>>;
  readonly rounds: readonly Round[];
}

/** Sums rounds up; noise of the machine hits single rounds, so the median speaks for them. */
export function rowOf(name: SubjectName, title: string, rounds: readonly Round[]): Row {
  const middle = (figure: (round: Round) => number): number => rounded(median(rounds.map(figure)));
  const programs = [...new Set(rounds.flatMap((round) => Object.keys(round.cpuSecondsPer1000ByProgram)))];
  return {
    name,
    title,
    lifecyclesPerSecond: middle((round) => round.lifecyclesPerSecond),
    serverCpuSecondsPer1000: middle((round) => round.serverCpuSecondsPer1000),
    cpuSecondsPer1000ByProgram: Object.fromEntries(
      programs.map((program) => [program, middle((round) => round.cpuSecondsPer1000ByProgram[program] ?? 0)]),
    ),
    clientCpuSecondsPer1000: middle((round) => round.clientCpuSecondsPer1000),
    ackP50Ms: middle((round) => round.ackP50Ms),
    ackP99Ms: middle((round) => round.ackP99Ms),
    assignedP50Ms: middle((round) => round.assignedP50Ms),
    assignedP99Ms: middle((round) => round.assignedP99Ms),
    readsPerLifecycle: middle((round) => round.readsPerLifecycle),
    writesPerLifecycle: middle((round) => round.writesPerLifecycle),
    memoryMiB: middle((round) => round.memoryMiB),
    rssSumMiB: middle((round) => round.rssSumMiB),
    nodePeakMiB: middle((round) => round.nodePeakMiB),
    rounds,
  };
}

/** Three digits after the point are more than any of these figures is good for. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
