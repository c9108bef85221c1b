import type { Report } from './routing-bench.ts';
import type { Quality } from './routing-quality.ts';
import type { Timing } from './routing-timing.ts';

/** Writes the report for people. */
export function printReport(report: Report, out: { write: (text: string) => unknown }): void {
  const lines = [
    `free-text routing of ${report.quality.messages} messages from ${report.file}`,
    `  all            ${qualityLine(report.quality)}   (goal: ≥ 75 %, ≥ 92 %, ≥ 92 %; threshold ${report.threshold})`,
  ];
  if (report.neverRead) {
    lines.push(
      `  never read     ${qualityLine(report.neverRead)}   (${report.neverRead.messages} messages that nobody saw while writing the lexicon)`,
    );
  }
  for (const [name, quality] of Object.entries(report.byClass))
    lines.push(`  ${name.padEnd(9, '　')} ${qualityLine(quality)}`);
  lines.push('', 'confusion: class → unit that was sent the message', ...confusionLines(report.confusion));
  if (report.calibration) {
    const { fitted, crossValidated, taughtByOthers } = report.calibration;
    lines.push(
      '',
      `taught with the other folds as accepted tasks: ${qualityLine(taughtByOthers)} (${taughtByOthers.folds} folds)`,
    );
    lines.push(
      `calibration: offset ${fitted.offset.toFixed(3)}, slope ${fitted.slope.toFixed(3)}; on folds it has not seen:`,
    );
    for (const { threshold, coverage, precision, brier, folds } of crossValidated) {
      lines.push(
        `  threshold ${threshold.toFixed(2)}: coverage ${percent(coverage)} precision ${percent(precision)} Brier ${brier.toFixed(3)} (${folds} folds)`,
      );
    }
  }
  const { timing, memory, scale } = report;
  lines.push(
    '',
    `time with ${timing.units} units`,
    `  by text        ${timingLine(timing.text)}   (goal: p50 < 1 ms, p99 < 5 ms)`,
    `  by named unit  ${timing.namedUnitMicroseconds.toFixed(1)} µs, by category ${timing.categoryMicroseconds.toFixed(1)} µs`,
    `  memory         RSS ${memory.before.rss} → ${memory.after.rss} MiB, heap ${memory.before.heap} → ${memory.after.heap} MiB`,
  );
  if (scale) {
    lines.push(
      `time with ${scale.units} units and ${scale.precedents} precedents`,
      `  by text        ${timingLine(scale.text)}   (goal: p99 < 20 ms)`,
      `  taught in ${scale.buildMilliseconds} ms, again after a correction in ${scale.rebuildMilliseconds} ms`,
      `  memory         RSS ${scale.memory.before.rss} → ${scale.memory.after.rss} MiB, of which the precedents themselves ${scale.memory.withPrecedents.rss - scale.memory.before.rss} MiB`,
    );
  }
  out.write(`${lines.join('\n')}\n`);
}

function qualityLine({ coverage, precision, topThree }: Quality): string {
  return `coverage ${percent(coverage)}  precision ${percent(precision)}  top three ${percent(topThree)}`;
}

function timingLine({ p50, p99, max, perSecond }: Timing): string {
  return `p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(3)} ms  max ${max.toFixed(2)} ms  ${perSecond}/s`;
}

function confusionLines(confusion: Report['confusion']): string[] {
  return Object.entries(confusion).map(([name, row]) => {
    const cells = Object.entries(row)
      .toSorted(([, a], [, b]) => b - a)
      .map(([unit, count]) => `${unit} ${count}`);
    return `  ${name}: ${cells.join(' · ')}`;
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}
