import { loadavg } from 'node:os';
import { sweepScratch } from '../support/scratch.ts';
import { goalsOf, type PageFigures, ratioOf } from './goals.ts';
import { machineFacts } from './machine-facts.ts';
import { measurePages } from './million/measure-pages.ts';
import { type ManyTasks, prepareManyTasks } from './million/prepare.ts';
import { type Options, readOptions, type SubjectName } from './options.ts';
import { printReport, type Report } from './print-report.ts';
import { type Row, rowOf } from './row.ts';
import { type Round, runRound } from './run-round.ts';
import { PEERS } from './subjects/peers.ts';
import { subjects } from './subjects/subjects.ts';

/** Measures all that was asked for, round by round in turns, so that noise of the machine hits every subject alike. */
async function measure(options: Options): Promise<Report> {
  const date = new Date().toISOString();
  const machine = await machineFacts(loadavg()[0] ?? 0);
  const rounds: Partial<Record<SubjectName, Round[]>> = {};
  const pages: PageFigures[][] = [];
  const many = options.only.includes('million') ? await prepareManyTasks(options.tasks, progress) : undefined;
  try {
    for (let n = 1; n <= options.rounds; n++) {
      for (const name of options.only) {
        const { round, found } = await measureOnce(name, n, options, many);
        (rounds[name] ??= []).push(round);
        if (found.length > 0) pages.push(found);
        progress(
          `round ${n}, ${name}: ${round.lifecyclesPerSecond.toFixed(0)} lifecycles/s, ${round.serverCpuSecondsPer1000.toFixed(2)} CPU-s per 1000`,
        );
      }
    }
  } finally {
    await many?.remove();
  }
  return reportOf(options, date, machine, rounds, pages);
}

async function measureOnce(name: SubjectName, n: number, options: Options, many: ManyTasks | undefined) {
  const subject = subjects[name];
  const running = await subject.start(options.profile, many?.folder);
  try {
    const { clients, warmUp, lifecycles } = options;
    const round = await runRound(running, {
      play: subject.play,
      clients,
      warmUp,
      lifecycles,
      seed: options.seed + n,
      round: `${options.seed}-${n}`,
    });
    const found = name === 'million' ? await measurePages(running.target) : [];
    return { round, found };
  } finally {
    await running.stop();
  }
}

function reportOf(
  options: Options,
  date: string,
  machine: Report['machine'],
  rounds: Partial<Record<SubjectName, Round[]>>,
  pages: readonly (readonly PageFigures[])[],
): Report {
  const rows: Partial<Record<SubjectName, Row>> = {};
  for (const name of options.only) rows[name] = rowOf(name, subjects[name].title, rounds[name] ?? []);
  const worst = worstPages(pages.flat());
  const goals = goalsOf(rows, worst);
  const ratios = (['ours-redis', 'ours-embedded'] as const).flatMap((name) => {
    const ratio = ratioOf(rows[name], rows.reference);
    return ratio === undefined ? [] : [[name, ratio] as const];
  });
  const { clients, warmUp, lifecycles, tasks, seed } = options;
  return {
    benchmark: 'lifecycle',
    date,
    seed,
    machine,
    settings: { clients, warmUp, lifecycles, rounds: options.rounds, tasks },
    quoted: PEERS,
    rows: Object.values(rows),
    ratios: Object.fromEntries(ratios),
    pages: worst,
    goals,
    met: goals.every(({ met }) => met),
  };
}

/** Of each page the round with the highest p99. */
function worstPages(found: readonly PageFigures[]): readonly PageFigures[] {
  const byPage = new Map<string, PageFigures>();
  for (const figures of found.toSorted((a, b) => a.p99Ms - b.p99Ms)) byPage.set(figures.page, figures);
  return [...byPage.values()];
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

const options = readOptions(Date.now() % 1_000_000);
await sweepScratch();
const report = await measure(options);
process.stdout.write(printReport(report));
if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = report.met ? 0 : 1;
