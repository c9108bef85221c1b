import { describe, expect, it } from '@jest/globals';
import { workingDaysLate } from '../../src/calendar/working-time.ts';
import { clockNow } from '../../src/tasks/clock-words.ts';
import { lateInWords } from '../../src/tasks/time-left.ts';
import { whyNext } from '../../src/tasks/why-next.ts';
import { county as calendar, shanghai } from '../calendar/county-calendar.ts';

const now = shanghai('2026-11-18 12:00');
const said = (due: string, light: 'green' | 'yellow' | 'red', urgency = 'normal') =>
  whyNext({ dueAt: shanghai(due), light, urgency, clock: null }, calendar, now).zh;

describe('why a task comes next', () => {
  it('says how late it is, in working days', () => {
    expect(said('2026-11-13 17:30', 'red')).toMatch(/^已超期 2 个工作日$/);
  });

  it('says that it falls due today, or in how many working days', () => {
    expect(said('2026-11-18 17:30', 'yellow')).toBe('今天到期');
    expect(said('2026-11-20 17:30', 'yellow')).toBe('还有 2 个工作日到期');
    expect(said('2026-12-31 17:30', 'green')).toMatch(/^期限最近，还有 \d+ 个工作日到期$/);
  });

  it('says first that it is urgent', () => {
    expect(said('2026-11-18 17:30', 'yellow', 'urgent')).toBe('紧急任务，今天到期');
  });

  it('says that it waits longest where it has no due date', () => {
    expect(whyNext({ dueAt: null, light: 'none', urgency: null, clock: null }, calendar, now).zh).toBe(
      '尚无期限，等候最久',
    );
  });
});

const late = (due: string, at: string) =>
  lateInWords(workingDaysLate(calendar, shanghai(due), shanghai(at))).zh;

describe('lateness in words', () => {
  it('is said in minutes below a tenth of a working day', () => {
    expect(late('2026-11-17 17:30', '2026-11-18 08:40')).toBe('已超期 10 分钟');
  });

  it('is only past while no office has opened since', () => {
    expect(late('2026-11-17 17:30', '2026-11-17 23:00')).toBe('已过期限');
  });

  it('does not count a weekend', () => {
    expect(late('2026-11-20 17:30', '2026-11-22 20:00')).toBe('已过期限');
  });

  it('says of a parked task that its clock stands still, urgent or not', () => {
    const clock = clockNow('upwardWait');
    expect(clock).toEqual({
      party: 'upwardWait',
      stopped: true,
      zh: '挂账（等待上级）',
      en: expect.any(String),
    });
    expect(whyNext({ dueAt: null, light: 'none', urgency: 'urgent', clock }, calendar, now).zh).toBe(
      '挂账中，时钟停走；条件成就或到复核日期时恢复',
    );
  });
});
