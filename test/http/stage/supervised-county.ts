import { afterAll, beforeAll } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { supervisionNotice } from '../../../workflows/supervision-notice.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import type { Answer } from './client.ts';
import { county } from './county.ts';
import { type MovingDesk, movingDesk } from './moving-desk.ts';
import { type OpenDoor, openDoor } from './open-door.ts';

export const TASK_FORCE = '330523-TF/A';
export const SUPERVISOR = '330523-TF/D1';
export const COMMISSIONER = '330523-O1/A';
export const LEADER = '330523-O1/L';
export const SECTION = '330523-O1-S1/H';

export const START = shanghai('2026-11-30 09:00');
/** Fifteen working days from the start. */
export const DUE = shanghai('2026-12-21 17:30');

interface Item {
  readonly id: string;
  readonly workflow: string;
  readonly title: string;
  readonly kind: { readonly zh: string };
  readonly links: { readonly self: string; readonly parent?: string };
}

interface Ladder {
  readonly silent: boolean;
  readonly toCome: readonly { readonly code: string; readonly at: string }[];
  readonly climbed: readonly { readonly code: string; readonly at: string; readonly fired: boolean }[];
  readonly notices: readonly {
    readonly id: string;
    readonly code: string;
    readonly seat: { readonly seat: string };
    readonly recalledAt: string | null;
    readonly acknowledged: { readonly by: { readonly name: string }; readonly answer: unknown } | null;
  }[];
}

/** Reform tasks over HTTP under a clock that moves, with two processes at work. */
export interface SupervisedCounty {
  readonly open: OpenDoor;
  readonly desk: MovingDesk;
  /** Another process on the same ledger. */
  readonly other: OpenDoor;
  /** Id of a task that was registered at the start and routed, where it names its lead unit. */
  submitted(title: string, input?: object): Promise<string>;
  /** Id of a task that its commissioner has received and given to a section. */
  worked(title: string): Promise<string>;
  /** Sends an event on the newest revision; what it asks for is done. */
  send(seat: string, id: string, type: string, data?: object): Promise<Answer>;
  /** The open notices of a task in the inbox of a seat, and what they are called. */
  noticesAt(seat: string, of: string): Promise<readonly Item[]>;
  titlesAt(seat: string, of: string): Promise<readonly string[]>;
  ladderOf(id: string): Promise<Ladder>;
  /** The counter-examples of the proof. */
  refuted(): Promise<unknown>;
  close(): Promise<void>;
}

export const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);

/** The county of a suite, at the start as the suite begins. */
export function countyOfSuite(): SupervisedCounty {
  const opened = {} as SupervisedCounty;
  beforeAll(async () => void Object.assign(opened, await supervisedCounty()));
  afterAll(() => opened.close());
  return opened;
}

/** Opens the county at the start; one whose directory is kept can be changed. */
export async function supervisedCounty({ keptDirectory = false } = {}): Promise<SupervisedCounty> {
  const workflows = [reformTask, sectionAssignment, supervisionNotice];
  const open = await openDoor({ at: START, workflows, keptDirectory, directory: county() });
  const other = await openDoor({ onto: open, workflows, directory: county() });
  const desk = movingDesk([open, other]);

  async function submitted(title: string, input: object = { leadUnit: '县教育局' }): Promise<string> {
    await open.moved.set(START);
    const given = { title, limit: { workingDays: 15 }, ...input };
    const { body } = await open
      .as(TASK_FORCE)
      .post('/api/v1/tasks', { workflow: 'reform-task', input: given });
    await desk.settle();
    return (body as { id: string }).id;
  }

  async function send(seat: string, id: string, type: string, data: object = {}): Promise<Answer> {
    const revision = (await open.engine.read(id))?.revision;
    const headers = { 'If-Match': `"${revision}"` };
    const answer = await open.as(seat).post(`/api/v1/tasks/${id}/events`, { type, data }, headers);
    await desk.settle();
    return answer;
  }

  async function noticesAt(seat: string, of: string): Promise<readonly Item[]> {
    const { body } = await open.as(seat).get('/api/v1/inbox?limit=100');
    return (body as { items: readonly Item[] }).items.filter(
      ({ workflow, links }) => workflow === 'supervision-notice' && links.parent === `/api/v1/tasks/${of}`,
    );
  }

  return {
    open,
    desk,
    other,
    submitted,
    send,
    noticesAt,
    async worked(title) {
      const id = await submitted(title);
      await send(COMMISSIONER, id, 'receive');
      const sections = [{ section: '330523-O1-S1', text: '核对清单' }];
      await send(COMMISSIONER, id, 'subDispatch', { sections });
      return id;
    },
    async titlesAt(seat, of) {
      return (await noticesAt(seat, of)).map(({ title }) => title.replace(/【(.*)】.*/u, '$1')).toSorted();
    },
    async ladderOf(id) {
      const { body } = await open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`);
      return (body as { ladder: Ladder }).ladder;
    },
    refuted: async () => (await open.deps.prove()).counterExamples,
    async close() {
      await other.close();
      await open.close();
    },
  };
}
