import { declareChildren, type PartWords } from '../../src/engine/definition/children.ts';
import { sectionHeadSeatOf, unitOfSection } from '../../src/vocabulary/seats.ts';
import { isFinished, isOpen, lastWord, UNHEARD } from '../children.ts';
import type { ReformTaskContext, Section } from './context.ts';
import type { EventOf } from './events/events.ts';

/** What sections do for a task. */
export const SECTIONS: PartWords = {
  work: { zh: '分办', en: 'assignment' },
  doer: { zh: '科室', en: 'section' },
};

/** 分办: what the sections of the unit do for a task; the task waits for them. */
export const sections = declareChildren<ReformTaskContext>()({
  kind: 'section-assignment',
  under: 'sections',
  part: SECTIONS,
  spawn: ({ matter, dueAt }, { data }: EventOf<'subDispatch'>) =>
    data.sections.map(({ section, seat = sectionHeadSeatOf(section), text, limit }) => ({
      entry: { section, seat, ...UNHEARD, report: null, waiver: null },
      input: {
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
    })),
  hears: {
    sectionReceived: lastWord('received'),
    sectionReported,
    sectionFinished: lastWord('finished'),
    sectionReturned: lastWord('returned'),
  },
  closes: {
    by: 'recall',
    closed: (section, waiver): Section => ({ ...section, status: 'waived', waiver }),
  },
  tells: ['suspend', 'redated'],
  isOpen,
  isReceived: ({ status }) => status !== 'dispatched',
  isFinished,
  name: ({ section }) => section,
});

/** A report keeps the highest revision of its own: it counts although a later word came before it. */
function sectionReported(section: Section, word: EventOf<'sectionReported'>): Section {
  const next = lastWord('received')(section, word);
  const { childRevision: revision, text, percent } = word.data;
  if (revision <= (section.report?.revision ?? 0)) return next;
  return { ...next, report: { revision, text, percent: percent ?? null } };
}
