import { derivedId, type SignalParams, type SpawnParams } from '../../src/engine/definition/define.ts';
import { sectionHeadSeatOf, unitOfSection } from '../vocabulary.ts';
import { isOpen, type ReformTaskContext, type Section } from './context.ts';
import type { EventOf } from './events/events.ts';

type Signal = EventOf<'sectionReceived' | 'sectionReported' | 'sectionFinished' | 'sectionReturned'>;

const STATUS = {
  sectionReceived: 'received',
  sectionReported: 'received',
  sectionFinished: 'finished',
  sectionReturned: 'returned',
} as const;

/**
 * Folds what a section says into the task. Signals come doubled, late and out of order, so status and report each
 * keep the highest revision of the child they have seen; a waiver by the commissioner outlasts them all.
 */
export function heardFromSection(context: ReformTaskContext, event: Signal): Partial<ReformTaskContext> {
  const { child } = event.data;
  return {
    sections: context.sections.map((section) => (section.child === child ? folded(section, event) : section)),
  };
}

function folded(section: Section, event: Signal): Section {
  const { childRevision: revision } = event.data;
  const newer = revision > section.revision;
  const status = newer && section.status !== 'waived' ? STATUS[event.type] : section.status;
  const next = { ...section, status, revision: newer ? revision : section.revision };
  if (event.type !== 'sectionReported' || revision <= (section.report?.revision ?? 0)) return next;
  const { text, percent } = event.data;
  return { ...next, report: { revision, text, percent: percent ?? null } };
}

/** What each section is asked, with ids of children that the same event always derives the same. */
export function assignmentsOf({ id, data }: EventOf<'subDispatch'>) {
  return data.sections.map((asked, n) => ({
    ...asked,
    child: derivedId(id, n),
    seat: asked.seat ?? sectionHeadSeatOf(asked.section),
  }));
}

/** The children that sub-dispatch spawns; the engine sees to it that each is there once. */
export function spawnsOf(context: ReformTaskContext, event: EventOf<'subDispatch'>): SpawnParams[] {
  const { taskId: parent, dueAt, matter } = context;
  return assignmentsOf(event).map(({ child, section, seat, text, limit }) => ({
    workflow: 'section-assignment',
    taskId: child,
    input: {
      parent,
      unit: unitOfSection(section),
      section,
      seat,
      title: matter.title,
      text,
      urgency: matter.urgency,
      category: matter.category,
      dueAt,
      limit,
    },
  }));
}

/** Tells one section that its work is no longer asked for. */
export function recallOf(child: string, reason: string): SignalParams {
  return { taskId: child, event: { type: 'recall', data: { reason } } };
}

/** Tells every section still at work the same. */
export function toSections(context: ReformTaskContext, type: string, data: object): SignalParams[] {
  return context.sections.filter(isOpen).map(({ child }) => ({ taskId: child, event: { type, data } }));
}
