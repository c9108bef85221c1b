import { z } from 'zod';
import {
  day,
  moment,
  seatRole,
  sectionSerial,
  share,
  unitCode,
  unitEntrySchema,
  word,
} from '../files/directory-file.ts';

const personId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected an id such as p-0001');
const seatId = word;

const unitOperations = [
  z.strictObject({ op: z.literal('addUnit'), unit: unitEntrySchema }),
  z.strictObject({
    op: z.literal('changeUnit'),
    unit: unitCode,
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
  z.strictObject({ op: z.literal('abolishUnit'), unit: unitCode, on: day, successor: unitCode }),
] as const;

const sectionOperations = [
  z.strictObject({
    op: z.literal('addSection'),
    unit: unitCode,
    section: sectionSerial,
    name: word,
  }),
  z.strictObject({ op: z.literal('renameSection'), section: word, name: word }),
  /** Hangs the unit's digital office on another section, at once. */
  z.strictObject({ op: z.literal('moveHost'), unit: unitCode, section: word }),
  z.strictObject({ op: z.literal('closeSection'), section: word, at: moment }),
  z.strictObject({
    op: z.literal('addSeat'),
    unit: unitCode,
    role: seatRole,
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
    person: personId,
    name: word,
    qualifications: z.array(word).default([]),
  }),
  z.strictObject({
    op: z.literal('changePerson'),
    person: personId,
    name: word.optional(),
    qualifications: z.array(word).optional(),
  }),
  /** Gives a seat to a person from a moment on; whoever holds it then, ends then. `until` as a day is its last day. */
  z.strictObject({
    op: z.literal('appoint'),
    seat: seatId,
    person: personId,
    from: moment,
    until: moment.optional(),
  }),
  z.strictObject({ op: z.literal('vacate'), seat: seatId, at: moment }),
  /** `until` is the last day of the leave, or the instant of return; from and until may be the same day. */
  z.strictObject({
    op: z.literal('addAbsence'),
    person: personId,
    from: moment,
    until: moment,
    reason: word,
  }),
  /** Ends an absence early, or takes it back before it begins; `from` says which, `until` is the first day or instant back. */
  z.strictObject({ op: z.literal('endAbsence'), person: personId, from: moment, until: moment }),
  z.strictObject({
    op: z.literal('delegate'),
    id: word,
    seat: seatId,
    task: word.optional(),
    /** The holder who lends the seat. */
    by: personId,
    person: personId,
    /** Whose request is open on the task, where it is for one task: they may not decide it themselves. */
    requestedBy: personId.optional(),
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
