import type { Decision } from '../../calendar/ladder/ladder.ts';
import {
  type ArmedRung,
  type LadderRules,
  type LadderTerms,
  rungsOfDeadline,
  rungsOfDecision,
  rungsOfReceipt,
  rungsOfSendBack,
  rungsOfUrge,
} from '../../calendar/ladder/rungs.ts';
import type { County } from '../county.ts';

/** By what the county counts the rungs of a task now. */
function rulesFor({ calendar, ladder }: Pick<County, 'calendar' | 'ladder'>, urgent: boolean): LadderRules {
  return { calendar: calendar(), ladder: ladder(), urgent };
}

type Climbing = Pick<County, 'calendar' | 'ladder'>;

/** The rungs that a due date arms, and with it a limit for receipt where the unit has yet to receive the task. */
export function rungsFor(
  county: Climbing,
  {
    urgent,
    receiptDueAt,
    ...terms
  }: LadderTerms & { readonly urgent: boolean; readonly receiptDueAt?: string },
): readonly ArmedRung[] {
  const rules = rulesFor(county, urgent);
  return [
    ...rungsOfDeadline(rules, terms),
    ...(receiptDueAt === undefined ? [] : rungsOfReceipt(rules, receiptDueAt)),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The rungs that a limit for receipt arms alone: the due date of the task stays. */
export function rungsForReceipt(
  county: Climbing,
  receiptDueAt: string,
  urgent: boolean,
): readonly ArmedRung[] {
  return rungsOfReceipt(rulesFor(county, urgent), receiptDueAt);
}

/** The rungs that an urge at an instant arms. */
export function rungsForUrge(county: Climbing, urgedAt: string): readonly ArmedRung[] {
  return rungsOfUrge(rulesFor(county, false), urgedAt);
}

/** The rungs that sending a claim back sets off. */
export function rungsForSendBack(
  county: Climbing,
  round: number,
  { at, urgent }: { readonly at: string; readonly urgent: boolean },
): readonly ArmedRung[] {
  return rungsOfSendBack(rulesFor(county, urgent), round, at);
}

/** The rungs that the task force's own time limit arms. */
export function rungsForDecision(
  county: Climbing,
  decision: Decision,
  { urgent, ...limit }: Pick<LadderTerms, 'from' | 'dueAt'> & { readonly urgent: boolean },
): readonly ArmedRung[] {
  return rungsOfDecision(rulesFor(county, urgent), decision, limit);
}
