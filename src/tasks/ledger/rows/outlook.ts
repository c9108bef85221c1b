import type { Calendar } from '../../../calendar/calendar.ts';
import { type DueAt, dueAt } from '../../../calendar/limits/due-at.ts';
import type { LedgerCells } from '../../../contract/ledger-columns.ts';
import type { SeatView } from '../../../contract/seat.ts';
import type { UnitView } from '../../../contract/task.ts';
import { findUnit } from '../../../directory/resolve/find-unit.ts';
import type { Title } from '../../../engine/definition/define.ts';
import type { RoutingBook } from '../../../routing/books/prepare-routing.ts';
import type { Candidate } from '../../../routing/reason.ts';
import { route } from '../../../routing/route.ts';
import { countyDayOf } from '../../../vocabulary/county-day.ts';
import { REGISTER_WORKFLOW } from '../../../vocabulary/register.ts';
import { defaultLimit, noDefault } from '../../clock/default-limit.ts';
import type { County } from '../../county.ts';
import { unitsWrittenLike } from '../../entry/nearest.ts';
import { readCoUnit } from '../../unit-groups.ts';
import { seatView, unitView } from '../../view/task-view.ts';
import { coUnitWarnings, writtenOut } from '../cells/co-units.ts';
import { isTakenFrom, type Limit, limitFrom, NO_LIMIT } from '../cells/read-limit.ts';
import { type CellFault, faultOf, type LedgerInput, type WrittenMatter } from '../cells/read-row.ts';
import { unitsIn } from '../cells/units-cell.ts';
import type { RowWarning } from '../warning.ts';

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
  /** Whose defaults count where a row says no limit. */
  readonly limits: County['limits'];
  readonly now: string;
  /** Why dates that have passed are taken; without it they are asked about. */
  readonly acceptPastDate?: string | undefined;
}

/** Foretells a row: pure, so that a dry run says what the import would do. */
export function outlookOf(
  matter: WrittenMatter,
  cells: LedgerCells,
  terms: OutlookTerms,
): RowOutlook | { readonly faults: readonly CellFault[] } {
  const { book, calendar, now, acceptPastDate } = terms;
  const { routing, faults } = routingOf(matter, cells, terms);
  const coUnits = matter.coUnits.map((written) => readCoUnit(written, book.directory, now));
  const lead = routing.kind === 'unit' ? routing.unit.code : undefined;
  const taken = rowLimit(matter, terms);
  if (taken === undefined) {
    const fault = faultOf('完成时限', cells['完成时限'], { ...NO_LIMIT, why: noDefault(matter) });
    return { faults: [...faults, fault] };
  }
  const { limit, limitBy } = taken;
  const due = dueAt({ calendar, from: now, limit });
  const isPast = due.at <= now;
  if (isPast && acceptPastDate === undefined) {
    faults.push(faultOf('完成时限', cells['完成时限'], PAST));
  }
  if (faults.length > 0) return { faults };
  const { limit: _, ...rest } = matter;
  return {
    input: {
      ...rest,
      coUnits: writtenOut(coUnits, lead),
      limit,
      ...(limitBy && { limitBy }),
      ...(isPast && { acceptPastDate }),
    },
    dueAt: due.at,
    routing,
    warnings: [
      ...(limitBy ? [defaulted(limitBy.sentence, cells['完成时限'])] : []),
      ...(due.provisional ? [provisional(due, cells['完成时限'])] : []),
      ...(routing.kind === 'triage' ? [toTriage(routing.reason, cells)] : []),
      ...coUnits.flatMap((coUnit) => coUnitWarnings(coUnit, lead)),
    ],
  };
}

/** The limit of a row, as it was written or as the default gives it; undefined where neither is there. */
function rowLimit(
  { limit: written, ...facts }: WrittenMatter,
  { limits, now }: OutlookTerms,
): (Pick<LedgerInput, 'limitBy'> & { readonly limit: Limit }) | undefined {
  const taken = defaultLimit({ limits }, REGISTER_WORKFLOW, facts);
  if (written === undefined) return taken;
  const limit = limitFrom(written, countyDayOf(now));
  return isTakenFrom(written, taken?.limit) ? taken : { limit };
}

