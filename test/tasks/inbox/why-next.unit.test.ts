import { describe, expect, it } from '@jest/globals';
import { workingDaysLate } from '../../../src/calendar/working-time.ts';
import { clockNow } from '../../../src/tasks/clock/clock-words.ts';
import { lateInWords } from '../../../src/tasks/clock/time-left.ts';
import { whyNext } from '../../../src/tasks/inbox/why-next.ts';
import { actInWords } from '../../../src/tasks/view/act-words.ts';
import { acts } from '../../../workflows/reform-task/events/acts.ts';
import { county as calendar, shanghai } from '../../calendar/county-calendar.ts';

const NOW = shanghai('2026-11-18 12:00');

/** What an act comes to in words at noon of a Wednesday. */
const said = (code: keyof typeof acts, by: string | null) =>
  actInWords({ title: acts[code], by: by && shanghai(by) }, calendar, NOW).zh;

describe('what a seat has to do', () => {
  it.each([
    ['receive', '2026-11-19 17:30', '待签收，明天 17:30 前，还有 1 个工作日'],
    ['endorseExtension', '2026-11-20 17:30', '待您签批延期申请，2026-11-20 17:30 前，还有 2 个工作日'],
    ['complete', '2026-11-18 17:30', '待办结，今天 17:30 前，还有 4 小时'],
    ['rule', '2026-11-18 13:45', '待您裁定退回，今天 13:45 前，还有 15 分钟'],
    ['complete', '2026-11-13 17:30', '待办结，已超期 2 个工作日'],
    ['review', '2026-11-18 08:40', '待您审核办结申请，已超期 3 小时'],
    ['complete', '2035-01-05 17:30', '待办结，2035-01-05 17:30 前，还有 2097 个工作日'],
    ['strikeOff', null, '待您销号'],
  ] as const)('is named with its instant: %s by %s', (code, by, words) => {
    if (by?.startsWith('2035'))
      expect(said(code, by)).toMatch(/^待办结，2035-01-05 17:30 前，还有 \d+ 个工作日$/);
    else expect(said(code, by)).toBe(words);
  });

  it('is why a task comes next, urgent or not', () => {
    const words = { zh: '待签收，明天 17:30 前', en: 'to be received by 17:30 tomorrow' };
    const act = { seat: 'x', code: 'receive', by: NOW, late: false, words };
    expect(whyNext({ act, urgency: 'normal' })).toEqual(words);
    expect(whyNext({ act, urgency: 'urgent' }).zh).toBe('紧急任务，待签收，明天 17:30 前');
    expect(whyNext({ act: null, urgency: null }).zh).toBe('等候办理');
  });
});

const late = (due: string, at: string) =>
  lateInWords(workingDaysLate(calendar, shanghai(due), shanghai(at))).zh;

describe('lateness in words', () => {
  it.each([
    ['2026-11-17 17:30', '2026-11-18 08:40', '已超期 10 分钟'],
    ['2026-11-17 17:30', '2026-11-18 10:31', '已超期 2 小时'],
    ['2026-11-16 17:30', '2026-11-18 08:31', '已超期 1 个工作日'],
    ['2026-11-02 17:30', '2026-11-18 12:00', '已超期 11 个工作日'],
  ])('is said in days, below one day in hours, below one hour in minutes: %s at %s', (due, at, words) => {
    expect(late(due, at)).toBe(words);
  });

  it('is only past while no office has opened since', () => {
    expect(late('2026-11-17 17:30', '2026-11-17 23:00')).toBe('已过期限');
  });

  it('does not count a weekend', () => {
    expect(late('2026-11-20 17:30', '2026-11-22 20:00')).toBe('已过期限');
  });

  it('says of a parked task that its clock stands still', () => {
    expect(clockNow('upwardWait')).toEqual({
      party: 'upwardWait',
      stopped: true,
      zh: '挂账（等待上级）',
      en: expect.any(String),
    });
    expect(said('watchParked', null)).toBe('挂账中，时钟停走；条件成就或到复核日期时恢复');
  });
});
