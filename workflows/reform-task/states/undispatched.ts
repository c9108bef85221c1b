import { assign } from 'xstate';
import * as change from '../changes.ts';
import { armLadder, disarmDecision, disarmLadder } from '../clocks/timers.ts';
import { routingOf } from '../routing.ts';
import { task, title } from '../setup.ts';
import { correctAtRest } from './correct.ts';
import { decisionLimits, limitDecision } from './deciding.ts';
import { climbing, recallNotices } from './ladder.ts';
import { sharing } from './sharing.ts';
import { withdraw } from './withdraw.ts';

export const routing = task.createStateConfig({
  meta: title('派单', 'Routing'),
  entry: { type: 'route', params: ({ context }) => routingOf(context) },
  on: {
    routed: { target: 'open', actions: assign(({ context, event }) => change.dispatched(context, event)) },
    routingFailed: {
      target: 'triage',
      actions: [assign(({ event }) => change.toTriage(event)), limitDecision],
    },
    ...sharing,
    withdraw,
  },
});

export const triage = task.createStateConfig({
  meta: title('人工分派', 'Triage'),
  entry: armLadder,
  exit: disarmLadder,
  on: {
    ...climbing,
    ...decisionLimits,
    assign: {
      target: 'assigning',
      actions: {
        type: 'resolveAssignment',
        params: ({ context, event }) => routingOf(context, change.bindingOf(event)),
      },
    },
    ...sharing,
    correct: correctAtRest,
    withdraw,
  },
});

export const assigning = task.createStateConfig({
  meta: title('分派', 'Assigning'),
  entry: armLadder,
  exit: disarmLadder,
  on: {
    ...climbing,
    ...decisionLimits,
    routed: {
      target: 'open',
      actions: [
        disarmDecision,
        recallNotices('已分派'),
        assign(({ context, event }) => change.dispatched(context, event)),
      ],
    },
    routingFailed: { target: 'triage', actions: assign(({ event }) => change.leftToTriage(event)) },
    ...sharing,
    withdraw,
  },
});
