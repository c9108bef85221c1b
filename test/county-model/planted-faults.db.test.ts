import { beforeAll, describe, expect, it } from '@jest/globals';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { faultsOf } from './faults.ts';
import { personFaults } from './invariants/person.ts';
import { runCountyModel } from './run-county-model.ts';
import { type Invariant, invariants, type Seen } from './seen.ts';

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

type Copy = Omit<Seen, 'stored' | 'witnesses' | 'isWorkedOff'> & {
  stored: Mutable<Seen['stored']>;
  witnesses: Mutable<Seen['witnesses']>;
};

let sound: Seen;

beforeAll(async () => {
  const { failure } = await runCountyModel({ commands: 100, seed: 11, onSeen: (seen) => (sound = seen) });
  expect(failure).toBeUndefined();
});

/** The first item that fits; a plant that finds no ground is a fault of the test. */
function the<T>(list: readonly T[], fits: (item: T) => boolean): T {
  const found = list.find(fits);
  if (found === undefined) throw new Error('The sound county has nothing to plant this on.');
  return found;
}

function seenWith(plant: (copy: Copy) => unknown): Seen {
  const { stored, witnesses, ...rest } = sound;
  const json = JSON.stringify({ stored, witnesses });
  const all = new Set(stored.tasks.map(({ id }) => id));
  const copy = { ...rest, ...(JSON.parse(json) as Pick<Copy, 'stored' | 'witnesses'>), changed: all };
  plant(copy);
  return copy;
}

const openTask = ({ stored }: Copy) =>
  the(stored.tasks, ({ workflow, state }) => workflow === 'reform-task' && state.startsWith('open.'));
const remembers = (task: { context: unknown }, more: object) =>
  (task.context = { ...(task.context as object), ...more });
const lastOf = ({ stored }: Copy, id: string) =>
  the(stored.events.toReversed(), ({ taskId }) => taskId === id);
const child = ({ stored }: Copy) => the(stored.tasks, ({ parent }) => parent !== null);
const effect = { revision: 1, position: 9, name: 'route', params: {}, isTimer: false, isParked: false };

/** One person's actor, by whatever seat they send. */
function sentFrom(seat: string): string {
  return JSON.stringify({ principal: `seat:${seat}`, name: '', person: 'p-1', seat });
}

/** A person's actor at one seat. */
function sentBy(person: string, more: object = {}): string {
  return JSON.stringify({ principal: 'seat:x', name: '', person, ...more });
}

