import { describe, expect, it } from '@jest/globals';
import { assessed, extension } from '../moves/reform-task-moves.ts';
import { UNIT } from '../moves/routing-moves.ts';
import { facetsOf, fired, later, played, type Stage, stateOf } from '../stage.ts';
import { claim, contextOf, DUE, DUTY, problemOf, split, taken, working } from './reform-task-scenes.ts';

const IN = 'xstate.after.decisionLimit.reform-task.open.working.extending';
const NEW = '2027-01-29T09:30:00.000Z';
const DAY = 86_400_000;

const asked = (stage = working()) => played(stage, 'requestExtension', extension, 'accountable');
const atLeader = (stage = working()) => taken(asked(stage));
const atTaskForce = (stage = working()) => played(atLeader(stage), 'endorse', {}, 'unitLeader');
const granted = (stage = working()) => played(atTaskForce(stage), 'grant', {}, 'taskForce');

const refused = (stage: Stage) => {
  const request = contextOf(stage).request?.id;
  return played(stage, 'requestRefused', { request, sentence: { zh: '已延两次', en: 'Twice' } }, 'engine');
};

const rung = (code: string, cause: string, at: string) => ({ key: `${code}@${cause}`, code, at });

describe('延期', () => {
  it('is counted by the engine, and the work goes on', () => {
    const stage = asked();
    expect(stateOf(stage)).toBe('open.working.extending.assessing');
    expect(stage.effects).toEqual([
      {
        name: 'assessRequest',
        params: {
          workflow: 'reform-task',
          request: contextOf(stage).request?.id,
          kind: 'extension',
          until: extension.until,
          dueAt: '2027-01-05T09:30:00.000Z',
          from: '2026-11-23T01:00:00.000Z',
          extensions: 0,
          urgent: false,
          unit: UNIT,
          people: ['p-accountable'],
        },
      },
    ]);
    const reported = played(stage, 'report', { text: '八成' }, 'accountable');
    expect(facetsOf(reported)).toMatchObject({ owner: `${UNIT}/A`, clock: 'commissioner' });
    expect(stateOf(reported)).toBe('open.working.extending.assessing');
  });

  it('goes to the leader, then to the task force, each within a limit', () => {
    expect(facetsOf(atLeader())).toMatchObject({ owner: `${UNIT}/A`, attention: `${UNIT}/L` });
    expect(atLeader().timers.get(`${IN}.atLeader`)?.dueAt).toBe('2026-11-25T09:30:00.000Z');
    expect(facetsOf(atTaskForce())).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
    expect(atTaskForce().timers.get(`${IN}.atTaskForce`)?.dueAt).toBe('2026-11-30T09:30:00.000Z');
    expect(contextOf(atTaskForce()).request).toMatchObject({
      decider: 'taskForce',
      decideBy: '2026-11-30T09:30:00.000Z',
      endorsedBy: 'p-unitLeader',
    });
  });

  it('moves the due date and its timer, and keeps the original', () => {
    const stage = granted();
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(facetsOf(stage)).toMatchObject({ dueAt: NEW, attention: null });
    expect([...stage.timers]).toEqual([[DUE, { event: DUE, dueAt: NEW }]]);
    expect(contextOf(stage)).toMatchObject({
      request: null,
      answered: { kind: 'extension', as: 'granted' },
      deadline: {
        limit: { date: extension.until },
        original: '2027-01-05T09:30:00.000Z',
        extensions: [{ dueAt: NEW, workingDays: 18, reason: extension.reason }],
        history: [{ cause: 'dispatched' }, { cause: 'extended', dueAt: NEW }],
      },
    });
  });

  it('is the leader’s alone where the engine says that this suffices', () => {
    const stage = played(taken(asked(), { needsTaskForce: false }), 'endorse', {}, 'unitLeader');
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(facetsOf(stage).dueAt).toBe(NEW);
  });

  it('tells the sections at work', () => {
    const { stage, children } = split(`${UNIT}-S1`);
    expect(granted(stage).effects.filter(({ name }) => name === 'signal')).toEqual([
      { name: 'signal', params: { taskId: children[0], event: { type: 'redated', data: { dueAt: NEW } } } },
    ]);
  });

  it('arms the rungs of the new date in place of those of the old', () => {
    const old = '2027-01-05T09:30:00.000Z';
    const climbing = played(
      working(),
      'rungsSet',
      { rungs: [rung('dueSoon', old, '2026-12-30T00:30:00.000Z')] },
      'engine',
    );
    expect(climbing.timers.get('ladder')?.dueAt).toBe('2026-12-30T00:30:00.000Z');
    const rungs = [rung('dueSoon', NEW, '2027-01-26T00:30:00.000Z')];
    const counted = { dueAt: NEW, workingDays: 18, rungs };
    const stage = played(
      played(taken(asked(climbing), { extension: counted }), 'endorse', {}, 'unitLeader'),
      'grant',
      {},
      'taskForce',
    );
    expect(contextOf(stage).rungs).toEqual(rungs);
    expect(stage.timers.get('ladder')?.dueAt).toBe('2027-01-26T00:30:00.000Z');
  });

  it.each([
    ['declined', () => played(atLeader(), 'decline', { reason: '按期完成' }, 'unitLeader')],
    ['denied', () => played(atTaskForce(), 'deny', { reason: '不宜再延' }, 'taskForce')],
    ['withdrawn', () => played(atTaskForce(), 'withdrawRequest', {}, 'accountable')],
    ['lapsed', () => fired(atLeader(), `${IN}.atLeader`) as Stage],
    ['lapsed', () => fired(atTaskForce(), `${IN}.atTaskForce`) as Stage],
    ['refused', () => refused(asked())],
  ])('that is %s leaves the due date as it is', (as, ended) => {
    const stage = ended();
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(contextOf(stage)).toMatchObject({ request: null, answered: { kind: 'extension', as } });
    expect([...stage.timers]).toEqual([[DUE, { event: DUE, dueAt: '2027-01-05T09:30:00.000Z' }]]);
    expect(facetsOf(stage).attention).toBeNull();
  });

  it('withdrawn and asked for anew is not answered by what was counted for the first', () => {
    const first = assessed(contextOf(asked()));
    const again = asked(played(asked(), 'withdrawRequest', {}, 'accountable'));
    expect(problemOf(() => played(again, 'requestAssessed', first, 'engine')).code).toBe('guard-failed');
  });

  it('is refused once it is due, and to a date that is not later', () => {
    expect(problemOf(() => asked(later(working(), 60 * DAY))).message).toContain('不得再申请延期');
    const same = { ...extension, until: '2027-01-05' };
    expect(problemOf(() => played(working(), 'requestExtension', same, 'accountable')).message).toContain(
      '晚于现期限',
    );
  });

  it('is not decided by who asked for it', () => {
    const own = { principal: 'p-accountable', name: '' };
    for (const [stage, type, as] of [
      [atLeader(), 'endorse', 'unitLeader'],
      [atTaskForce(), 'grant', 'taskForce'],
    ] as const) {
      expect(problemOf(() => played(stage, type, {}, as, own)).message).toContain('申请人');
    }
  });

  it('is granted after the old date as well, and what had lapsed is forgiven', () => {
    const late = fired(atTaskForce(), DUE) as Stage;
    expect(contextOf(late).lapsed.due).not.toBeNull();
    const stage = played(late, 'grant', {}, 'taskForce');
    expect(contextOf(stage).lapsed.due).toBeNull();
    expect(stage.timers.get(DUE)?.dueAt).toBe(NEW);
  });

  it('is moot once the task is claimed done', () => {
    const stage = played(atTaskForce(), 'claimDone', claim, 'accountable');
    expect(stateOf(stage)).toBe('open.claimed');
    expect(contextOf(stage).request).toBeNull();
    expect([...stage.timers.keys()]).toEqual([DUE]);
  });
});

describe('日历调整', () => {
  it('moves the due date where the task is, with its reason', () => {
    const dueAt = '2027-01-06T09:30:00.000Z';
    const stage = played(atLeader(), 'calendarChanged', { dueAt, provisional: true, rungs: [] }, 'engine');
    expect(stateOf(stage)).toBe('open.working.extending.atLeader');
    expect(stage.timers.get(DUE)?.dueAt).toBe(dueAt);
    expect([...stage.timers.keys()].toSorted()).toEqual([DUE, `${IN}.atLeader`].toSorted());
    expect(contextOf(stage)).toMatchObject({
      provisional: true,
      deadline: { history: [{ cause: 'dispatched' }, { cause: 'calendar', dueAt, provisional: true }] },
    });
  });
});
