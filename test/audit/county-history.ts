import type pg from 'pg';
import type { Directory } from '../../src/directory/directory.ts';
import { directoryRegister } from '../../src/directory/store/directory-register.ts';
import type { Actor } from '../../src/engine/definition/define.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createWork } from '../../src/engine/work/work.ts';
import { type Clock, isoOf } from '../../src/platform/clock.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { supervisionNotice } from '../../workflows/supervision-notice.ts';
import { personOf, smallCounty } from '../directory/small-county.ts';
import { errand } from '../engine/errand-workflow.ts';

export const definitions = [errand, reformTask, sectionAssignment, supervisionNotice];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LEAD = '330523-O1';
const OTHER = '330523-O2';
const SUPERVISED = '督办中';
const RUNG = 'dueSoon@2026-12-31T09:30:00.000Z';

/** The small county, with the seats that the errand workflow names. */
export function countyWithDesk(): Directory {
  const county = smallCounty();
  const extra = ['desk', 'seat-1'];
  return {
    ...county,
    seats: [
      ...county.seats,
      ...extra.map((id) => ({
        id,
        unit: '330523-TF',
        kind: 'dutyOfficer' as const,
        role: 'A' as const,
        title: id,
        share: 1,
      })),
    ],
    people: [...county.people, ...extra.map((id) => ({ id: `p-${id}`, name: id, qualifications: [] }))],
    tenures: [
      ...county.tenures,
      ...extra.map((seat) => ({ seat, person: `p-${seat}`, from: '2021-03-31T16:00:00.000Z' })),
    ],
  };
}

export interface History {
  readonly directory: Directory;
  /** An errand whose timer fired and which has three children. */
  readonly errand: string;
  /** A reform task that was struck off, with one section assignment. */
  readonly struckOff: string;
  /** A reform task that is being worked on, with armed timers. */
  readonly open: string;
  /** A reform task that one unit returned, and a ruling bound to another, which has received it. */
  readonly ruled: string;
  /** A reform task that has come to a rung of its ladder, at revision 3, and whose commissioner was told, at 4. */
  readonly supervised: string;
  /** A reform task that nobody has routed yet: its effect is pending. */
  readonly unrouted: string;
}

/** Writes a real history through the one write path, an hour in the past so that short timers are due by now. */
export async function writeHistory(pool: pg.Pool, clock: Clock): Promise<History> {
  const directory = countyWithDesk();
  let ms = clock() - HOUR_MS;
  const tick = (by = 1_000) => (ms += by);
  await seedRegister(directoryRegister, pool, directory, { by: 'test', at: isoOf(ms) });
  const engine = createEngine(pool, createRegistry(definitions), () => ms, {
    reconcileSeconds: 5,
    keyHours: 24,
    batchSize: 100,
    committers: 2,
    cacheCapacity: 100,
  });
  const work = createWork(
    pool,
    engine,
    handlersAt(() => ms),
    {
      maxAttempts: 3,
      retrySeconds: () => 1,
      onOutcome: (outcome, { name }, error) => {
        if (error !== undefined) throw new Error(`${name}: ${outcome}`, { cause: error });
      },
    },
  );
  const ring = (...tasks: readonly string[]) => {
    tick();
    return work({ tasks });
  };
  const play = player(engine, tick);
  const open = await playReformTask(play, ring);
  return {
    directory,
    errand: await playErrand(play, ring, tick),
    struckOff: await playToTheEnd(play, ring),
    open,
    ruled: await playRuling(play, ring),
    supervised: await playToTheRung(play, ring, tick),
    unrouted: await play.submit('reform-task', { title: '尚未派单', limit: { workingDays: 5 } }),
  };
}

type Player = ReturnType<typeof player>;
type Ring = (...tasks: readonly string[]) => Promise<void>;

function player(engine: Engine, tick: () => void) {
  return {
    async submit(workflow: string, input: unknown): Promise<string> {
      tick();
      return (await engine.submit({ workflow, input, actor: actorOf('330523-TF/A') })).id;
    },
    async send(taskId: string, type: string, data: unknown, relation: string, seat: string): Promise<void> {
      tick();
      const event = { type, data };
      await engine.send({ taskId, event, actor: actorOf(seat), relations: () => [relation] });
    },
    childrenOf: async (taskId: string): Promise<readonly string[]> => {
      const task = await engine.read(taskId);
      const context = task?.snapshot.context as { sections: readonly { child: string }[] } | undefined;
      return (context?.sections ?? []).map(({ child }) => child);
    },
  };
}

