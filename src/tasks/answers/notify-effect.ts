import { rungOf } from '../../calendar/ladder/ladder.ts';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor } from '../../calendar/limits/task-limits.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import { NOTIFY } from '../../vocabulary/effects.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { rungsForUrge } from '../clock/rungs-for.ts';
import { type County, limitsOfType } from '../county.ts';
import { urgeTerms } from './limit-effect.ts';
import { addresseesOf, type NoticeAddressee } from './notice-addressees.ts';
import { noticeReason } from './notice-reason.ts';

/**
 * Answers a task that has come to a rung: which seats are told and what, and where the notice urges, the rungs that it
 * arms should nobody answer, counted from `now`, an ISO instant. A rung that the ladder has lost meanwhile tells nobody.
 */
export function answerNotify(
  params: unknown,
  county: Pick<County, 'directory' | 'calendar' | 'ladder' | 'limits'>,
  now: string,
): IncomingEvent | undefined {
  const { workflow, key, percent, with: others, decision: what, ...task } = NOTIFY.params.parse(params);
  const [code = '', cause = ''] = key.split('@');
  const ladder = county.ladder();
  const rung = rungOf(ladder, code);
  if (rung === undefined) return undefined;
  const { notice: colour, title, mayDo } = rung;
  const all = [...others.flatMap((one) => rungOf(ladder, codeIn(one)) ?? []), rung];
  const urges = all.some(({ answer }) => answer === 'required');
  const told = all.flatMap((one) =>
    addresseesOf(one, task, county.directory(), now).map((seat) => ({
      ...seat,
      mustAnswer: one.answer === 'required' && !seat.copy,
    })),
  );
  return NOTIFY.answers.noticesIssued({
    key,
    with: others,
    colour,
    title,
    mayDo,
    reason: noticeReason(rung, { cause, percent, decision: what }, county.calendar(), now),
    seats: eachOnce(told),
    acknowledgeBy: dueAt({ calendar: county.calendar(), from: now, limit: acknowledgement(county, workflow) })
      .at,
    ...(urges ? { urge: urgeTerms(county, workflow, now) } : {}),
    rungs: urges ? rungsForUrge(county, now) : [],
  });
}

/**
 * How long the seats that were told have to acknowledge it: what is said of tasks of the kind, or else of notices; where nothing
 * is, as long as for receiving a task.
 */
function acknowledgement({ limits }: Pick<County, 'limits'>, workflow: string): Limit {
  const all = limits();
  const said = [all.get(workflow), ...all.values()].find((one) => one?.acknowledge !== undefined);
  return said?.acknowledge ?? limitFor(limitsOfType({ limits }), 'receipt');
}

type Told = NoticeAddressee & { readonly mustAnswer: boolean };

/** Each seat once, by the most that any of the rungs asks of it. */
function eachOnce(told: readonly Told[]): readonly Told[] {
  return [...new Set(told.map(({ seat }) => seat))].map((seat) => {
    const asked = told.filter((one) => one.seat === seat);
    return {
      seat,
      copy: asked.every(({ copy }) => copy),
      mustAnswer: asked.some(({ mustAnswer }) => mustAnswer),
    };
  });
}

function codeIn(key: string): string {
  return key.split('@')[0] ?? '';
}
