import type pg from 'pg';
import type { Client } from '../../client.ts';
import type { LedgerEye } from '../ledger-eye.ts';
import type { Meetings } from '../meetings.ts';
import { isIn } from '../scenes.ts';

export interface Life {
  readonly client: Client;
  readonly eye: LedgerEye;
  readonly meetings: Meetings;
  /** Reads what is stored, past the product. */
  readonly pool: pg.Pool;
  /** Does something that the end of the round must wait for. */
  readonly act: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Most refusals that a command takes before its parcel is given up: more than others can have caused. */
const MOST_TRIES = 40;
/** How often two doors meet over a contested parcel: its timer may come between them once. */
const CONTESTS = 3;

/** One parcel through its scene, or from submission to its end; answers whether it got there. */
export async function liveParcel(life: Life, title: string): Promise<boolean> {
  const submission = { principal: 'lin', type: 'created', task: null, expected: 0 };
  const outcome = await life.act(() =>
    life.client.run(submission, (mark) => ({ title: `${title} ${mark}`, parent: null })),
  );
  if (outcome.is !== 'acked') return false;
  const { task } = outcome;
  if (isIn('poison', title)) return true;
  if (!(await isWaiting(life, task))) return false;
  if (isIn('contested', title)) return life.act(() => contest(life, task));
  const isOver = isIn('unheard', title) || isIn('twice', title) || isIn('stalled', title);
  return isOver || endParcel(life, task);
}

/** Noted by two at once, postponed, split, reminded, ended after its children. */
async function endParcel(life: Life, task: string): Promise<boolean> {
  const noted = await Promise.all([send(life, task, 'note'), send(life, task, 'note', 'zhao')]);
  const split =
    noted.every(Boolean) &&
    (await send(life, task, 'postpone')) &&
    (await send(life, task, 'split', 'lin', { n: 2 }));
  if (!split) return false;
  const seen = await life.eye.until(task, ({ children }) => children.length >= 2);
  const ended = (seen?.children ?? []).map(
    async (child) => (await isWaiting(life, child)) && send(life, child, 'end'),
  );
  await Promise.all(ended);
  const isReady = await life.eye.until(task, ({ open, reminded }) => open === 0 && reminded > 0);
  return isReady !== undefined && send(life, task, 'end');
}

async function contest({ client, meetings, pool }: Life, task: string): Promise<boolean> {
  for (let n = 0; n < CONTESTS; n++) {
    const expected = await revisionOf(pool, task);
    meetings.expect(task);
    const notes = ['lin', 'zhao'].map((principal, entrance) =>
      client
        .run({ principal, type: 'note', task, expected }, (mark) => ({ text: mark }), entrance)
        .finally(() => meetings.open(task)),
    );
    await Promise.all(notes);
  }
  return true;
}

/** Sends until it is taken on some revision; each refusal is an operation of its own. */
function send(
  { client, pool, act }: Life,
  task: string,
  type: string,
  principal = 'lin',
  more: object = {},
): Promise<boolean> {
  return act(async () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const expected = await revisionOf(pool, task);
      const command = { principal, type, task, expected };
      const outcome = await client.run(command, (mark) => ({ ...more, text: mark }));
      if (outcome.is !== 'refused') return outcome.is === 'acked';
    }
    return false;
  });
}

async function isWaiting({ eye }: Life, task: string): Promise<boolean> {
  return (await eye.until(task, ({ state }) => state === 'waiting')) !== undefined;
}

async function revisionOf(pool: pg.Pool, task: string): Promise<number> {
  const { rows } = await pool.query<{ revision: number }>('SELECT revision FROM task WHERE id = $1', [task]);
  return rows[0]?.revision ?? 0;
}
