import { beforeAll, describe, expect, it } from '@jest/globals';
import { CHAIN_START, chainHash } from '../../../src/engine/steps/chain.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { parcel } from '../rig/parcel/parcel-workflow.ts';
import { PARCEL_ANSWERS, type RigRound, runRig } from '../rig/run-rig.ts';
import { check, type Verdict } from './checker.ts';
import type { Operation } from './operation.ts';
import type { Stored, StoredEvent } from './stored.ts';
import type { Invariant } from './violation.ts';

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

interface Copy {
  history: Mutable<Operation>[];
  stored: Mutable<Stored>;
  alarms: Set<string>;
}

let sound: RigRound;

beforeAll(async () => {
  const database = await createTestDatabase();
  sound = await runRig(database.connectionString, { seed: 7, parcels: 6 });
  await database.drop();
});

function verdictOf(plant: (copy: Copy) => unknown): Verdict {
  const copy = JSON.parse(JSON.stringify({ history: sound.history, stored: sound.stored })) as Omit<
    Copy,
    'alarms'
  >;
  const planted = { ...copy, alarms: new Set(sound.alarms) };
  plant(planted);
  const { history, stored, alarms } = planted;
  return check(history, stored, { definitions: [parcel], answers: PARCEL_ANSWERS, alarms });
}

/** The first item that fits; a plant that finds no ground is a fault of the test. */
function the<T>(list: readonly T[], fits: (item: T) => boolean): T {
  const found = list.find(fits);
  if (found === undefined) throw new Error('The sound history has nothing to plant this on.');
  return found;
}

const note = ({ stored }: Copy) => the(stored.events, ({ type }) => type === 'note');
const ofPerson = ({ type, actor }: StoredEvent) => type !== 'created' && !actor.includes('"engine"');
const without = (copy: Copy, fits: (event: StoredEvent) => boolean) => {
  const at = copy.stored.events.findIndex(fits);
  if (at < 0) throw new Error('The sound history has nothing to plant this on.');
  return copy.stored.events.splice(at, 1);
};
const acked = ({ history }: Copy, type: string) =>
  the(history, (op) => op.type === type && op.outcome.is === 'acked');
const follows = (one: StoredEvent) => (next: StoredEvent) =>
  next.taskId === one.taskId && next.revision === one.revision + 1;
const anHourBefore = (at: string) => new Date(Date.parse(at) - 3_600_000).toISOString();
const isTimer = ({ type }: StoredEvent) => type.startsWith('xstate.after');
const timer = ({ stored }: Copy) => the(stored.events, isTimer);
const effect = { position: 0, name: 'prepare', params: {}, isTimer: false, dueMs: null, isParked: false };

/** Changes an event and computes the chain of its task anew, as a careful forger would. */
function forged({ stored }: Copy, event: Mutable<StoredEvent>, change: Partial<StoredEvent>): void {
  Object.assign(event, change);
  let head = CHAIN_START;
  for (const one of stored.events.filter(({ taskId }) => taskId === event.taskId)) {
    head = chainHash(head, one);
    one.hash = head;
  }
  the(stored.tasks, ({ id }) => id === event.taskId).head = head;
}

