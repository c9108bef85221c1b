import { z } from 'zod';
import type { Facets, MachineInput } from '../../src/engine/definition/define.ts';
import { instant, line, prose, seatId, sentence, taskId, unitCode } from '../fields.ts';
import { noticeAnswer } from './answer.ts';
import type { EventOf } from './events.ts';

/** What the task that is supervised hands over; only the engine spawns notices. */
export const input = z.strictObject({
  parent: taskId,
  /** Unit that has the task; null while none has. */
  unit: unitCode.nullable(),
  /** The rung and what it was armed for: of one key each seat has one notice. */
  key: z.string(),
  code: z.string(),
  colour: z.enum(['blue', 'yellow', 'red']),
  /** What the rung is called. */
  title: sentence,
  /** What the task is called. */
  task: line(200),
  /** Why it was issued, and what its receiver may do. */
  reason: sentence,
  mayDo: sentence,
  /** When the task is due; null where it has no due date. */
  dueAt: instant.nullable(),
  seat: seatId,
  /** True where the seat only gets a copy. */
  copy: z.boolean(),
  /** True where its receiver must give reason and expected completion. */
  mustAnswer: z.boolean(),
  /** By when it is to be acknowledged, or answered where it must be; null where nothing says. */
  acknowledgeBy: instant.nullable().default(null),
});

export const context = input.extend({
  taskId,
  acknowledged: z
    .strictObject({
      at: instant,
      by: z.string(),
      onBehalfOf: z.string().nullable(),
      answer: noticeAnswer.nullable(),
    })
    .nullable(),
  recalled: z.strictObject({ at: instant, reason: prose(1000) }).nullable(),
});

export type NoticeContext = z.output<typeof context>;
export type NoticeInput = z.output<typeof input>;

export function issued({ taskId: id, input: given }: MachineInput<NoticeInput>): NoticeContext {
  return { ...given, taskId: id, acknowledged: null, recalled: null };
}

export function acknowledged(event: EventOf<'acknowledge'>): Partial<NoticeContext> {
  const { principal, onBehalfOf } = event.actor;
  const said = event.data.answer ?? null;
  return { acknowledged: { at: event.at, by: principal, onBehalfOf: onBehalfOf ?? null, answer: said } };
}

/** A notice runs no clock and has no due date of its own: it is the task that is late. */
export function facets({ seat, unit, title, task, colour }: NoticeContext): Facets {
  return {
    owner: seat,
    attention: null,
    unit,
    title: `【${title.zh}】${task}`,
    category: null,
    urgency: colour === 'red' ? 'urgent' : 'normal',
    dueAt: null,
    clock: null,
  };
}
