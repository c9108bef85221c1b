import type { Report } from './routing-bench.ts';
import type { Quality, Reliability } from './routing-outcomes.ts';
import type { Stretch } from './routing-prequential.ts';
import type { Timing } from './routing-timing.ts';

type Sample = Report['samples'][number];

/** Writes the report for people. */
export function printReport(report: Report, out: { write: (text: string) => unknown }): void {
  const { timing, memory, blocks, scale } = report;
  const lines = [
    `free-text routing, threshold ${report.threshold} (goal: coverage ≥ 80 %, precision ≥ 96 %, top three ≥ 97 %)`,
    ...report.samples.flatMap(sampleLines),
    ...(report.hard ? hardLines(report.hard) : []),
    ...(report.practice
      ? [
          '',
          'a county that decides a third of its tasks otherwise than the duties say',
          ...prequentialLines(report.practice),
        ]
      : []),
    '',
    `time with ${timing.units} units (goal by text: p50 < 1 ms, p99 < 5 ms)`,
    `  by named unit  ${timing.namedUnitMicroseconds.toFixed(1)} µs, by category ${timing.categoryMicroseconds.toFixed(1)} µs`,
    `  memory         RSS ${memory.before.rss} → ${memory.after.rss} MiB, heap ${memory.before.heap} → ${memory.after.heap} MiB`,
    `  ${blocksLine(blocks)}   (goal: < 50 ms)`,
  ];
  if (scale) {
    lines.push(
      `time with ${scale.units} units and ${scale.precedents} precedents`,
      `  by text        ${timingLine(scale.text)}   (goal: p99 < 20 ms)`,
      `  a correction   ${timingLine(scale.corrections)}   (goal: < 200 ms); taught from nothing in ${scale.buildMilliseconds} ms, blocking at most ${scale.blocks.teaching.toFixed(0)} ms`,
      `  ${blocksLine(scale.blocks)}   (goal: < 50 ms)`,
      `  memory         RSS ${scale.memory.before.rss} → ${scale.memory.after.rss} MiB, of which the precedents themselves ${scale.memory.withPrecedents.rss - scale.memory.before.rss} MiB`,
    );
  }
  out.write(`${lines.join('\n')}\n`);
}

function hardLines({ hidden, fitted, reliability }: NonNullable<Report['hard']>): string[] {
  return [
    '',
    'known tasks in words that the duties do not have: what confidence in tasks is fitted on',
    ...hidden.map((one) => `  ${percent(one.hidden)} of words hidden: ${qualityLine(one.quality)}`),
    `  fitted         ${Object.entries(fitted)
      .map(([sign, value]) => `${sign} ${value.toFixed(3)}`)
      .join(', ')}`,
    ...reliability.map(reliabilityLine),
  ];
}

function prequentialLines(stretches: readonly Stretch[]): string[] {
  return stretches.flatMap(({ from, learning, untaught }) => [
    `    from ${String(from).padStart(3)}: ${qualityLine(learning)}`,
    `         beside: ${qualityLine(untaught)}`,
  ]);
}

function reliabilityLine({ from, to, cases, said, right }: Reliability): string {
  return `    ${from.toFixed(2)}–${to.toFixed(2)}  ${String(cases).padStart(4)}  ${percent(said)} → ${percent(right)}`;
}

function blocksLine({ units, taughtMilliseconds, imported }: Report['blocks']): string {
  return `longest block  ${units.toFixed(0)} ms while units change (taught anew in ${taughtMilliseconds} ms), ${imported.toFixed(0)} ms while tasks come in`;
}

function sampleLines({ file, kind, quality, open, coUnits, ...more }: Sample): string[] {
  return [
    '',
    `${kind}: ${quality.cases + (open?.cases ?? 0)} of ${file}`,
    ...(quality.cases > 0 ? [`  quality        ${qualityLine(quality)}`] : []),
    ...(open
      ? [
          `  open           ${open.cases} that several units plausibly lead: ${open.sent} sent (${open.sentElsewhere} to none of them), ${open.shown} left to a person with all of them shown`,
        ]
      : []),
    `  time           ${timingLine(more.time)}`,
    ...(kind === 'tasks'
      ? [
          `  co-units       ${coUnits.suggested} suggested, ${percent(coUnits.precision)} of them named by the sample`,
        ]
      : []),
    ...(quality.cases === 0 ? [] : qualityLines(more)),
  ];
}

function qualityLines(more: Omit<Sample, 'file' | 'kind' | 'quality' | 'open' | 'coUnits'>): string[] {
  const { fitted, crossValidated } = more.calibration;
  return [
    '  reliability    confidence said → right',
    ...more.reliability.map(reliabilityLine),
    `  calibration    offset ${fitted.offset.toFixed(3)}, slope ${fitted.slope.toFixed(3)}; on folds it has not seen:`,
    ...crossValidated.map(
      ({ threshold, coverage, precision, brier, folds }) =>
        `    threshold ${threshold.toFixed(2)}: coverage ${percent(coverage)} precision ${percent(precision)} Brier ${brier.toFixed(3)} (${folds} folds)`,
    ),
    '  prequential    each is asked, then taught; beside it the same without learning',
    ...prequentialLines(more.prequential),
    '  confusion      what it is → where it was sent',
    ...Object.entries(more.confusion).map(([label, row]) => `    ${label}: ${cells(row)}`),
    ...more.wrong.map(
      ({ id, title, label, answer, confidence }) =>
        `  wrong          ${id} ${title}: ${label}, sent to ${answer ?? ''} (${percent(confidence)})`,
    ),
  ];
}

function cells(row: Record<string, number>): string {
  return Object.entries(row)
    .toSorted(([, a], [, b]) => b - a)
    .map(([unit, count]) => `${unit} ${count}`)
    .join(' · ');
}

function qualityLine({ coverage, precision, topThree }: Quality): string {
  return `coverage ${percent(coverage)}  precision ${percent(precision)}  top three ${percent(topThree)}`;
}

function timingLine({ p50, p99, max, perSecond }: Timing): string {
  return `p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(3)} ms  max ${max.toFixed(2)} ms  ${perSecond}/s`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}
