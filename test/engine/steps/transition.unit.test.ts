import { describe, expect, it } from '@jest/globals';
import { initialTransition, transition } from 'xstate';
import type { Snapshot } from '../../../src/engine/definition/define.ts';
import {
  firstTransition,
  nextTransition,
  type Transition,
} from '../../../src/engine/definition/transition.ts';
import { reformTask } from '../../../workflows/reform-task.ts';

const { machine } = reformTask;
const envelope = {
  actor: { principal: 'p', name: 'p' },
  at: '2026-11-23T01:00:00.000Z',
  id: '0196a000-0000-7000-8000-000000000000',
};
const matter = {
  title: '不动产登记延伸到乡镇',
  coUnits: [],
  keywords: [],
  criteria: [],
  urgency: 'normal',
  limit: { workingDays: 20 },
};
const first = { ...envelope, taskId: envelope.id, input: matter };
const events = [
  {
    type: 'routed',
    data: {
      unit: '330523-O40',
      seat: '330523-O40/A',
      reason: { step: 'unit', sentence: { zh: '', en: '' } },
      dueAt: '2027-01-05T09:30:00.000Z',
      receiptDueAt: '2026-11-24T09:30:00.000Z',
      provisional: false,
    },
  },
  { type: 'nobody takes this', data: {} },
  { type: 'receive', data: {} },
  {
    type: 'subDispatch',
    data: {
      sections: [
        { section: '330523-O40-S1', text: '甲' },
        { section: '330523-O40-S2', text: '乙' },
      ],
    },
  },
  { type: 'withdraw', data: { reason: '并案' } },
].map((event) => ({ ...envelope, ...event }));

describe('a transition without an actor of its own', () => {
  it('says step by step what XState says', () => {
    let ours = firstTransition(machine, first);
    let theirs = initialTransition(machine, first as never) as unknown as Transition;
    expect(said(ours)).toEqual(said(theirs));
    for (const event of events) {
      ours = nextTransition(machine, ours[0], event);
      theirs = transition(machine, theirs[0], event) as Transition;
      expect(said(ours)).toEqual(said(theirs));
    }
    expect(ours[0].value).toBe('withdrawn');
    expect(ours[1].map((action) => (action as { type: string }).type)).toContain('xstate.cancel');
  });

  it('keeps nothing from one task for the next', () => {
    const before = firstTransition(machine, first)[0];
    const stored = JSON.stringify(stateOf(before));
    for (const event of events) nextTransition(machine, before, event);
    expect(JSON.stringify(stateOf(before))).toBe(stored);
  });
});

function said([snapshot, actions]: Transition) {
  return {
    ...stateOf(snapshot),
    actions: actions.map((action) => {
      const { type, params } = action as { type: string; params?: unknown };
      return { type, params };
    }),
  };
}

function stateOf({ value, context, status }: Snapshot) {
  return { value, context: context as unknown, status };
}
