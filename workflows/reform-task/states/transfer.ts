import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { armLadder, disarmLadder } from '../clocks/timers.ts';
import type { EventOf } from '../events/events.ts';
import { routingOf } from '../routing.ts';
import { sections } from '../sections.ts';
import { signalling, task } from '../setup.ts';
import { recallNotices } from './ladder.ts';

/** 转办: the work goes on where it is until the engine has found the seat of the other unit. */
export const transfer = {
  transfer: {
    guard: 'transferElsewhere',
    actions: [
      task.assign(({ event }) => {
        assertEvent(event, 'transfer');
        return change.transferAsked(event);
      }),
      task.enqueueActions(({ context, event, enqueue }) => {
        assertEvent(event, 'transfer');
        enqueue({
          type: 'resolveTransfer',
          params: { ...routingOf(context, change.bindingOf(event)), transfer: event.id },
        });
      }),
    ],
  },
  transferFailed: { guard: 'forThisTransfer', actions: task.assign({ transfer: null }) },
  transferred: {
    guard: 'forThisTransfer',
    target: '#reform-task.open.dispatched',
    reenter: true,
    actions: [
      recallNotices(change.TRANSFERRED),
      signalling((context, _event: EventOf<'transferred'>) => sections.recalls(context, change.TRANSFERRED)),
      task.assign(({ context, event }) => {
        assertEvent(event, 'transferred');
        return change.transferred(context, event);
      }),
      disarmLadder,
      armLadder,
    ],
  },
} as const;
