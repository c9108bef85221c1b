import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import {
  COMMISSIONER,
  codes,
  countyOfSuite,
  DUE,
  LEADER,
  SECTION,
  SUPERVISOR,
  TASK_FORCE,
} from '../stage/supervised-county.ts';

const county = countyOfSuite();

describe('a task that is left alone', () => {
  it('climbs the whole ladder, each rung once, and each seat is told once in its inbox', async () => {
    const id = await county.worked('智慧校园');
    expect(codes((await county.ladderOf(id)).toCome)).toEqual([
      'behind',
      'dueSoon',
      'overdue',
      'urgingLetter',
      'circular',
    ]);
    await county.desk.until(shanghai('2027-02-26 17:30'));

    const { climbed, toCome, notices } = await county.ladderOf(id);
    expect(climbed.map(({ code, fired, at }) => [code, fired, at])).toEqual([
      ['behind', true, expect.stringMatching(/^2026-12-1[01]T/)],
      ['dueSoon', true, shanghai('2026-12-16 08:30')],
      ['overdue', true, DUE],
      ['urgingLetter', true, shanghai('2026-12-22 08:30')],
      // Five working days after the letter, as offices close.
      ['criticism', true, shanghai('2026-12-29 17:30')],
      ['circular', true, expect.any(String)],
    ]);
    expect(toCome).toEqual([]);
    expect(notices.map(({ code, seat }) => [code, seat.seat])).toEqual([
      ['behind', COMMISSIONER],
      ['behind', SECTION],
      ['dueSoon', COMMISSIONER],
      ['dueSoon', SECTION],
      ['overdue', COMMISSIONER],
      ['overdue', SECTION],
      ['overdue', SUPERVISOR],
      ['urgingLetter', COMMISSIONER],
      ['urgingLetter', LEADER],
      ['criticism', COMMISSIONER],
      ['criticism', LEADER],
      ['criticism', SUPERVISOR],
      ['circular', LEADER],
      ['circular', TASK_FORCE],
      ['circular', COMMISSIONER],
      ['circular', SUPERVISOR],
    ]);

    expect(await county.titlesAt(SECTION, id)).toEqual([
      '红色督办单（超期）',
      '蓝色督办单（临期）',
      '黄色督办单（进度滞后）',
    ]);
    expect(await county.titlesAt(LEADER, id)).toEqual(['书面批评（催办未复）', '催办函', '通报']);
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual(['通报']);
    const [notice] = await county.noticesAt(SUPERVISOR, id);
    expect(notice).toMatchObject({ kind: { zh: '督办单' }, links: { self: `/api/v1/tasks/${notice?.id}` } });
    expect(await county.refuted()).toEqual([]);
  });

  it('is acknowledged by those told, the urging letter with an answer, and says so', async () => {
    const id = await county.worked('研学旅行');
    await county.desk.until(shanghai('2026-12-22 09:00'));
    const { notices } = await county.ladderOf(id);
    const letter = notices.find(({ code, seat }) => code === 'urgingLetter' && seat.seat === COMMISSIONER);
    const copy = notices.find(({ code, seat }) => code === 'urgingLetter' && seat.seat === LEADER);

    expect(await county.send(COMMISSIONER, letter?.id ?? '', 'acknowledge')).toMatchObject({ status: 409 });
    const answer = { reason: '接口未开通', expectedCompletion: '2027-01-08' };
    expect(await county.send(COMMISSIONER, letter?.id ?? '', 'acknowledge', { answer })).toMatchObject({
      status: 200,
    });
    expect(await county.send(SECTION, copy?.id ?? '', 'acknowledge')).toMatchObject({ status: 404 });
    expect(await county.send(LEADER, copy?.id ?? '', 'acknowledge')).toMatchObject({ status: 200 });

    expect(await county.titlesAt(LEADER, id)).toEqual([]);
    const after = await county.ladderOf(id);
    expect(after.notices.filter(({ code }) => code === 'urgingLetter')).toMatchObject([
      { acknowledged: { by: { name: `任${COMMISSIONER}` }, answer } },
      { acknowledged: { by: { name: `任${LEADER}` }, answer: null } },
    ]);
    // What only waited for the answer is off the ladder.
    expect(codes(after.toCome)).toEqual(['circular']);

    const timeline = (
      await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}/timeline?children=true&limit=200`)
    ).body as { items: readonly { type: string; told?: { zh: string } }[] };
    const told = timeline.items.flatMap(({ told: words }) => (words === undefined ? [] : [words.zh]));
    expect(told).toContainEqual(
      '催办函：2026-12-21 17:30 到期，签发时未办结。主送 县教育局 任330523-O1/A，抄送 县教育局 任330523-O1/L',
    );
    expect(told).toContainEqual('任330523-O1/A已签收，答复：接口未开通，预计 2027-01-08 办结');
    expect(await county.refuted()).toEqual([]);
  });

  it('though nobody was at work for months, is told of each rung once, and of nothing that has passed', async () => {
    const id = await county.worked('课后服务');
    await county.desk.oversleep(shanghai('2027-03-15 09:00'));
    const { climbed } = await county.ladderOf(id);
    expect(climbed.filter(({ fired }) => fired).map(({ code }) => code)).toEqual([
      'overdue',
      'urgingLetter',
      'circular',
    ]);
    expect(codes(climbed.filter(({ fired }) => !fired))).toEqual(['behind', 'dueSoon']);
    // The letter has only just been sent.
    expect((await county.ladderOf(id)).toCome).toMatchObject([
      { code: 'criticism', at: shanghai('2027-03-22 17:30') },
    ]);
    expect(await county.refuted()).toEqual([]);
  });
});
