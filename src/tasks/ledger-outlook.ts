import type { Calendar } from '../calendar/calendar.ts';
import { dueAt } from '../calendar/due-at.ts';
import type { Title } from '../engine/define.ts';
import type { RoutingBook } from '../routing/prepare-routing.ts';
import type { Candidate } from '../routing/reason.ts';
import { route } from '../routing/route.ts';
import type { LedgerColumn } from './ledger-columns.ts';
import type { LedgerInput } from './ledger-row.ts';
import { type SeatView, seatView, type UnitView, unitView } from './task-view.ts';
import { type CoUnit, readCoUnit } from './unit-groups.ts';

/** Something in an accepted row that the task force should look at. */
export interface RowWarning {
  readonly code:
    | 'due-past'
    | 'due-provisional'
    | 'due-day-off'
    | 'to-triage'
    | 'co-unit-unknown'
    | 'co-units-expanded'
    | 'co-unit-leads'
    | 'row-repeated';
  readonly column: LedgerColumn | null;
  readonly value: string;
  readonly message: Title;
}

/** Where routing would send a row now; workers decide when the task is there. */
export type RowRouting =
  | { readonly kind: 'unit'; readonly unit: UnitView; readonly owner: SeatView; readonly reason: Title }
  | { readonly kind: 'triage'; readonly candidates: readonly Candidate[]; readonly reason: Title };

/** What would become of a row. */
export interface RowOutlook {
  /** The input with groups of co-organising units written out. */
  readonly input: LedgerInput;
  readonly dueAt: string;
  readonly routing: RowRouting;
  readonly warnings: readonly RowWarning[];
}

/** What an outlook is read from; `now` is an ISO instant. */
export interface OutlookTerms {
  readonly book: RoutingBook;
  readonly calendar: Calendar;
  readonly now: string;
}

/** Foretells a row: pure, so that a dry run says what the import would do. */
export function outlookOf(
  input: LedgerInput,
  cell: (column: LedgerColumn) => string,
  terms: OutlookTerms,
): RowOutlook {
  const routing = routingOf(input, terms);
  const coUnits = input.coUnits.map((written) => readCoUnit(written, terms.book.directory, terms.now));
  const lead = routing.kind === 'unit' ? routing.unit.code : undefined;
  const due = dueAt({ calendar: terms.calendar, from: terms.now, limit: input.limit });
  return {
    input: { ...input, coUnits: writtenOut(coUnits, lead) },
    dueAt: due.at,
    routing,
    warnings: [
      ...dueWarnings(due, cell('完成时限'), terms.now),
      ...(routing.kind === 'triage'
        ? [
            {
              code: 'to-triage' as const,
              column: '牵头单位' as const,
              value: cell('牵头单位'),
              message: triage(routing.reason),
            },
          ]
        : []),
      ...coUnits.flatMap((coUnit) => coUnitWarnings(coUnit, lead)),
    ],
  };
}

function routingOf(input: LedgerInput, { book, now }: OutlookTerms): RowRouting {
  const { title, goal, leadUnit: unit, category, source, urgency } = input;
  const answer = route({ title, goal, unit, category, source, urgency }, book, now);
  const reason = answer.reason.sentence;
  if (answer.kind === 'unrouted') return { kind: 'triage', candidates: answer.candidates, reason };
  return {
    kind: 'unit',
    unit: unitView(answer.unit, book.directory) ?? { code: answer.unit, name: answer.unit },
    owner: seatView(answer.seat, book.directory, now),
    reason,
  };
}

function triage(reason: Title): Title {
  return { zh: `将转人工分派：${reason.zh}`, en: `It will go to triage: ${reason.en}` };
}

function dueWarnings(due: ReturnType<typeof dueAt>, value: string, now: string): readonly RowWarning[] {
  const about = { column: '完成时限' as const, value };
  const past = due.at < now && {
    code: 'due-past' as const,
    ...about,
    message: {
      zh: '完成时限已过，任务一经交办即为超期',
      en: 'The date has passed; the task will be overdue from the start',
    },
  };
  const provisional = due.provisional && {
    code: 'due-provisional' as const,
    ...about,
    message: {
      zh: `期限 ${due.at.slice(0, 10)} 涉及尚未公布放假安排的年度，暂按周末推算`,
      en: `The due date ${due.at.slice(0, 10)} rests on a year whose holidays are not announced; weekends only are counted`,
    },
  };
  const dayOff = due.note !== undefined && { code: 'due-day-off' as const, ...about, message: due.note };
  return [past, provisional, dayOff].filter((warning) => warning !== false);
}

function coUnitWarnings(coUnit: CoUnit, lead: string | undefined): readonly RowWarning[] {
  const about = { column: '配合单位' as const, value: coUnit.written };
  if (coUnit.kind === 'unknown') {
    const message = {
      zh: `配合单位“${coUnit.written}”不在组织目录中，按原文记录`,
      en: `The co-organising unit "${coUnit.written}" is not in the directory; it is recorded as written`,
    };
    return [{ code: 'co-unit-unknown', ...about, message }];
  }
  if (coUnit.kind === 'group') {
    const n = coUnit.units.filter(({ code }) => code !== lead).length;
    const message = {
      zh: `“${coUnit.written}”按目录展开为 ${n} 个单位`,
      en: `"${coUnit.written}" stands for ${n} units of the directory`,
    };
    return [{ code: 'co-units-expanded', ...about, message }];
  }
  if (coUnit.code !== lead) return [];
  const message = {
    zh: `配合单位“${coUnit.written}”与牵头单位相同，不重复记录`,
    en: `The co-organising unit "${coUnit.written}" is the lead unit itself and is left out`,
  };
  return [{ code: 'co-unit-leads', ...about, message }];
}

/** Co-organising units as they are recorded: groups unit by unit, everything once, the lead unit never. */
function writtenOut(coUnits: readonly CoUnit[], lead: string | undefined): readonly string[] {
  const seen = new Set<string>(lead === undefined ? [] : [lead]);
  const written: string[] = [];
  const take = (key: string, name: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    written.push(name);
  };
  // Units named one by one keep the name they were given, also when a group before them has them too.
  for (const coUnit of coUnits)
    if (coUnit.kind !== 'group') take(coUnit.kind === 'unit' ? coUnit.code : coUnit.written, coUnit.written);
  for (const coUnit of coUnits) {
    if (coUnit.kind === 'group') for (const { code, name } of coUnit.units) take(code, name);
  }
  return written;
}
