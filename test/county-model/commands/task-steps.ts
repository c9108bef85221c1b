import assert from 'node:assert/strict';
import { actorsOn } from '../../../src/access/actor.ts';
import type { Caller } from '../../../src/access/caller.ts';
import { viewOf } from '../../../src/access/relations/readable-task.ts';
import { relationsOf } from '../../../src/access/relations/relations.ts';
import type { Task } from '../../../src/engine/steps/task.ts';
import { allowedTypes } from '../../../src/http/representation/task-actions.ts';
import { isoOf } from '../../../src/platform/clock.ts';
import type { CountyWorld } from '../county-world.ts';
import { send } from './answered.ts';
import { payloadFor } from './payloads.ts';
import { nth, type Outcome, type Step, step } from './step.ts';

const DUTY = '330523-TF/A';

/** Where matters are sent by their lead unit as written. */
const LEAD_UNITS = ['县教育局', '体育局', '梅溪镇', '专班', '县没有这个局', '县数据局'];

/** The task force hands a matter in. */
export function submit(pick: number): Step {
  return step('submit', [pick], async (world) => {
    const input = {
      title: `任务${pick}`,
      leadUnit: LEAD_UNITS[pick % LEAD_UNITS.length],
      limit: limitOf(pick, world.now()),
      criteria: pick % 2 === 0 ? [] : ['1', '2'].map((id) => ({ id, text: `标准${id}` })),
    };
    return send(world, 'submit', () => world.post(DUTY, '/api/v1/tasks', { workflow: 'reform-task', input }));
  });
}

function limitOf(pick: number, now: number): object {
  // Hours are no limit for a whole task: a refusal.
  if (pick % 20 === 0) return { workingHours: 8 };
  if (pick % 5 === 1) return { date: isoOf(now + (1 + (pick % 40)) * 86_400_000).slice(0, 10) };
  return { workingDays: 1 + (pick % 20) };
}

/** Events that would crowd out or end what there is to see: each comes once where others come so often. */
const RARER: Readonly<Record<string, number>> = {
  withdraw: 24,
  take: 4,
  handOn: 4,
  putBack: 4,
  correct: 4,
  transfer: 5,
  urge: 3,
  pass: 3,
  return: 2,
};

/** What only comes late in a story, and would seldom come about by chance. */
const OFTENER: Readonly<Record<string, number>> = {
  requestExtension: 2,
  endorse: 4,
  grant: 6,
  resume: 4,
  prolong: 3,
  uphold: 2,
};

/** Somebody does what they may do to a task: what the product offers, it must take. */
export function act(whose: number, who: number, what: number): Step {
  return step('act', [whose, who, what], async (world): Promise<Outcome> => {
    const id = nth(await openTasks(world), whose);
    const task = id === undefined ? undefined : await world.door.deps.engine.read(id);
    if (task === undefined) return submit(what).run(world);
    const chances = chancesOn(world, task).filter(({ type }) => what % (RARER[type] ?? 1) === 0);
    const types = [...new Set(chances.map((chance) => chance.type))];
    const type = nth(
      types.flatMap((one) => Array.from({ length: OFTENER[one] ?? 1 }, () => one)),
      what,
    );
    const seats = chances.filter((chance) => chance.type === type).map(({ seat }) => seat);
    const seat = nth(seats, who);
    if (type === undefined || seat === undefined) return { is: 'idle', what: 'nobody may do anything' };
    const data = payloadFor(task, type, what, world.now());
    if (data === undefined) return { is: 'idle', what: `the model has nothing to say to ${type}` };
    const name = `${task.definition.name} ${type}`;
    const path = `/api/v1/tasks/${task.id}/events`;
    const headers = { 'If-Match': `"${task.revision}"` };
    const outcome = await send(world, name, () => world.post(seat, path, { type, data }, headers));
    // What was offered may only be refused for what was said with it.
    const { status, text } = outcome.answer;
    assert.ok(status < 300 || status === 422 || status === 409, `${name} by ${seat} was offered: ${text}`);
    assert.ok(!text.includes('"event-not-accepted"'), `${name} by ${seat} was offered: ${text}`);
    return outcome;
  });
}

async function openTasks({ door }: CountyWorld): Promise<readonly string[]> {
  const { rows } = await door.pool.query<{ id: string }>(
    'SELECT id::text FROM task WHERE closed_at IS NULL ORDER BY serial, id',
  );
  return rows.map(({ id }) => id);
}

interface Chance {
  readonly seat: string;
  readonly type: string;
}

function chancesOn(world: CountyWorld, task: Task): readonly Chance[] {
  return world.seats.flatMap((seat) => {
    const caller = world.callerAt(seat);
    return caller === undefined ? [] : allowedTo(world, caller, task).map((type) => ({ seat, type }));
  });
}

function allowedTo(world: CountyWorld, caller: Caller, task: Task): readonly string[] {
  const now = isoOf(world.now());
  const view = viewOf(task);
  const actor = actorsOn(caller, view, world.door.deps.county.directory(), now);
  return allowedTypes(task, relationsOf(caller, view), actor, now, world.door.deps.county);
}
