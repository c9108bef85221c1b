import {
  type ArmedRung,
  type LadderTerms,
  rungsOfDeadline,
  rungsOfDecision,
  rungsOfSendBack,
  rungsOfUrge,
} from '../calendar/rungs.ts';
import type { County } from './county.ts';

type Climbing = Pick<County, 'calendar' | 'ladder'>;

/** The rungs that a due date arms. */
export function rungsFor({ calendar, ladder }: Climbing, terms: LadderTerms): readonly ArmedRung[] {
  return rungsOfDeadline(calendar(), ladder(), terms);
}

/** The rungs that an urge at an instant arms. */
export function rungsForUrge({ calendar, ladder }: Climbing, urgedAt: string): readonly ArmedRung[] {
  return rungsOfUrge(calendar(), ladder(), urgedAt);
}

/** The rungs that sending a claim back sets off. */
export function rungsForSendBack({ ladder }: Climbing, round: number, at: string): readonly ArmedRung[] {
  return rungsOfSendBack(ladder(), round, at);
}

/** The rungs that the task force's own time limit arms. */
export function rungsForDecision({ calendar, ladder }: Climbing, dueAt: string): readonly ArmedRung[] {
  return rungsOfDecision(calendar(), ladder(), dueAt);
}