const plants: readonly (readonly [what: string, found: Invariant, plant: (copy: Copy) => unknown])[] = [
  ['an event that is gone', 'ledger', ({ stored }) => stored.events.splice(1, 1)],
  ['a row with another owner than the fold', 'ledger', (copy) => (openTask(copy).owner = '330523-O1/B')],
  [
    'a timer that was never armed',
    'ledger',
    (copy) => {
      const { id } = openTask(copy);
      copy.stored.effects.push({
        ...effect,
        taskId: id,
        name: 'timer',
        isTimer: true,
        dueMs: Date.parse('2099-01-01'),
      });
    },
  ],
  [
    'a seat that the directory does not know',
    'seat',
    (copy) => (lastOf(copy, openTask(copy).id).owner = 'nowhere'),
  ],
  ['another answer for the past', 'past', (copy) => (the(copy.witnesses, () => true).person = 'p-nobody')],
  ['an open task whose clock nobody has', 'clock', (copy) => (lastOf(copy, openTask(copy).id).clock = null)],
  [
    'an event at which the clock was nobody’s',
    'clock',
    // Events of notices come first where the derived id of one happens to be small, and nobody has the clock of those.
    ({ stored }) => (the(stored.events, ({ clock }) => clock !== null).clock = null),
  ],
  ['a row with another party than its log', 'clock', (copy) => (openTask(copy).clock = 'coUnit')],
  [
    'a rung that stands twice in a ladder',
    'rungs',
    (copy) => {
      remembers(openTask(copy), { climbed: [{ key: 'overdue@1' }, { key: 'overdue@1' }] });
    },
  ],
  [
    'a seat that was told twice',
    'rungs',
    (copy) => {
      const notice = {
        ...child(copy),
        workflow: 'supervision-notice',
        context: { key: 'overdue@1', seat: 'x' },
      };
      copy.stored.tasks.push({ ...notice, id: 'n1' }, { ...notice, id: 'n2' });
    },
  ],
  [
    'a return after the ruling',
    'ruling',
    (copy) => {
      const last = lastOf(copy, openTask(copy).id);
      copy.stored.events.push(
        { ...last, revision: 98, type: 'uphold' },
        { ...last, revision: 99, type: 'return' },
      );
    },
  ],
  [
    'a second ruling',
    'ruling',
    (copy) => {
      const last = lastOf(copy, openTask(copy).id);
      const ruling = { ...last, state: 'open.ruling', type: 'assign' };
      const routed = { ...last, type: 'routed' };
      copy.stored.events.push(ruling, routed, { ...ruling }, { ...routed });
    },
  ],
  [
    'a unit that returned twice',
    'ruling',
    (copy) => {
      remembers(openTask(copy), { returns: [{ unit: '330523-O1' }, { unit: '330523-O1' }] });
    },
  ],
  [
    'a person who grants what they asked for through another seat',
    'own',
    (copy) => {
      const last = lastOf(copy, openTask(copy).id);
      copy.stored.events.push(
        { ...last, revision: 98, type: 'requestExtension', actor: sentFrom('330523-O1/A') },
        { ...last, revision: 99, type: 'grant', actor: sentFrom('330523-TF/B') },
      );
    },
  ],
  [
    'a deputy who rules on what they signed for the leader',
    'own',
    (copy) => {
      const last = lastOf(copy, openTask(copy).id);
      copy.stored.events.push(
        { ...last, revision: 97, type: 'return', actor: sentBy('p-1') },
        {
          ...last,
          revision: 98,
          type: 'endorse',
          state: 'open.returned',
          actor: sentBy('p-2', { forPerson: 'p-3' }),
        },
        { ...last, revision: 99, type: 'assign', actor: sentBy('p-3') },
      );
    },
  ],
  ['a due date that does not follow', 'due', (copy) => (openTask(copy).dueAt = '2025-03-03T09:29:59.000Z')],
  [
    'work that is due and left',
    'timers',
    (copy) => copy.stored.effects.push({ ...effect, taskId: openTask(copy).id, dueMs: null }),
  ],
  [
    'work that was given up',
    'timers',
    (copy) => copy.stored.effects.push({ ...effect, taskId: openTask(copy).id, dueMs: null, isParked: true }),
  ],
  [
    'a child whose parent is gone',
    'family',
    (copy) => {
      const { parent } = child(copy);
      copy.stored.tasks = copy.stored.tasks.filter(({ id }) => id !== parent);
    },
  ],
  [
    'a section at work for a task that has ended',
    'family',
    (copy) => {
      const one = child(copy);
      one.closed = false;
      the(copy.stored.tasks, ({ id }) => id === one.parent).closed = true;
    },
  ],
];

describe('the invariants of the county', () => {
  it('find nothing where nothing was planted', () => {
    expect(faultsOf(seenWith(() => undefined))).toEqual([]);
  });

  it.each(plants)('find %s', (_, found, plant) => {
    expect(faultsOf(seenWith(plant)).map(({ invariant }) => invariant)).toContain(found);
  });

  it('find a resolution that goes further than the rule', () => {
    const found = personFaults(sound, (directory, seat, at, asking) => ({
      ...resolveSeat(directory, seat, at, asking),
      person: { id: 'p-nobody', name: '无此人', qualifications: [] },
    }));
    expect(found.map(({ invariant }) => invariant)).toContain('person');
  });

  it('were each planted against', () => {
    const planted = new Set([...plants.map(([, found]) => found), 'person']);
    expect([...planted].toSorted()).toEqual(Object.keys(invariants).toSorted());
  });
});
