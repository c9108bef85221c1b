import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import {
  COMMISSIONER,
  codes,
  countyOfSuite,
  LEADER,
  SUPERVISOR,
  TASK_FORCE,
} from '../stage/supervised-county.ts';

const county = countyOfSuite();

describe('a task that is parked', () => {
  it('hears nothing, has its open notices recalled, and climbs anew once the clock runs', async () => {
    const id = await county.worked('校园食堂');
    await county.desk.until(shanghai('2026-12-16 09:00'));
    expect(await county.titlesAt(COMMISSIONER, id)).toContain('蓝色督办单（临期）');
    await county.send(COMMISSIONER, id, 'report', { text: '过半', percent: 60 });
    await county.send(COMMISSIONER, id, 'requestParking', {
      kind: 'upwardWait',
      reason: '待省厅批复',
      conditions: [{ id: '1', text: '省厅批复下达' }],
      reviewOn: '2027-01-29',
    });
    await county.send(LEADER, id, 'endorse');
    await county.send(TASK_FORCE, id, 'grant');
    expect(await county.titlesAt(COMMISSIONER, id)).toEqual([]);
    expect((await county.ladderOf(id)).silent).toBe(true);
    const before = (await county.ladderOf(id)).climbed;
    await county.desk.until(shanghai('2027-01-20 09:00'));
    expect((await county.ladderOf(id)).climbed).toEqual(before);

    await county.send(COMMISSIONER, id, 'resume', { condition: '1' });
    const { toCome, silent } = await county.ladderOf(id);
    expect(silent).toBe(false);
    // It is due within three working days again: that was said at once.
    expect(codes(toCome)).toEqual(['overdue', 'urgingLetter', 'circular']);
    await county.desk.until(shanghai('2027-03-31 09:00'));
    const fired = (await county.ladderOf(id)).climbed.filter((rung) => rung.fired);
    expect(codes(fired)).toEqual([
      'behind',
      'dueSoon',
      'dueSoon',
      'overdue',
      'urgingLetter',
      'criticism',
      'circular',
    ]);
    expect(await county.refuted()).toEqual([]);
  });
});

describe('a task whose due date moves', () => {
  it('has the rungs of the new date before it, and the notices of the old one are recalled', async () => {
    const id = await county.worked('教育收费');
    await county.desk.until(shanghai('2026-12-16 09:00'));
    await county.send(COMMISSIONER, id, 'report', { text: '过半', percent: 60 });
    await county.send(COMMISSIONER, id, 'requestExtension', {
      reason: '省级接口未开放',
      progress: '已完成六成',
      until: '2026-12-28',
    });
    await county.send(LEADER, id, 'endorse');
    expect(await county.titlesAt(COMMISSIONER, id)).toEqual([]);
    await county.desk.until(shanghai('2026-12-29 09:00'));
    const { climbed } = await county.ladderOf(id);
    expect(climbed.map(({ code, fired, at }) => [code, fired, at.slice(0, 10)])).toEqual([
      ['behind', true, expect.any(String)],
      ['dueSoon', true, '2026-12-16'],
      // Six tenths of the longer time are gone, but so is six tenths of the work.
      ['behind', false, '2026-12-16'],
      ['dueSoon', true, '2026-12-23'],
      ['overdue', true, '2026-12-28'],
      ['urgingLetter', true, '2026-12-29'],
    ]);
    expect(await county.refuted()).toEqual([]);
  });
});

describe('a task that is done', () => {
  it('is told of each round that was sent back, and nothing is left in the inboxes', async () => {
    const id = await county.submitted('智慧体育');
    await county.send(COMMISSIONER, id, 'receive');
    const claim = { evidence: [{ criterion: '1', text: '见附件' }] };
    for (let round = 1; round <= 2; round++) {
      await county.send(COMMISSIONER, id, 'claimDone', claim);
      await county.send(TASK_FORCE, id, 'sendBack', { items: [{ reason: '接入率未达标' }] });
    }
    expect(await county.titlesAt(COMMISSIONER, id)).toEqual(['黄色督办单（退办）', '黄色督办单（退办）']);
    await county.send(COMMISSIONER, id, 'claimDone', claim);
    await county.send(TASK_FORCE, id, 'pass');
    expect(await county.titlesAt(COMMISSIONER, id)).toEqual([]);
    expect((await county.ladderOf(id)).notices.every(({ recalledAt }) => recalledAt !== null)).toBe(true);
    await county.desk.until(shanghai('2027-02-26 09:00'));
    expect(codes((await county.ladderOf(id)).climbed)).toEqual(['poor', 'poor']);
    expect(await county.refuted()).toEqual([]);
  });
});

describe('an urge', () => {
  it('unanswered for five working days is followed by criticism; answered, by nothing', async () => {
    const [ignored, heeded] = [await county.worked('智慧图书馆'), await county.worked('文化下乡')];
    await county.send(SUPERVISOR, ignored, 'urge', { text: '请加快' });
    await county.send(SUPERVISOR, heeded, 'urge', { text: '请加快' });
    await county.send(COMMISSIONER, heeded, 'report', { text: '已完成', percent: 90 });
    await county.desk.until(shanghai('2026-12-08 09:00'));
    expect(codes((await county.ladderOf(ignored)).climbed)).toEqual(['criticism']);
    expect(await county.titlesAt(LEADER, ignored)).toEqual(['书面批评（催办未复）']);
    expect(codes((await county.ladderOf(heeded)).climbed)).toEqual([]);
    expect(await county.refuted()).toEqual([]);
  });
});

describe('triage', () => {
  it('past its time is on the ladder of the task force itself', async () => {
    const id = await county.submitted('无人认领的事项', {});
    await county.desk.until(shanghai('2026-12-03 09:00'));
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual(['黄色督办单（专班决定超时）']);
    expect(await county.titlesAt(SUPERVISOR, id)).toEqual(['黄色督办单（专班决定超时）']);
    await county.send(TASK_FORCE, id, 'assign', { unit: '330523-O1' });
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual([]);
    expect(codes((await county.ladderOf(id)).toCome)).toContain('overdue');
    expect(await county.refuted()).toEqual([]);
  });
});
