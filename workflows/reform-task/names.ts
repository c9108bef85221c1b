import type { Nameable } from '../../src/engine/definition/define.ts';
import { isOpen } from '../children.ts';
import type { ReformTaskContext } from './context.ts';
import { REVIEW } from './requests/parked.ts';

/** What events can name of a task itself: its criteria, the sections still at work, and what would wake it up. */
export function names({
  criteria,
  sections,
  parked,
}: ReformTaskContext): Readonly<Record<'criterion' | 'child' | 'condition', readonly Nameable[]>> {
  return {
    criterion: criteria.map(({ id, text }) => ({ id, title: text })),
    child: sections.filter(isOpen).map(({ child, section }) => ({ id: child, title: section })),
    condition: conditionsOf(parked),
  };
}

function conditionsOf(parked: ReformTaskContext['parked']): readonly Nameable[] {
  if (parked === null) return [];
  const conditions = parked.conditions.map(({ id, text }) => ({ id, title: text }));
  return parked.reviewedAt === null ? conditions : [...conditions, { id: REVIEW, title: '复核日期已到' }];
}
