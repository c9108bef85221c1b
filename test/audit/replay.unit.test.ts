import { describe, expect, it } from '@jest/globals';
import { assign, cancel, raise, setup } from 'xstate';
import { z } from 'zod';
import { createDefinitionBook } from '../../src/audit/definition-book.ts';
import type { StoredEvent, StoredTask } from '../../src/audit/history.ts';
import { replay } from '../../src/audit/replay.ts';
import {
  declareEvents,
  defineWorkflow,
  machineTypes,
  noData,
  type StepEvent,
  type WorkflowDefinition,
} from '../../src/engine/definition/define.ts';

const events = declareEvents({
  step: { title: { zh: '步', en: 'Step' }, by: ['anyone'], data: noData },
});

/** Version 1 counts in `n`, version 2 in `steps` and by twos: a history of both can only be folded by both. */
function counting(version: 1 | 2): WorkflowDefinition {
  const name = version === 1 ? 'n' : 'steps';
  const by = version;
  const context = z.strictObject({ [name]: z.int() });
  type Context = Record<string, number>;
  return defineWorkflow({
    name: 'counting',
    version,
    title: { zh: '计数', en: 'Counting' },
    input: noData,
    context,
    events,
    submittedBy: ['anyone'],
    machine: setup({ types: machineTypes<Context, typeof events, object>() }).createMachine({
      context: (): Context => ({ [name]: 0 }),
      initial: 'open',
      states: {
        open: {
          after: { 60_000: 'late' },
          on: { step: { actions: assign(({ context: c }) => ({ [name]: (c[name] ?? 0) + by })) } },
        },
        late: {},
      },
    }),
    facets: (c: Context) => ({
      owner: `seat-${c[name]}`,
      attention: null,
      unit: null,
      title: 't',
      category: null,
      urgency: null,
      dueAt: null,
      clock: null,
    }),
    ...(version === 2 && {
      upcasters: {
        1: ({ value, context: c }) => ({ value, context: { steps: (c as { n: number }).n } }),
      },
    }),
  });
}

const task = { id: 't', workflow: 'counting', parent: null, revision: 4 } as StoredTask;
const LIN = { principal: 'lin', name: '林' };
const ENGINE = { principal: 'engine', name: 'onedoor' };

function event(revision: number, type: string, owner: string, more: Partial<StoredEvent> = {}): StoredEvent {
  const at = `2026-11-23T01:00:0${revision}.000Z`;
  const row = {
    taskId: 't',
    revision,
    eventId: `e${revision}`,
    type,
    data: '{}',
    actor: JSON.stringify(LIN),
    at,
  };
  return {
    ...row,
    version: 1,
    state: 'open',
    owner,
    hash: '',
    clock: null,
    dueAt: null,
    lateAt: null,
    ...more,
  };
}

const history = [
  event(1, 'created', 'seat-0'),
  event(2, 'step', 'seat-1'),
  event(3, 'step', 'seat-3', { version: 2 }),
  event(4, 'step', 'seat-5', { version: 2 }),
];
const both = createDefinitionBook([counting(1), counting(2)]);
const timer = (at: string, actor = ENGINE) =>
  event(2, 'xstate.after.60000.(machine).open', 'seat-0', {
    at,
    actor: JSON.stringify(actor),
    state: 'late',
  });