async function playErrand(play: Player, ring: Ring, tick: (by: number) => void): Promise<string> {
  const id = await play.submit('errand', { title: '送文件', seat: 'x' });
  await ring(id);
  tick(61_000);
  await ring(id); // the timer
  await ring(id); // what the timer asked for
  await play.send(id, 'begin', { note: '甲' }, 'accountable', 'seat-1');
  await play.send(id, 'begin', { note: '乙' }, 'accountable', 'seat-1');
  await play.send(id, 'split', { n: 3 }, 'accountable', 'seat-1');
  await ring(id);
  return id;
}

async function playReformTask(play: Player, ring: Ring): Promise<string> {
  const id = await play.submit('reform-task', { title: '智慧犬管', limit: { workingDays: 30 } });
  await ring(id);
  await play.send(id, 'receive', {}, 'accountable', `${LEAD}/A`);
  const sections = [{ section: `${LEAD}-S1`, text: '对接诊疗机构' }];
  await play.send(id, 'subDispatch', { sections }, 'accountable', `${LEAD}/A`);
  await ring(id);
  await play.send(id, 'report', { text: '已对接', percent: 50 }, 'accountable', `${LEAD}/A`);
  return id;
}

async function playRuling(play: Player, ring: Ring): Promise<string> {
  const id = await play.submit('reform-task', { title: '校园一卡通', limit: { workingDays: 10 } });
  await ring(id);
  const returning = { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };
  await play.send(id, 'return', returning, 'unitLeader', `${LEAD}/L`);
  await ring(id);
  await play.send(id, 'assign', { unit: OTHER }, 'taskForce', '330523-TF/A');
  await ring(id);
  await play.send(id, 'receive', {}, 'accountable', `${OTHER}/A`);
  return id;
}

async function playToTheRung(play: Player, ring: Ring, tick: (by: number) => void): Promise<string> {
  const id = await play.submit('reform-task', { title: SUPERVISED, limit: { workingDays: 30 } });
  await ring(id);
  tick(61_000);
  await ring(id); // the rung
  await ring(id); // who is told
  await ring(id); // the notice
  return id;
}

async function playToTheEnd(play: Player, ring: Ring): Promise<string> {
  const id = await playReformTask(play, ring);
  const [child = ''] = await play.childrenOf(id);
  await play.send(child, 'receive', {}, 'accountable', `${LEAD}-S1/H`);
  await play.send(child, 'finish', { text: '完成' }, 'accountable', `${LEAD}-S1/H`);
  await ring(child);
  const evidence = [{ criterion: '1', text: '见附件' }];
  await play.send(id, 'claimDone', { evidence }, 'accountable', `${LEAD}/A`);
  await play.send(id, 'pass', {}, 'taskForce', '330523-TF/A');
  await play.send(id, 'strikeOff', {}, 'taskForce', '330523-TF/A');
  return id;
}

function handlersAt(now: () => number) {
  const inDays = (days: number) => isoOf(now() + days * DAY_MS);
  const route = (_task: unknown, params: unknown) => {
    const { binding, title } = (params as { matter: { title: string; binding?: { unit: string } } }).matter;
    const unit = binding?.unit ?? LEAD;
    const rung = { key: RUNG, code: 'dueSoon', at: isoOf(now() + 60_000) };
    return Promise.resolve({
      type: 'routed',
      data: {
        unit,
        seat: `${unit}/A`,
        reason: { step: 'unit', sentence: { zh: '按牵头单位', en: 'By lead unit' } },
        dueAt: inDays(30),
        receiptDueAt: inDays(1),
        rungs: title === SUPERVISED ? [rung] : [],
      },
    });
  };
  return {
    prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }),
    remind: () => Promise.resolve(undefined),
    resolveLimit: () => Promise.resolve({ type: 'limitResolved', data: { dueAt: inDays(10) } }),
    limitDecision: () => Promise.resolve({ type: 'decisionLimitSet', data: { dueAt: inDays(2) } }),
    route,
    resolveAssignment: route,
    notify: () =>
      Promise.resolve({
        type: 'noticesIssued',
        data: {
          key: RUNG,
          colour: 'blue',
          title: { zh: '蓝色督办单（临期）', en: 'Due soon' },
          reason: { zh: '还有 3 个工作日到期', en: 'Due in 3 working days' },
          mayDo: { zh: '抓紧办理', en: 'Finish in time' },
          seats: [{ seat: `${LEAD}/A`, copy: false, mustAnswer: false }],
          rungs: [],
        },
      }),
  };
}

function actorOf(seat: string): Actor {
  return { principal: personOf(seat), name: `任${seat}`, seat };
}
