import { z } from 'zod';
import { personIdText, seatRoleText, sectionSerialText, unitCodeText } from '../../vocabulary/codes.ts';
import { day, moment, share, unitEntrySchema, word } from '../files/directory-file.ts';

const seatId = word;

const unitOperations = [
  z.strictObject({ op: z.literal('addUnit'), unit: unitEntrySchema }),
  z.strictObject({
    op: z.literal('changeUnit'),
    unit: unitCodeText,
    /** The old name becomes a former name, under which the unit is still found. */
    name: word.optional(),
    aliases: z.array(word).optional(),
    formerNames: z.array(word).optional(),
    office: word.optional(),
    duties: z.array(word).optional(),
    places: z.array(word).optional(),
    dutyText: word.optional(),
  }),
  /** Its tasks follow to the successor from the start of that day. */
  z.strictObject({ op: z.literal('abolishUnit'), unit: unitCodeText, on: day, successor: unitCodeText }),
] as const;

const sectionOperations = [
  z.strictObject({
    op: z.literal('addSection'),
    unit: unitCodeText,
    section: sectionSerialText,
    name: word,
  }),
  z.strictObject({ op: z.literal('renameSection'), section: word, name: word }),
  /** Hangs the unit's digital office on another section, at once. */
  z.strictObject({ op: z.literal('moveHost'), unit: unitCodeText, section: word }),
  z.strictObject({ op: z.literal('closeSection'), section: word, at: moment }),
  z.strictObject({
    op: z.literal('addSeat'),
    unit: unitCodeText,
    role: seatRoleText,
    kind: z.enum(['supervisor', 'auditor', 'admin', 'dutyOfficer']),
    title: word,
    share: share.optional(),
  }),
  z.strictObject({
    op: z.literal('changeSeat'),
    seat: seatId,
    title: word.optional(),
    share: share.optional(),
  }),
  z.strictObject({ op: z.literal('closeSeat'), seat: seatId, at: moment }),
] as const;

const peopleOperations = [
  z.strictObject({
    op: z.literal('addPerson'),
    person: personIdText,
    name: word,
    qualifications: z.array(word).default([]),
  }),
  z.strictObject({
    op: z.literal('changePerson'),
    person: personIdText,
    name: word.optional(),
    qualifications: z.array(word).optional(),
  }),
  /** Gives a seat to a person from a moment on; the tenure of its holder ends then. `until` as a day is its last day. */
  z.strictObject({
    op: z.literal('appoint'),
    seat: seatId,
    person: personIdText,
    from: moment,
    until: moment.optional(),
  }),
  z.strictObject({ op: z.literal('vacate'), seat: seatId, at: moment }),
  /** `until` is the last day of the leave, or the instant of return; from and until may be the same day. */
  z.strictObject({
    op: z.literal('addAbsence'),
    person: personIdText,
    from: moment,
    until: moment,
    reason: word,
  }),
  /** Ends an absence early, or takes it back before it begins; `from` says which, `until` is the first day or instant back. */
  z.strictObject({ op: z.literal('endAbsence'), person: personIdText, from: moment, until: moment }),
  z.strictObject({
    op: z.literal('delegate'),
    id: word,
    seat: seatId,
    task: word.optional(),
    /** The holder who lends the seat. */
    by: personIdText,
    person: personIdText,
    /** Whose request is open on the task, where it is for one task: they may not decide it themselves. */
    requestedBy: personIdText.optional(),
    from: moment,
    until: moment,
    reason: word,
  }),
  z.strictObject({ op: z.literal('endDelegation'), id: word, until: moment }),
] as const;

export const operationSchema = z.discriminatedUnion('op', [
  ...unitOperations,
  ...sectionOperations,
  ...peopleOperations,
]);

/** A set of changes that is made as a whole or not at all, in the order given. */
export const directoryChangeSchema = z.strictObject({
  reason: word,
  operations: z.array(operationSchema).min(1).max(10_000),
  /** Why days on which nobody of a unit is there are accepted; without it they are refused. */
  acceptGaps: word.optional(),
  /** Why leave, appointments and vacancies are recorded that have begun before; without it they are refused. */
  acceptPast: word.optional(),
});

export type Operation = z.infer<typeof operationSchema>;
export type DirectoryChange = z.infer<typeof directoryChangeSchema>;
/** One kind of operation. */
export type OperationOf<O extends Operation['op']> = Extract<Operation, { op: O }>;