describe('replay', () => {
  it('folds each event by the machine of its version, with the upcaster in between', () => {
    const replayed = replay(task, history, both);
    expect('folded' in replayed && replayed.folded.step.snapshot.context).toEqual({ steps: 5 });
  });

  it('says which machine is missing where an old version is gone', () => {
    const replayed = replay(task, history, createDefinitionBook([counting(2)]));
    expect(replayed).toEqual({ unknown: { workflow: 'counting', version: 1 } });
  });

  it('blames a version that never was', () => {
    const future = [...history, event(5, 'step', 'seat-7', { version: 3 })];
    expect(replay(task, future, both)).toMatchObject({ fault: { rule: 'transition-legal', revision: 5 } });
  });

  it('blames a version that goes back', () => {
    const back = [...history, event(5, 'step', 'seat-6', { version: 1 })];
    expect(replay(task, back, both)).toMatchObject({
      fault: { rule: 'transition-legal', revision: 5, found: 'version 1' },
    });
  });

  it('takes a timer that was armed and due', () => {
    const created = event(1, 'created', 'seat-0');
    expect(replay(task, [created, timer('2026-11-23T01:01:01.000Z')], both)).toHaveProperty('folded');
  });

  it.each([
    ['early', timer('2026-11-23T01:00:58.000Z'), 'timer-not-early'],
    ['sent by a person', timer('2026-11-23T01:01:01.000Z', LIN), 'transition-legal'],
    ['of a name that no state arms', event(2, 'xstate.after.1.x', 'seat-0'), 'transition-legal'],
  ])('blames a timer that is %s', (_, fired, rule) => {
    const replayed = replay(task, [event(1, 'created', 'seat-0'), fired], both);
    expect(replayed).toMatchObject({ fault: { rule, revision: 2 } });
  });

  it('blames a history that does not begin with the creation', () => {
    expect(replay(task, [event(1, 'step', 'seat-1')], both)).toMatchObject({
      fault: { rule: 'transition-legal', expected: 'created' },
    });
  });
});

const ringing = declareEvents({
  ring: { title: { zh: '响', en: 'Ring' }, by: ['engine'], data: noData },
  hush: { title: { zh: '停', en: 'Hush' }, by: ['anyone'], data: noData },
});

/** Sends itself a declared event an hour after it began, unless somebody hushes it. */
const alarm = defineWorkflow({
  name: 'alarm',
  version: 1,
  title: { zh: '闹钟', en: 'Alarm' },
  input: noData,
  context: z.strictObject({}),
  events: ringing,
  submittedBy: ['anyone'],
  machine: setup({
    types: machineTypes<Record<string, never>, typeof ringing, object>(),
  }).createMachine({
    context: {},
    initial: 'set',
    entry: raise({ type: 'ring' } as StepEvent<typeof ringing>, { id: 'bell', delay: 3_600_000 }),
    states: { set: { on: { ring: 'rung', hush: { actions: cancel('bell') } } }, rung: {} },
  }),
  facets: () => ({
    owner: 'seat-0',
    attention: null,
    unit: null,
    title: 't',
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
});

describe('replay of a declared event that the machine sends itself later', () => {
  const book = createDefinitionBook([alarm]);
  const of = { ...task, workflow: 'alarm' } as StoredTask;
  const set = event(1, 'created', 'seat-0', { state: 'set' });
  const ring = (revision: number, at: string) =>
    event(revision, 'ring', 'seat-0', { at, actor: JSON.stringify(ENGINE), state: 'rung' });

  it('takes it as the timer it is, which is armed no more', () => {
    const replayed = replay(of, [set, ring(2, '2026-11-23T02:00:01.000Z')], book);
    expect('folded' in replayed && [...replayed.folded.timers]).toEqual([]);
    const armed = replay(of, [set], book);
    expect('folded' in armed && [...armed.folded.timers.keys()]).toEqual(['bell']);
  });

  it('blames one that comes early', () => {
    expect(replay(of, [set, ring(2, '2026-11-23T01:30:00.000Z')], book)).toMatchObject({
      fault: { rule: 'timer-not-early', revision: 2, expected: '2026-11-23T02:00:01.000Z or later' },
    });
  });

  it('knows that it was disarmed', () => {
    const hushed = event(2, 'hush', 'seat-0', { state: 'set' });
    const replayed = replay(of, [set, hushed], book);
    expect('folded' in replayed && [...replayed.folded.timers]).toEqual([]);
  });
});

describe('the book of definitions', () => {
  it('refuses two definitions of one name and version', () => {
    expect(() => createDefinitionBook([counting(1), counting(1)])).toThrow(
      'counting, version 1, is given twice',
    );
  });
});
