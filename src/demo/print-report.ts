import { countyTimeOf } from '../vocabulary/county-day.ts';
import type { DemoReport, TimelineEntry } from './report.ts';

/** The report as text for a terminal: Chinese first, tables that line up although 汉字 are two columns wide. */
export function printReport(report: DemoReport): string {
  const { imported, units, overdue, timeline, refused, triage, seconds } = report;
  return [
    heading('各单位 Units'),
    table(
      ['单位', '数字专员', '任务', '销号', '在办', '超期'],
      units.map((line) => [
        line.unit,
        line.person,
        `${line.tasks}`,
        `${line.struckOff}`,
        `${line.open}`,
        `${line.overdue}`,
      ]),
    ),
    heading('超期清单（督查所见） Overdue, as a supervisor sees it'),
    table(
      ['编号', '任务', '单位', '责任人', '超期', '原因'],
      overdue.map(({ number, title, unit, owner, late, reason }) => [
        number,
        title,
        unit?.name ?? '—',
        owner.person.name,
        late.zh,
        reason.zh,
      ]),
    ),
    heading(`全程留痕 Timeline: ${timeline[0]?.task.number ?? ''} ${timeline[0]?.task.title ?? ''}`),
    table(['时间', '版本', '环节', '经办', '状态', '责任岗位', '责任人', '哈希'], timeline.map(timelineRow)),
    heading('人与时钟 People and clocks'),
    ...report.scenes.flatMap(({ title, lines }) => [
      `  ${title.zh} ${title.en}`,
      ...lines.flatMap(({ zh, en }) => [`    · ${zh}`, `      ${en}`]),
    ]),
    heading('未受理的行 Rows refused'),
    ...refused.flatMap(({ row, title, errors }) =>
      errors.map(
        ({ column, value, message }) =>
          `  第 ${row} 行 ${title || '（无名称）'}：${column ?? ''}“${value}” ${message.zh} / ${message.en}`,
      ),
    ),
    heading('等待人工分派 Waiting in triage'),
    ...triage.map(({ number, title, why }) => `  ${number} ${title}：${why}`),
    '',
    `台账 ${imported.rows} 行，受理 ${imported.accepted}，退回 ${imported.refused}；退办 ${report.sentBack.length} 件；用时 ${seconds.toFixed(1)} 秒。`,
    '',
  ].join('\n');
}

function timelineRow({
  at,
  revision,
  title,
  task,
  actor,
  state,
  owner,
  hash,
}: TimelineEntry): readonly string[] {
  const time = countyTimeOf(at);
  const mark = task.workflow === 'reform-task' ? '' : '└ ';
  return [
    time,
    `${mark}${revision}`,
    title.zh,
    actor.name,
    state.zh,
    owner.seat,
    owner.person.name,
    hash.slice(0, 8),
  ];
}

function heading(text: string): string {
  return `\n■ ${text}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '  （无）';
  const widths = head.map((cell, n) => Math.max(columns(cell), ...rows.map((row) => columns(row[n] ?? ''))));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, n) => cell + ' '.repeat((widths[n] ?? 0) - columns(cell))).join('  ')}`.trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** Columns a text takes in a terminal: 汉字 and their punctuation take two. */
function columns(text: string): number {
  return Array.from(text).length + (text.match(WIDE)?.length ?? 0);
}
