import { armLadder, rearmDeadline } from '../clocks/timers.ts';
import type { EventOf, ReformTaskEvent } from '../events/events.ts';
import { sections } from '../sections.ts';
import { signalling } from '../setup.ts';

/** Tells the sections at work when their unit is due now. */
const redateSections = signalling((context, _event: ReformTaskEvent) =>
  sections.told(context, 'redated', { dueAt: context.dueAt }),
);

/** The due date moved within `open`: its timers move with it, and the sections hear of it. */
export const followDeadline = [rearmDeadline, armLadder, redateSections] as const;

/** Wakes the sections that rested with their task, and says for how long the clock stood still; before it is taken in. */
export const wakeSections = signalling((context, { data }: EventOf<'deadlineSet'>) => {
  const { dueAt, suspendedMinutes } = data;
  const creditedMinutes = suspendedMinutes - (context.deadline?.suspendedMinutes ?? 0);
  return sections.told(context, 'redated', { dueAt, creditedMinutes });
});