function defaulted(message: Title, value: string): RowWarning {
  return { code: 'limit-default', column: '完成时限', value, message };
}

const PAST = {
  kind: 'asked',
  why: { zh: '已过，一经交办即为超期', en: 'it has passed, the task would be overdue from the start' },
  write: {
    zh: '今后的日期；确要按此立项的，导入时注明 acceptPastDate=理由',
    en: 'a later date; where it is meant so, import with acceptPastDate=REASON',
  },
} as const;

function routingOf(
  matter: WrittenMatter,
  cells: LedgerCells,
  terms: OutlookTerms,
): { readonly routing: RowRouting; readonly faults: CellFault[] } {
  const { book, now } = terms;
  const { title, goal, leadUnit: unit, category, source, urgency, region, keywords } = matter;
  const question = { title, goal, unit, category, source, urgency, region, keywords };
  const answer = route(question, book, now);
  const reason = answer.reason.sentence;
  if (answer.kind === 'unrouted') {
    const { candidates, failure } = answer;
    const isAsked = unit !== undefined && (failure === 'unit-unknown' || failure === 'unit-ambiguous');
    const faults = isAsked
      ? [faultOf('牵头单位', cells['牵头单位'], whichUnit(failure, unit, candidates, terms))]
      : [];
    return { routing: { kind: 'triage', candidates, reason }, faults };
  }
  const owner = seatView(answer.seat, book.directory, now);
  const named = unitView(answer.unit, book.directory) ?? { code: answer.unit, name: answer.unit };
  return { routing: { kind: 'unit', unit: named, owner, reason }, faults: [] };
}

function whichUnit(
  failure: 'unit-unknown' | 'unit-ambiguous',
  written: string,
  candidates: readonly Candidate[],
  { book, now }: OutlookTerms,
) {
  const names = candidates.map(({ name }) => name);
  if (failure === 'unit-ambiguous') {
    const [first, ...others] = unitsIn(written).flatMap((name) => {
      const found = findUnit(book.directory, name, now);
      return found?.kind === 'unit' ? [found.unit.name] : [];
    });
    const rest = others.length > 0 ? `，“配合单位”写${others.join('；')}` : '';
    return {
      kind: 'asked',
      why: { zh: '不是唯一的单位，一件任务只有一个牵头单位', en: 'a task has exactly one lead unit' },
      write: {
        zh: first === undefined ? '一个单位' : `一个单位，如“牵头单位”写${first}${rest}`,
        en:
          first === undefined
            ? 'one unit'
            : `one unit, e.g. ${first}, and the others under 配合单位: ${others.join('；')}`,
      },
    } as const;
  }
  // Names written alike come before the units that routing thinks of.
  const alike = unitsWrittenLike(book.directory, written, now).map(({ name }) => name);
  const near = [...new Set([...alike, ...names])].slice(0, 3);
  return {
    kind: 'asked',
    why: { zh: '不在组织目录中', en: 'the directory has no such unit' },
    write: {
      zh: `${near.length > 0 ? `目录中的名称，相近的有：${near.join('、')}` : '组织目录中的单位名称'}；留空则由专班人工分派`,
      en: `${near.length > 0 ? `a name of the directory, near ones are: ${near.join(', ')}` : 'the name of a unit of the directory'}; empty, a person of the task force assigns it`,
    },
  } as const;
}

function toTriage(reason: Title, cells: LedgerCells): RowWarning {
  return {
    code: 'to-triage',
    column: '牵头单位',
    value: cells['牵头单位'],
    message: { zh: `将转人工分派：${reason.zh}`, en: `It will go to triage: ${reason.en}` },
  };
}

function provisional(due: DueAt, value: string): RowWarning {
  return {
    code: 'due-provisional',
    column: '完成时限',
    value,
    message: {
      zh: `期限 ${countyDayOf(due.at)} 涉及尚未公布放假安排的年度，暂按周末推算`,
      en: `The due date ${countyDayOf(due.at)} rests on a year whose holidays are not announced; weekends only are counted`,
    },
  };
}
