import { describe, expect, it } from '@jest/globals';
import { answerNotify } from '../../../src/tasks/answers/notify-effect.ts';
import type { County } from '../../../src/tasks/county.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { shippedCounty } from '../shipped-county.ts';

const DUE = shanghai('2026-11-27 17:30');
const UNIT = '330523-O40';
const task = {
  workflow: 'reform-task',
  unit: UNIT,
  seat: `${UNIT}/A`,
  sections: [`${UNIT}-S1/H`],
  percent: 20,
};

interface Issued {
  readonly seats: readonly { readonly seat: string; readonly copy: boolean; readonly mustAnswer: boolean }[];
  readonly reason: { readonly zh: string; readonly en: string };
  readonly rungs: readonly { readonly key: string; readonly at: string }[];
}

function issued(key: string, now: string, of: object = {}): Issued {
  const answer = answerNotify({ ...task, key, ...of }, shippedCounty, shanghai(now));
  expect(answer?.type).toBe('noticesIssued');
  return answer?.data as Issued;
}

describe('who is told at a rung', () => {
  it('is first the commissioner, with a copy to the sections at work', () => {
    expect(issued(`dueSoon@${DUE}`, '2026-11-24 08:30').seats).toEqual([
      { seat: `${UNIT}/A`, copy: false, mustAnswer: false },
      { seat: `${UNIT}-S1/H`, copy: true, mustAnswer: false },
    ]);
  });

  it('is the leader in charge by a copy of the urging letter, which the commissioner alone must answer', () => {
    expect(issued(`urgingLetter@${DUE}`, '2026-11-30 08:30').seats).toEqual([
      { seat: `${UNIT}/A`, copy: false, mustAnswer: true },
      { seat: `${UNIT}/L`, copy: true, mustAnswer: false },
    ]);
  });

  it('is the task force and every supervisor by the circular', () => {
    expect(issued(`circular@${DUE}`, '2026-12-11 08:30').seats.map(({ seat }) => seat)).toEqual([
      `${UNIT}/L`,
      '330523-TF/A',
      `${UNIT}/A`,
      '330523-TF/D1',
      '330523-TF/D2',
    ]);
  });

  it('is each seat once: the duty seat answers for a task that nobody has, and for a unit without leader', () => {
    const homeless = { unit: null, seat: null, sections: [] };
    expect(issued(`circular@${DUE}`, '2026-12-11 08:30', homeless).seats.map(({ seat }) => seat)).toEqual([
      '330523-TF/A',
      '330523-TF/D1',
      '330523-TF/D2',
    ]);
    expect(issued(`poor@1`, '2026-11-24 09:00', { unit: '330523-O99' }).seats[1]?.seat).toBe('330523-TF/A');
  });

  it('is nobody at a rung that the ladder has lost', () => {
    expect(answerNotify({ ...task, key: `thunder@${DUE}` }, shippedCounty, DUE)).toBeUndefined();
  });
});

function acknowledgeBy(limits: County['limits']): unknown {
  const at = shanghai('2026-11-24 08:30');
  const answer = answerNotify({ ...task, key: `dueSoon@${DUE}` }, { ...shippedCounty, limits }, at);
  return Reflect.get(Object(answer?.data), 'acknowledgeBy');
}

describe('by when they have to acknowledge it', () => {
  it('is said of tasks of the kind before what is said of notices', () => {
    const all = [...shippedCounty.limits()];
    expect(acknowledgeBy(() => new Map(all))).toBe(shanghai('2026-11-25 17:30'));
    const own = all.map(([type, limits]) =>
      type === task.workflow
        ? ([type, { ...limits, acknowledge: { workingDays: 3 } }] as const)
        : ([type, limits] as const),
    );
    // Whichever file is read first.
    for (const order of [own, own.toReversed()]) {
      expect(acknowledgeBy(() => new Map(order))).toBe(shanghai('2026-11-27 17:30'));
    }
  });
});

describe('why they are told', () => {
  it.each([
    [`behind@${DUE}`, '2026-11-18 10:00', '办理时限已过 60%，最近反馈完成 20%，低于应有的 40%'],
    [`dueSoon@${DUE}`, '2026-11-24 08:30', '2026-11-27 17:30 到期，签发时还有 3 个工作日'],
    [`dueSoon@${DUE}`, '2026-11-27 08:30', '2026-11-27 17:30 到期，签发时还有 7 小时'],
    [`overdue@${DUE}`, '2026-11-27 17:30', '2026-11-27 17:30 到期，签发时未办结'],
    [`circular@${DUE}`, '2026-12-11 08:30', '2026-11-27 17:30 到期，签发时未办结，已超期 9 个工作日'],
    ['poor@2', '2026-11-24 09:00', '办结申请第 2 次被退办'],
    [`criticism@${DUE}`, '2026-12-04 17:30', '2026-11-27 17:30 催办后满 5 个工作日未答复'],
    [`decisionOverdue@${DUE}`, '2026-11-27 17:30', '应于 2026-11-27 17:30 前裁定，签发时尚未决定'],
  ])('%s at %s', (key, now, reason) => {
    expect(issued(key, now).reason.zh).toBe(reason);
  });

  it('says so where nobody has reported how far it has come', () => {
    expect(issued(`behind@${DUE}`, '2026-11-18 10:00', { percent: null }).reason).toEqual({
      zh: '办理时限已过 60%，尚未反馈完成比例，低于应有的 40%',
      en: '60% of the time has passed, no progress reported, 40% expected',
    });
  });
});

it('an urging letter arms written criticism, counted from when it is issued and not from when it was due', () => {
  const { rungs } = issued(`urgingLetter@${DUE}`, '2026-12-02 09:00');
  expect(rungs).toEqual([
    {
      key: `criticism@${shanghai('2026-12-02 09:00')}`,
      code: 'criticism',
      at: shanghai('2026-12-09 17:30'),
      unless: { answered: true },
    },
  ]);
  expect(issued(`circular@${DUE}`, '2026-12-11 08:30').rungs).toEqual([]);
});