const plants: readonly (readonly [what: string, found: Invariant, plant: (copy: Copy) => void])[] = [
  ['an acknowledged event that is not stored', 'I1', (copy) => without(copy, ofPerson)],
  [
    'an acknowledged submission that is not stored',
    'I1',
    (copy) => {
      const { task } = acked(copy, 'created').outcome as { task: string };
      copy.stored.tasks = copy.stored.tasks.filter(({ id }) => id !== task);
      copy.stored.events = copy.stored.events.filter(({ taskId }) => taskId !== task);
    },
  ],
  [
    "an acknowledged revision that is somebody else's",
    'I1',
    (copy) => {
      note(copy).actor = '{"principal":"wang","name":"王"}';
    },
  ],
  [
    "an acknowledged event with another's payload",
    'I1',
    (copy) => {
      note(copy).data = '{"text":"op999x"}';
    },
  ],
  [
    "an event that was taken though its sender had not seen another person's",
    'I1',
    (copy) => {
      const before = the(copy.stored.events, (event) => {
        const next = copy.stored.events.find(follows(event));
        return ofPerson(event) && next !== undefined && ofPerson(next);
      });
      const op = the(copy.history, ({ outcome }) => {
        return (
          outcome.is === 'acked' && outcome.task === before.taskId && outcome.revision === before.revision + 1
        );
      });
      op.expected = before.revision - 1;
    },
  ],
  [
    'one key with two events',
    'I2',
    (copy) => {
      const { op } = acked(copy, 'note');
      the(copy.stored.events, ({ type }) => type === 'end').data = JSON.stringify({ text: op });
    },
  ],
  [
    'a refused command that was applied',
    'I2',
    (copy) => {
      acked(copy, 'note').outcome = { is: 'refused', status: 412, code: 'revision-stale' };
    },
  ],
  [
    'one key for two commands',
    'I2',
    (copy) => {
      acked(copy, 'note').key = acked(copy, 'end').key;
      acked(copy, 'note').principal = acked(copy, 'end').principal;
    },
  ],
  ['a gap in the revisions', 'I3', (copy) => without(copy, ({ revision }) => revision === 2)],
  ['a row with another state', 'I4', ({ stored: { tasks } }) => (the(tasks, () => true).state = 'x')],
  ['a row with another owner', 'I4', ({ stored: { tasks } }) => (the(tasks, () => true).owner = 'x')],
  ['a row with another context', 'I4', ({ stored: { tasks } }) => (the(tasks, () => true).context = {})],
  [
    'a row that is closed and should not be',
    'I4',
    ({ stored: { tasks } }) => {
      the(tasks, ({ closed }) => !closed).closed = true;
    },
  ],
  ['events without a row', 'I4', ({ stored }) => stored.tasks.pop()],
  [
    'an illegal transition in a valid chain',
    'I5',
    (copy) => forged(copy, note(copy), { type: 'childEnded' }),
  ],
  ['a forged state in a valid chain', 'I5', (copy) => forged(copy, note(copy), { state: 'ended' })],
  [
    'a timer that fired early, in a valid chain',
    'I9',
    (copy) => forged(copy, timer(copy), { at: anHourBefore(timer(copy).at) }),
  ],
  [
    'a timer that fired twice, in a valid chain',
    'I9',
    (copy) => {
      const { events } = copy.stored;
      const fired = the(events, (event) => isTimer(event) && events.some(follows(event)));
      forged(copy, the(events, follows(fired)), { type: fired.type, data: '{}', actor: fired.actor });
    },
  ],
  [
    'due work that is left',
    'I6',
    ({ stored }) => {
      const { taskId } = the(stored.events, ({ type, revision }) => type === 'created' && revision === 1);
      stored.effects.push({ ...effect, taskId, revision: 1 });
    },
  ],
  ['parked work without an alarm', 'I6', (copy) => copy.alarms.clear()],
  [
    'work that no step asked for',
    'I7',
    ({ stored }) => {
      stored.effects.push({ ...effect, taskId: stored.tasks[0]?.id ?? '', revision: 77 });
    },
  ],
  [
    'an answer that never came',
    'I7',
    ({ stored }) => {
      // The poison's parked effect is gone as if it had been done.
      stored.effects = stored.effects.filter(({ isParked }) => !isParked);
    },
  ],
  [
    'a child that is not there',
    'I7',
    ({ stored }) => {
      stored.tasks = stored.tasks.filter(({ parent }) => parent === null);
      const left = new Set(stored.tasks.map(({ id }) => id));
      stored.events = stored.events.filter(({ taskId }) => left.has(taskId));
    },
  ],
  [
    'a child that nobody spawned',
    'I7',
    ({ stored: { tasks } }) => {
      const [one, other] = tasks.filter(({ parent }) => parent === null);
      if (one && other) one.parent = other.id;
    },
  ],
  [
    'a timer that is gone and never fired',
    'I9',
    ({ stored }) => {
      // A child as it was while it waited, but for the row of its timer.
      const child = the(stored.tasks, ({ parent }) => parent !== null);
      stored.events = stored.events.filter(({ taskId, revision }) => taskId !== child.id || revision <= 2);
      child.head = the(stored.events, ({ taskId, revision }) => taskId === child.id && revision === 2).hash;
      stored.nowMs = 0;
    },
  ],
  ['a changed hash', 'I10', (copy) => (note(copy).hash = 'ff')],
  ['a changed time', 'I10', (copy) => (timer(copy).at = '2026-01-01T00:00:00.000Z')],
  [
    'a head that is not the last hash',
    'I10',
    ({ stored: { tasks } }) => (the(tasks, () => true).head = 'ff'),
  ],
  [
    'an order that clients can tell was not kept',
    'I12',
    (copy) => {
      const later = acked(copy, 'note');
      const first = the(copy.history, ({ outcome }) => outcome.is === 'acked' && outcome.task === later.task);
      later.started = first.started - 3;
      later.ended = first.started - 2;
    },
  ],
];

describe('the checker', () => {
  it('is green over a sound round and says what it saw', () => {
    const { verdict, figures, violations } = verdictOf(() => undefined);
    expect(violations).toEqual([]);
    expect(verdict).toBe('green');
    expect(figures).toMatchObject({ tried: sound.history.length, parked: 1, lost: 0, doubled: 0, stuck: 0 });
  });

  it.each(plants)('finds %s', (_, found, plant) => {
    const { verdict, violations } = verdictOf(plant);
    expect(verdict).toBe('red');
    expect(violations.map(({ invariant }) => invariant)).toContain(found);
  });

  it('accepts a command of unknown outcome, applied or not', () => {
    const { verdict, figures } = verdictOf((copy) => {
      acked(copy, 'note').outcome = { is: 'unknown', error: 'timeout' };
      const op = { ...the(copy.history, () => true), op: 'op900x', key: 'k900', marked: true };
      copy.history.push({ ...op, outcome: { is: 'unknown', error: 'timeout' } });
    });
    expect(verdict).toBe('green');
    expect(figures).toMatchObject({ unknown: 2, unknownApplied: 1 });
  });

  it('does not call a round green in which less than half was acknowledged', () => {
    const { verdict } = verdictOf((copy) => {
      const template = the(copy.history, () => true);
      for (let n = 0; n < 500; n++) {
        const outcome = { is: 'unknown', error: 'refused connection' } as const;
        copy.history.push({ ...template, op: `op9${n}000x`, key: `k${n}`, outcome });
      }
    });
    expect(verdict).toBe('invalid');
  });
});
