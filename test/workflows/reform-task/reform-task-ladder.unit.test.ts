import { describe, expect, it } from '@jest/globals';
import type { Rung } from '../../../workflows/rungs.ts';
import { extension, noticesOf, parking, transferred, URGING } from '../moves/reform-task-moves.ts';
import { OTHER_UNIT, routedTo, routingFailed, UNIT } from '../moves/routing-moves.ts';
import { effectNames, fired, later, played, type Stage } from '../stage.ts';
import { claim, contextOf, registered, split, taken, working } from './reform-task-scenes.ts';

const DUE = '2027-01-05T09:30:00.000Z';
const HOUR = 3_600_000;

function rung(code: string, at: string, rest: object = {}): Rung {
  return { key: `${code}@${DUE}`, code, at, ...rest };
}

const dueSoon = rung('dueSoon', '2026-12-30T00:30:00.000Z', { unless: { after: DUE } });
const overdue = rung('overdue', DUE);
const letter = rung('urgingLetter', '2027-01-06T00:30:00.000Z');

const onLadder = (stage = working(), rungs: readonly Rung[] = [dueSoon, overdue, letter]) =>
  played(stage, 'rungsSet', { rungs }, 'engine');
const rung1 = (stage: Stage) => fired(stage, 'ladder') as Stage;
const told = (stage: Stage, key = dueSoon.key, urging?: object) =>
  played(stage, 'noticesIssued', noticesOf(key, urging), 'engine');
const asksFor = (stage: Stage, name: string) =>
  stage.effects.filter((effect) => effect.name === name).map(({ params }) => params);
const recalls = (stage: Stage) =>
  asksFor(stage, 'signal').filter(
    (params) => (params as { event: { type: string } }).event.type === 'recall',
  ) as readonly { taskId: string; event: { data: { reason: string } } }[];
const childrenOf = (stage: Stage) => contextOf(stage).notices.map(({ child }) => child);

describe('a rung that is due', () => {
  it('fires once, asks who is told, and the next is armed', () => {
    const stage = rung1(onLadder());
    expect(asksFor(stage, 'notify')).toEqual([
      {
        workflow: 'reform-task',
        key: dueSoon.key,
        with: [],
        decision: null,
        unit: UNIT,
        seat: `${UNIT}/A`,
        sections: [],
        percent: null,
      },
    ]);
    expect(contextOf(stage).climbed).toEqual([{ key: dueSoon.key, at: stage.at, fired: true }]);
    expect(contextOf(stage).rungs).toEqual([overdue, letter]);
    expect(stage.timers.get('ladder')?.dueAt).toBe(DUE);
  });

  it('says which sections are at work, and how far the unit says it has come', () => {
    const { stage } = split(`${UNIT}-S1`, `${UNIT}-S2`);
    const reported = played(stage, 'report', { text: '过半', percent: 55 }, 'accountable');
    expect(asksFor(rung1(onLadder(reported)), 'notify')).toMatchObject([
      { sections: [`${UNIT}-S1/H`, `${UNIT}-S2/H`], percent: 55 },
    ]);
  });

  it('comes with those that were missed meanwhile, but nothing announces what has passed', () => {
    const late = later(onLadder(), 60 * 24 * HOUR);
    const stage = rung1(late);
    // One notice says it all, under the gravest.
    expect(asksFor(stage, 'notify')).toMatchObject([{ key: letter.key, with: [overdue.key] }]);
    expect(contextOf(stage).climbed.map(({ key, fired: did }) => [key, did])).toEqual([
      [dueSoon.key, false],
      [overdue.key, true],
      [letter.key, true],
    ]);
    expect(stage.timers.has('ladder')).toBe(false);
  });
});

