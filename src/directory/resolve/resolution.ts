import type { Person } from '../directory.ts';

/** One sentence for people, in both languages. */
export interface Explanation {
  readonly zh: string;
  readonly en: string;
}

/** By which rule the person answers. */
export type Via = 'delegate' | 'holder' | 'deputy' | 'hostSectionHead' | 'dutySeat';

/** The one person who answers for a seat at a moment, and why. */
export interface Resolution {
  /** The seat asked about. */
  readonly seat: string;
  /** The seat through which the person answers: the same, the deputy's, the host section head's or the duty seat. */
  readonly answeringSeat: string;
  readonly person: Person;
  readonly via: Via;
  /** The holder of the seat, when another person answers for them. */
  readonly onBehalfOf?: Person;
  /** The seat's unit was abolished: the seat of the successor that was asked instead. */
  readonly movedTo?: string;
  readonly reason: Explanation;
  /** Set when the task force must look: nobody of the unit could answer. */
  readonly alarm?: Explanation & { readonly code: AlarmCode };
}

export type AlarmCode = 'seatUnknown' | 'nobodyInUnit' | 'dutySeatUncovered';
