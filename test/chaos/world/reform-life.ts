import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from '../checker/operation.ts';
import type { Client } from '../client.ts';
import type { Database } from './database.ts';

export interface Life {
  readonly client: Client;
  readonly database: Database;
  /** Unit codes with their names. */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly signal: AbortSignal;
}

interface Seen {
  readonly revision: number;
  readonly state: string;
  readonly context: { readonly sections?: readonly { readonly child: string; readonly status: string }[] };
}

const TASK_FORCE = 'seat:330523-TF/A';

/** One reform task from 立项 to 销号, with a section's own task; every third has run out of time before it begins. */
export async function liveReformTask(life: Life, n: number): Promise<void> {
  const unit = life.units[n % life.units.length];
  if (unit === undefined) throw new Error('Expected at least one unit.');
  // Urgent, since other notices wait for office hours: timers have to come due while the round lasts.
  const limit =
    n % 3 === 0
      ? { limit: { date: '2024-01-02' }, acceptPastDate: '演练', urgency: 'urgent' }
      : { limit: { workingDays: 20 } };
  const submission = { principal: TASK_FORCE, type: 'created', task: null, expected: 0 };
  const outcome = await life.client.run(submission, (mark) => ({
    title: `任务 ${mark}`,
    leadUnit: unit.name,
    ...limit,
  }));
  if (outcome.is !== 'acked') return;
  const { task } = outcome;
  const commissioner = `seat:${unit.code}/A`;
  await until(life, task, ({ state }) => state.startsWith('open'));
  await send(life, task, 'receive', commissioner, () => ({}));
  const section = `${unit.code}-S1`;
  await send(life, task, 'subDispatch', commissioner, (mark) => ({ sections: [{ section, text: mark }] }));
  await Promise.all([
    send(life, task, 'report', commissioner, report),
    send(life, task, 'report', commissioner, report),
    workInSection(life, task, `seat:${section}/H`),
  ]);
  await until(
    life,
    task,
    ({ context }) => context.sections?.every(({ status }) => status === 'finished') ?? false,
  );
  await send(life, task, 'claimDone', commissioner, evidence);
  await send(life, task, 'pass', TASK_FORCE, (mark) => ({ note: mark }));
  await send(life, task, 'strikeOff', TASK_FORCE, (mark) => ({ note: mark }));
}

function report(mark: string) {
  return { text: mark, percent: 50 };
}

function evidence(mark: string) {
  return { evidence: [{ criterion: '1', text: mark }] };
}

async function workInSection(life: Life, parent: string, head: string): Promise<void> {
  const seen = await until(life, parent, ({ context }) => context.sections?.length === 1);
  const child = seen?.context.sections?.[0]?.child;
  if (child === undefined) return;
  await until(life, child, ({ state }) => state.startsWith('open'));
  await send(life, child, 'receive', head, () => ({}));
  await send(life, child, 'report', head, (mark) => ({ text: mark }));
  await send(life, child, 'finish', head, (mark) => ({ text: mark }));
}

/** Sends until it is taken on some revision; each refusal is an operation of its own. */
async function send(
  life: Life,
  task: string,
  type: string,
  principal: string,
  data: (mark: string) => unknown,
): Promise<void> {
  while (!life.signal.aborted) {
    const seen = await look(life, task);
    const outcome: Operation['outcome'] = await life.client.run(
      { principal, type, task, expected: seen?.revision ?? 0 },
      data,
    );
    if (outcome.is === 'acked') return;
    if (outcome.is === 'refused' && outcome.code !== 'revision-stale') {
      // A command whose outcome stayed unknown may have been applied after all; then the life goes on behind it.
      return;
    }
    await delay(20);
  }
}

async function until(life: Life, task: string, isSo: (seen: Seen) => boolean): Promise<Seen | undefined> {
  while (!life.signal.aborted) {
    const seen = await look(life, task);
    if (seen !== undefined && isSo(seen)) return seen;
    await delay(60);
  }
  return undefined;
}

async function look({ database }: Life, task: string): Promise<Seen | undefined> {
  const [seen] = await database.look<Seen>('SELECT revision, state, context FROM task WHERE id = $1', [task]);
  return seen;
}