describe('notices', () => {
  it('are children, one for each seat, and are kept with who was told', () => {
    const stage = told(rung1(onLadder()));
    const spawned = asksFor(stage, 'spawn');
    expect(spawned).toMatchObject([
      { workflow: 'supervision-notice', input: { seat: `${UNIT}/A`, copy: false, key: dueSoon.key } },
      {
        workflow: 'supervision-notice',
        input: { seat: `${UNIT}/L`, copy: true, task: '智慧犬管平台优化升级' },
      },
    ]);
    expect(spawned.map((params) => (params as { taskId: string }).taskId)).toEqual(childrenOf(stage));
    expect(contextOf(stage).notices).toMatchObject([
      { seat: `${UNIT}/A`, acknowledged: null, recalledAt: null },
      { seat: `${UNIT}/L`, copy: true },
    ]);
  });

  it('come back acknowledged, once', () => {
    const stage = told(rung1(onLadder()));
    const by = { principal: 'p-wang', name: '王' };
    const said = { child: childrenOf(stage)[0], childRevision: 1, by };
    const once = played(later(stage, HOUR), 'noticeAcknowledged', said, 'engine');
    const twice = played(later(once, HOUR), 'noticeAcknowledged', said, 'engine');
    expect(contextOf(twice).notices).toMatchObject([
      { acknowledged: { at: once.at, by, answer: null } },
      { acknowledged: null },
    ]);
  });

  it.each([
    [
      'passed',
      (stage: Stage) => played(played(stage, 'claimDone', claim, 'accountable'), 'pass', {}, 'taskForce'),
    ],
    ['withdrawn', (stage: Stage) => played(stage, 'withdraw', { reason: '并案' }, 'taskForce')],
    [
      'parked',
      (stage: Stage) => {
        const until = { ...parking, reviewOn: '2027-01-04' };
        const asked = played(stage, 'requestParking', until, 'accountable');
        return played(played(taken(asked), 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
      },
    ],
    [
      'given more time',
      (stage: Stage) => {
        const asked = played(stage, 'requestExtension', extension, 'accountable');
        return played(played(taken(asked), 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
      },
    ],
    [
      'transferred',
      (stage: Stage) => {
        const asked = played(stage, 'transfer', { unit: OTHER_UNIT, reason: '职能调整' }, 'taskForce');
        return played(asked, 'transferred', transferred(contextOf(asked)), 'engine');
      },
    ],
    [
      'given another due date by the calendar',
      (stage: Stage) =>
        played(stage, 'calendarChanged', { dueAt: '2027-01-06T09:30:00.000Z', rungs: [] }, 'engine'),
    ],
  ])('that nobody has acknowledged are recalled when the task is %s', (_case, goesOn) => {
    const stage = told(rung1(onLadder()));
    const [first = '', second = ''] = childrenOf(stage);
    const by = { principal: 'p-wang', name: '王' };
    const read = played(stage, 'noticeAcknowledged', { child: first, childRevision: 1, by }, 'engine');
    const after = goesOn(read);
    expect(recalls(after).map(({ taskId }) => taskId)).toEqual([second]);
    expect(contextOf(after).notices).toMatchObject([{ recalledAt: null }, { recalledAt: after.at }]);
  });

  it('of another cause stay when the due date moves', () => {
    const stage = told(working(), 'poor@1');
    const after = played(
      stage,
      'calendarChanged',
      { dueAt: '2027-01-06T09:30:00.000Z', rungs: [] },
      'engine',
    );
    expect(recalls(after)).toEqual([]);
  });

  it('stay when the calendar leaves the due date as it was', () => {
    const stage = told(rung1(onLadder()));
    expect(recalls(played(stage, 'calendarChanged', { dueAt: DUE, rungs: [] }, 'engine'))).toEqual([]);
  });
});

const urging = () => told(rung1(onLadder(working(), [letter])), letter.key, URGING);

describe('an urging letter', () => {
  const answer = { reason: '接口未通', expectedCompletion: '2027-01-20' };

  it('is an urge: it arms what follows without an answer', () => {
    const stage = urging();
    expect(contextOf(stage).urges).toMatchObject({ count: 1, lastAt: stage.at, answered: false });
    expect(contextOf(stage).rungs).toEqual(URGING.rungs.map((one) => ({ ...one, of: letter.key })));
    expect(asksFor(rung1(stage), 'notify')).toMatchObject([{ key: 'criticism@2027-01-06' }]);
  });

  it.each([
    ['a report', (stage: Stage) => played(stage, 'report', { text: '接口将开通' }, 'accountable')],
    ['a claim', (stage: Stage) => played(stage, 'claimDone', claim, 'accountable')],
    [
      'an acknowledgement with an answer',
      (stage: Stage) => {
        const by = { principal: 'p-wang', name: '王' };
        const said = { child: childrenOf(stage)[0], childRevision: 1, by, answer };
        return played(stage, 'noticeAcknowledged', said, 'engine');
      },
    ],
  ])('is answered by %s, and nothing follows', (_case, answered) => {
    const stage = answered(urging());
    expect(contextOf(stage).urges.answered).toBe(true);
    expect(contextOf(stage).rungs).toEqual([]);
    expect(stage.timers.has('ladder')).toBe(false);
  });

  it('is not answered by a leader who has seen the copy', () => {
    const stage = urging();
    const by = { principal: 'p-li', name: '李' };
    const read = { child: childrenOf(stage)[1], childRevision: 1, by };
    expect(contextOf(played(stage, 'noticeAcknowledged', read, 'engine')).urges.answered).toBe(false);
  });

  it('that comes while an earlier urge waits for its answer arms nothing of its own', () => {
    const first = {
      key: 'criticism@earlier',
      code: 'criticism',
      at: '2027-01-10T09:30:00.000Z',
      unless: { answered: true as const },
    };
    const urged = played(working(), 'urge', {}, 'supervisor');
    const stage = told(onLadder(urged, [first]), letter.key, URGING);
    expect(contextOf(stage).rungs).toEqual([first]);
  });
});

describe('an urge by a supervisor', () => {
  it('that was answered before its terms were counted arms nothing', () => {
    const urged = played(working(), 'urge', {}, 'supervisor');
    const answered = played(urged, 'report', { text: '已办' }, 'accountable');
    const { urge, rungs } = URGING;
    const stage = played(answered, 'rungsSet', { urge, rungs }, 'engine');
    expect(contextOf(stage).rungs).toEqual([]);
    expect(contextOf(stage).urges).toMatchObject({ answered: true, ...urge });
  });
});

describe('a claim sent back', () => {
  it('asks for the rung of its round', () => {
    const sendBack = { items: [{ criterion: '2', reason: '未达标' }] };
    const first = played(
      played(working(), 'claimDone', claim, 'accountable'),
      'sendBack',
      sendBack,
      'taskForce',
    );
    expect(asksFor(first, 'armSendBack')).toMatchObject([{ workflow: 'reform-task', round: 1 }]);
    const again = played(played(first, 'claimDone', claim, 'accountable'), 'sendBack', sendBack, 'taskForce');
    expect(asksFor(again, 'armSendBack')).toMatchObject([{ workflow: 'reform-task', round: 2 }]);
  });
});

describe('triage past its time', () => {
  it('is on the ladder of the task force until the task is assigned', () => {
    const decideBy = '2026-11-24T09:30:00.000Z';
    const late = { key: `decisionOverdue@${decideBy}`, code: 'decisionOverdue', at: decideBy };
    const triage = played(registered(), 'routingFailed', routingFailed.data(null as never), 'engine');
    const limited = played(triage, 'decisionLimitSet', { dueAt: decideBy, rungs: [late] }, 'engine');
    expect(limited.timers.get('ladder')?.dueAt).toBe(decideBy);
    const stage = told(rung1(limited), late.key);
    const assigned = played(stage, 'assign', { unit: UNIT }, 'taskForce');
    const dispatched = played(assigned, 'routed', routedTo(UNIT), 'engine');
    expect(recalls(dispatched).map(({ event }) => event.data.reason)).toEqual(['已分派', '已分派']);
    expect(contextOf(dispatched).rungs).toEqual([]);
    expect(effectNames(dispatched)).not.toContain('ladder');
  });
});
